package dev.slipway.desktop.control;

import java.util.List;
import java.util.function.Function;

/// Several answers on one card.
///
/// @param title  what it is about
/// @param effect what the answers are used for
/// @param fields what is asked
/// @param verb   the words on the button
public record Form(String title, String effect, List<Field> fields, String verb) {
  public Form {
    fields = List.copyOf(fields);
  }

  /// One thing that is asked. Every answer is a text.
  public sealed interface Field {
    String name();

    /// What it is for; may be empty.
    String about();

    /// The answer at first.
    String initial();
  }

  /// A line of text.
  ///
  /// @param check says what is wrong with a text; empty when nothing is
  public record Line(String name, String about, String initial, Function<String, String> check) implements Field {}

  /// One of a few.
  public record OneOf(String name, String about, String initial, List<String> options) implements Field {
    public OneOf {
      options = List.copyOf(options);
    }
  }

  /// `true` or `false`.
  public record Tick(String name, String about, String initial) implements Field {}
}
