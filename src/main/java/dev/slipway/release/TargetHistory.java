package dev.slipway.release;

import dev.slipway.forge.WorkflowRun;
import dev.slipway.target.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which targets were built for which release: what tells when a leg broke.
///
/// @param columns the releases, oldest first
public record TargetHistory(List<Column> columns) {
  public TargetHistory {
    columns = List.copyOf(columns);
  }

  /// One release.
  ///
  /// @param tag      its tag
  /// @param run      the run that built it; empty when the host has none
  /// @param outcomes what became of each target, by triple; a target that is not among them was not built for
  /// @param reason   why nothing is known, as a clause; empty when the run was read
  public record Column(
      String tag, Optional<WorkflowRun> run, Map<String, LegState.Outcome> outcomes, String reason) {
    public Column {
      outcomes = Map.copyOf(outcomes);
    }

    /// What became of a target; unknown where the run is not known, empty where the release had no such leg.
    public Optional<LegState.Outcome> outcome(Target target) {
      return reason.isEmpty()
          ? Optional.ofNullable(outcomes.get(target.triple()))
          : Optional.of(LegState.Outcome.UNKNOWN);
    }
  }
}
