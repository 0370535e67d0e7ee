package dev.slipway.desktop.targets;

import dev.slipway.desktop.control.Status;
import dev.slipway.fact.Position;
import dev.slipway.forge.Job;
import dev.slipway.forge.RunStatus;
import dev.slipway.release.LegState;
import dev.slipway.verify.Cell;
import java.util.Locale;

/// What became of legs, jobs and checks, in the words and marks of the window.
final class TargetStates {
  private TargetStates() {}

  static Status status(LegState.Outcome outcome) {
    return switch (outcome) {
      case NOT_STARTED -> Status.NOT_STARTED;
      case QUEUED -> Status.WAITING;
      case RUNNING -> Status.RUNNING;
      case BUILT -> Status.BUILT;
      case FAILED, MISSING, STUCK -> Status.FAILED;
      case CANCELLED -> Status.CANCELLED;
      case SKIPPED -> Status.SKIPPED;
      case UNKNOWN -> Status.UNKNOWN;
    };
  }

  static boolean ended(LegState.Outcome outcome) {
    return switch (outcome) {
      case BUILT, FAILED, MISSING, STUCK, CANCELLED, SKIPPED -> true;
      case NOT_STARTED, QUEUED, RUNNING, UNKNOWN -> false;
    };
  }

  static Status status(Job job) {
    if (job.status() != RunStatus.COMPLETED) {
      return job.status() == RunStatus.IN_PROGRESS ? Status.RUNNING : Status.WAITING;
    }
    return switch (job.conclusion()) {
      case SUCCESS -> Status.BUILT;
      case SKIPPED -> Status.SKIPPED;
      case CANCELLED -> Status.CANCELLED;
      case FAILURE, TIMED_OUT, STARTUP_FAILURE, ACTION_REQUIRED, STALE -> Status.FAILED;
      case NONE, NEUTRAL, UNKNOWN -> Status.UNKNOWN;
    };
  }

  static String word(Job job) {
    return status(job) == Status.WAITING ? "Queued" : status(job).word();
  }

  static Status status(Cell cell) {
    return switch (cell) {
      case Cell.Passed _ -> Status.EQUAL;
      case Cell.Failed _, Cell.Missing _, Cell.Unlisted _ -> Status.FAILED;
      case Cell.Absent _, Cell.NotChecked _, Cell.NotCheckable _ -> Status.UNKNOWN;
    };
  }

  static String capital(String word) {
    String spaced = word.replace('-', ' ');
    return spaced.isEmpty() ? spaced : spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
  }

  /// A message with a capital letter; a label or a file name it begins with stays as it is written.
  static String sentence(String message) {
    int end = message.indexOf(' ');
    boolean word = (end < 0 ? message : message.substring(0, end)).chars().allMatch(Character::isLetter);
    return message.isEmpty() || !word ? message : message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1);
  }

  /// The last part of what was read from a program: `ELF for Linux on x86_64, static` is `Static`. The longest are said in
  /// words that fit the column.
  static String linkage(String program) {
    String last = program.substring(program.lastIndexOf(", ") + 1).strip();
    return switch (last) {
      case "system libraries" -> "System only";
      case "imports of its host" -> "Host imports";
      default -> capital(last);
    };
  }

  /// The first part: `ELF`, and `Wasm` for a module and a component alike.
  static String format(String program) {
    int end = program.indexOf(" for ");
    String word = end < 0 ? program.replaceFirst(",.*", "") : program.substring(0, end);
    return word.startsWith("WebAssembly") ? "Wasm" : word;
  }

  /// The last part of a file's path.
  static String fileName(Position at) {
    return at.file().substring(at.file().lastIndexOf('/') + 1);
  }

  /// `release.yml:76`.
  static String place(Position at) {
    return fileName(at) + (at.line() == 0 ? "" : ":" + at.line());
  }
}
