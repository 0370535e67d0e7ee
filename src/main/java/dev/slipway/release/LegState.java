package dev.slipway.release;

import dev.slipway.forge.Job;
import dev.slipway.target.PlannedLeg;
import java.util.List;

/// A leg of the release workflow and what became of it.
///
/// @param leg     the leg
/// @param outcome what became of it
/// @param jobs    the jobs of the run that are this leg; more than one when the host's names do not tell them apart
public record LegState(PlannedLeg leg, Outcome outcome, List<Job> jobs) {
  public LegState {
    jobs = List.copyOf(jobs);
  }

  /// What became of a leg.
  public enum Outcome {
    /// There is no run yet, or it has not come to this leg.
    NOT_STARTED("Not started"),
    /// It waits for a runner.
    QUEUED("Queued"),
    RUNNING("Running"),
    BUILT("Built"),
    FAILED("Failed"),
    CANCELLED("Cancelled"),
    /// Its job did not run: not a success.
    SKIPPED("Skipped"),
    /// The run is over and has no job for it.
    MISSING("Missing"),
    /// It waits for a runner and nothing else happens: no runner has its labels.
    STUCK("No runner"),
    /// Several jobs could be this leg and they differ.
    UNKNOWN("Unknown");

    private final String word;

    Outcome(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }
}
