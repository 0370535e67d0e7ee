package dev.slipway.desktop.board;

import dev.slipway.desktop.control.PageId;
import dev.slipway.desktop.control.Status;
import dev.slipway.gate.Gate;
import dev.slipway.gate.GateId;
import dev.slipway.gate.GateState;
import dev.slipway.gate.Policy;
import java.util.List;
import java.util.Set;
import java.util.Locale;

/// A gate as a row of the board.
///
/// @param gate   the gate
/// @param status its word and icon
/// @param detail the second line under what was measured
/// @param action what the row offers; [RowAction#NONE] where it offers nothing
record GateRow(Gate gate, Status status, String detail, RowAction action) {

  private static final Set<String> RERUNNABLE = Set.of("leg-failed", "leg-cancelled");

  /// What a row offers.
  enum RowAction {
    NONE(""),
    SHOW_FIX("Show fix"),
    SHOW_REASON("Show reason"),
    OPEN_RUNS("Open Runs"),
    RERUN("Re-run failed jobs"),
    WAIVE("Waive…"),
    OPEN("Open");

    private final String title;

    RowAction(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  static GateRow of(Gate gate) {
    return new GateRow(gate, status(gate), detail(gate), action(gate));
  }

  static Status status(Gate gate) {
    return switch (gate.state()) {
      case GateState.Passed _ -> Status.PASSED;
      case GateState.Failed _ -> failed(gate.policy());
      case GateState.Waiting _ -> Status.WAITING;
      case GateState.Pending _ -> Status.NOT_STARTED;
      case GateState.Unknown _ -> Status.UNKNOWN;
      case GateState.Waived _ -> Status.WAIVED;
      case GateState.NotApplicable _ -> Status.NOT_APPLICABLE;
    };
  }

  private static Status failed(Policy policy) {
    return switch (policy) {
      case BLOCK -> Status.BLOCKING;
      case WARN -> Status.WARNING;
      case INFO -> Status.FOR_INFO;
    };
  }

  private static String detail(Gate gate) {
    if (!gate.detail().isEmpty()) {
      return gate.detail();
    }
    return switch (gate.state()) {
      case GateState.Waiting(GateId on) -> "after " + on.title();
      case GateState.Pending(String what) -> what;
      case GateState.Unknown(String reason) -> reason;
      case GateState.NotApplicable(String reason) -> reason;
      case GateState.Waived(var waiver) -> "waived by " + waiver.by();
      case GateState.Passed _, GateState.Failed _ -> "";
    };
  }

  private static RowAction action(Gate gate) {
    return switch (gate.state()) {
      case GateState.Waived _ -> RowAction.SHOW_REASON;
      case GateState.Failed _ -> failedAction(gate);
      // Nothing is built before the workflow runs, and there it is started and watched.
      case GateState.Pending _ -> gate.id() == GateId.TARGETS ? RowAction.OPEN_RUNS : RowAction.NONE;
      case GateState.Passed _, GateState.Waiting _, GateState.Unknown _, GateState.NotApplicable _ ->
          RowAction.NONE;
    };
  }

  /// The page the gate is measured on.
  PageId page() {
    return switch (gate.id()) {
      case TARGETS -> gate.state() instanceof GateState.Pending || gate.findings().stream().anyMatch(finding -> finding.rule().startsWith("leg-")) ? PageId.RUNS : PageId.TARGETS;
      case ARTIFACTS, CHECKSUMS, PROVENANCE, IDENTITY, IMAGE -> PageId.ARTIFACTS;
      case SIZES -> PageId.SIZES;
      case BENCHMARKS -> PageId.BENCHMARKS;
      case CHANGELOG -> PageId.NOTES;
      case VERSION -> PageId.PUBLISH;
    };
  }

  private static RowAction failedAction(Gate gate) {
    // A re-run can only help where a job failed by itself; a label that no runner has stays without one.
    if (!gate.findings().isEmpty() && gate.findings().stream().allMatch(finding -> RERUNNABLE.contains(finding.rule()))) {
      return RowAction.RERUN;
    }
    if (gate.findings().stream().anyMatch(finding -> !finding.fix().isEmpty())) {
      return RowAction.SHOW_FIX;
    }
    return gate.policy() == Policy.INFO ? RowAction.OPEN : RowAction.WAIVE;
  }

  /// The row as one sentence, for those who hear it.
  String sentence() {
    var words = new java.util.ArrayList<String>(List.of(
        gate.id().title(), status.word().toLowerCase(Locale.ROOT), "required " + gate.required(),
        "measured " + gate.measured()));
    if (!detail.isEmpty()) {
      words.add(detail);
    }
    words.add("policy " + gate.policy().word());
    String text = String.join(", ", words) + ".";
    return action == RowAction.NONE ? text : text + " Action: " + action.title().replace("…", "") + ".";
  }
}
