package dev.slipway.verify;

import java.util.List;

/// What looking at one signature came to.
sealed interface SignatureAnswer {

  /// Why, as a sentence.
  String words();

  /// What it rests on.
  List<Evidence> evidence();

  /// Somebody who is trusted signed these bytes.
  record Holds(String words, List<Evidence> evidence) implements SignatureAnswer {}

  /// It does not hold for these bytes, or must not count.
  record Broken(String words, List<Evidence> evidence) implements SignatureAnswer {}

  /// Nobody said whom to believe, or it cannot be read: neither yes nor no.
  record Open(String words, List<Evidence> evidence) implements SignatureAnswer {}

  /// The answer as a cell of the matrix.
  default Cell cell() {
    return switch (this) {
      case Holds(String words, List<Evidence> evidence) -> new Cell.Passed(words, evidence);
      case Broken(String words, List<Evidence> evidence) -> new Cell.Failed(words, evidence);
      case Open(String words, List<Evidence> evidence) -> new Cell.NotCheckable(words, evidence);
    };
  }
}
