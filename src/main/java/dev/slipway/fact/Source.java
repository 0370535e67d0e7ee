package dev.slipway.fact;

/// Where a fact comes from.
public sealed interface Source {

  /// A place in a file.
  record InFile(Position at) implements Source {}

  /// A field of an answer of the code host's API, such as `release.assets[].digest`.
  record FromApi(String field) implements Source {}

  /// Computed here from bytes.
  record Measured(String how) implements Source {}

  /// Seen in an earlier release or run, such as `v0.3.1` or `run #213`.
  record Learnt(String from) implements Source {}

  /// Said by the person at the keyboard, or by the policy file without a position.
  record Stated(String by) implements Source {}

  /// The source in a few words, for a second line or a tooltip.
  default String words() {
    return switch (this) {
      case InFile(Position at) -> at.toString();
      case FromApi(String field) -> "API field " + field;
      case Measured(String how) -> "measured: " + how;
      case Learnt(String from) -> "learnt from " + from;
      case Stated(String by) -> "stated by " + by;
    };
  }
}
