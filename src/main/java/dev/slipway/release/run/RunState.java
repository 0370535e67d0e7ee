package dev.slipway.release.run;

import dev.slipway.forge.Job;
import dev.slipway.forge.WorkflowRun;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A run with its jobs, at one moment.
///
/// @param run   the run
/// @param jobs  the jobs of its newest attempt, in the host's order
/// @param stall what never started, where the run stands still
public record RunState(WorkflowRun run, List<Job> jobs, Optional<Stall> stall) {
  public RunState {
    jobs = List.copyOf(jobs);
  }

  /// Jobs that wait for a runner while nothing else runs.
  ///
  /// @param jobs    the jobs that wait
  /// @param waiting how long nothing has happened
  public record Stall(List<Job> jobs, Duration waiting) {}

  /// Whether nothing more will happen: the run ended, or it stands still.
  public boolean over() {
    return run.status().ended() || stall.isPresent();
  }

  /// How many jobs have ended.
  public long ended() {
    return jobs.stream().filter(job -> job.status().ended()).count();
  }
}
