package dev.slipway.fact;

import java.util.Optional;

/// Something a check found, told so that it can be mended.
///
/// @param rule     the stable id of the rule, in kebab case, such as `retired-runner`
/// @param severity how much it weighs
/// @param subject  what it is about: a file, an asset, a job
/// @param at       the place in a text file, where there is one
/// @param message  one sentence that says what was found
/// @param why      one sentence that says what it does to a release; empty when the message says it
/// @param fix      one sentence that says what to do; empty when nothing can be done
public record Finding(
    String rule,
    Severity severity,
    String subject,
    Optional<Position> at,
    String message,
    String why,
    String fix) {

  /// A finding about something that is no text file.
  public static Finding about(
      String subject, String rule, Severity severity, String message, String fix) {
    return new Finding(rule, severity, subject, Optional.empty(), message, "", fix);
  }

  /// A finding at a place in a text file.
  public static Finding at(
      Position at, String rule, Severity severity, String message, String fix) {
    return new Finding(rule, severity, at.file(), Optional.of(at), message, "", fix);
  }

  /// The same finding, with the reason it matters.
  public Finding because(String reason) {
    return new Finding(rule, severity, subject, at, message, reason, fix);
  }
}
