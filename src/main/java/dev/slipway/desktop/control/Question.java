package dev.slipway.desktop.control;

import java.util.Optional;

/// A question before something that cannot be undone or that others will see.
///
/// @param title   what is about to happen
/// @param effect  what that does, named
/// @param verb    the words on the button that does it, verb and object; never OK or Yes
/// @param typed   what must be typed exactly before the button works; empty for nothing
/// @param danger  how the button looks
public record Question(String title, String effect, String verb, Optional<String> typed, Weight danger) {

  /// How heavy the act is.
  public enum Weight {
    PLAIN,
    DESTRUCTIVE,
    PUBLIC
  }

  /// A question about something that can be done again.
  public static Question plain(String title, String effect, String verb) {
    return new Question(title, effect, verb, Optional.empty(), Weight.PLAIN);
  }

  /// A question about something that destroys.
  public static Question destructive(String title, String effect, String verb) {
    return new Question(title, effect, verb, Optional.empty(), Weight.DESTRUCTIVE);
  }

  /// The same question, answered only by typing a name.
  public Question typing(String name) {
    return new Question(title, effect, verb, Optional.of(name), danger);
  }
}
