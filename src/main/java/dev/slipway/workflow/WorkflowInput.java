package dev.slipway.workflow;

import dev.slipway.fact.Position;
import java.util.List;
import java.util.Optional;

/// An input of a workflow that is dispatched by hand or called by another.
///
/// @param name         its name
/// @param type         its type
/// @param description  what it is for; empty when the file does not say
/// @param defaultValue its default as the file writes it
/// @param options      the choices of a [Type#CHOICE]
/// @param required     whether it has to be given
/// @param at           where it is declared
public record WorkflowInput(
    String name,
    Type type,
    String description,
    Optional<String> defaultValue,
    List<String> options,
    boolean required,
    Position at) {

  /// The types GitHub knows.
  public enum Type {
    STRING, BOOLEAN, NUMBER, CHOICE, ENVIRONMENT;

    static Type of(String word) {
      return switch (word.toLowerCase(java.util.Locale.ROOT)) {
        case "boolean" -> BOOLEAN;
        case "number" -> NUMBER;
        case "choice" -> CHOICE;
        case "environment" -> ENVIRONMENT;
        default -> STRING;
      };
    }
  }
}
