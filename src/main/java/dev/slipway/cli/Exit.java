package dev.slipway.cli;

import dev.slipway.fact.Problem;

/// The exit codes, the same for every command.
final class Exit {
  /// What was asked about holds.
  static final int HOLDS = 0;

  /// A finding of severity error, a failed gate, a failed check.
  static final int FINDING = 1;

  /// The command was used in a way it does not offer.
  static final int WRONG_USE = 2;

  /// Something could not be reached, read or written.
  static final int OUT_OF_REACH = 3;

  /// Somebody pressed Ctrl C.
  static final int INTERRUPTED = 130;

  private Exit() {}

  /// The exit code for a problem.
  static int of(Problem problem) {
    return switch (problem.kind()) {
      case DOES_NOT_HOLD -> FINDING;
      case WRONG_USE -> WRONG_USE;
      case OUT_OF_REACH -> OUT_OF_REACH;
    };
  }
}
