package dev.slipway.desktop.board;

import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.control.Tone;
import dev.slipway.gate.Board;
import dev.slipway.gate.GateState;
import java.util.ArrayList;
import java.util.List;

/// The headline of the board: whether the release is ready, and how many gates are in which state.
///
/// @param words  headline first, counts in their order
/// @param status the icon beside it
/// @param tone   the colour of the banner
/// @param rest   the counts that are not in the headline
record Verdict(String words, Status status, Tone tone, List<Count> rest) {

  /// How many gates are in a state.
  record Count(Status status, long number) {
    String words() {
      return number + " " + status.word().toLowerCase(java.util.Locale.ROOT);
    }
  }

  static Verdict of(String tag, Board board) {
    List<GateRow> rows = board.gates().stream().map(GateRow::of).toList();
    long blocking = count(rows, Status.BLOCKING);
    long warnings = count(rows, Status.WARNING);
    long unknown = count(rows, Status.UNKNOWN) + count(rows, Status.NOT_STARTED);
    String counts = blocking + " blocking, " + warnings + (warnings == 1 ? " warning" : " warnings");
    List<Count> rest = new ArrayList<>();
    for (Status status : List.of(Status.WAITING, Status.WAIVED, Status.FOR_INFO, Status.UNKNOWN, Status.NOT_STARTED,
        Status.NOT_APPLICABLE, Status.PASSED)) {
      long number = count(rows, status);
      if (number > 0) {
        rest.add(new Count(status, number));
      }
    }
    if (tag.isEmpty()) {
      return new Verdict(rows.isEmpty() ? "No release is open" : unopened(board), Status.UNKNOWN, Tone.MUTED, rest);
    }
    if (blocking > 0) {
      return new Verdict(tag + " is not ready: " + counts, Status.BLOCKING, Tone.DANGER, rest);
    }
    if (board.ready()) {
      return new Verdict(tag + " is ready: " + counts, Status.PASSED, Tone.SUCCESS, rest);
    }
    String gates = unknown == 1 ? "1 gate is not measured" : unknown + " gates are not measured";
    return new Verdict(tag + ": cannot tell yet, " + gates, Status.UNKNOWN, Tone.MUTED, rest);
  }

  /// Without a tag there is nothing to publish, as for a folder; what fails is said all the same.
  private static String unopened(Board board) {
    long failed = board.gates().stream().filter(gate -> gate.state() instanceof GateState.Failed).count();
    return failed == 0 ? "Nothing to publish here, and no gate fails" : failed + (failed == 1 ? " gate fails" : " gates fail");
  }

  /// The verdict on a release that is public: it cannot be made ready any more, but what does not hold is said.
  static Verdict published(String tag, Board board) {
    Verdict judged = of(tag, board);
    String end = judged.words().substring(judged.words().indexOf(':') + 2);
    return switch (judged.status()) {
      case BLOCKING -> new Verdict(tag + " is public, and does not hold: " + end, judged.status(), judged.tone(), judged.rest());
      case PASSED -> new Verdict(tag + " is public: " + end, judged.status(), judged.tone(), judged.rest());
      default -> new Verdict(tag + " is public: cannot tell whether it holds, " + end.replace("cannot tell yet, ", ""),
          judged.status(), judged.tone(), judged.rest());
    };
  }

  private static long count(List<GateRow> rows, Status status) {
    return rows.stream().filter(row -> row.status() == status).count();
  }
}
