package dev.slipway.target;

import java.util.List;

/// What became of a planned leg in a run.
public sealed interface LegOutcome {

  /// The leg is this job.
  record Ran(RunJob job) implements LegOutcome {}

  /// The leg is one of these jobs, which nobody can tell apart.
  ///
  /// @param jobs the jobs
  /// @param legs how many legs share them
  record Ambiguous(List<RunJob> jobs, int legs) implements LegOutcome {

    /// `2 jobs for 2 legs`.
    public String words() {
      return "%d jobs for %d legs".formatted(jobs.size(), legs);
    }
  }

  /// The whole job was skipped before it got legs. That is no success.
  record Skipped(RunJob job) implements LegOutcome {}

  /// The run has no such job.
  record Absent() implements LegOutcome {}
}
