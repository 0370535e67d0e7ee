package dev.slipway.rehearsal;

import dev.slipway.workflow.ExpandedJob;
import dev.slipway.workflow.Leg;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a new attempt of a run runs again. Everything that needs one of these jobs runs again as well; the rest
/// is carried over as it was.
///
/// @see <a href="https://docs.github.com/actions/how-tos/manage-workflow-runs/re-run-workflows-and-jobs">re-running
///     workflows and jobs</a>
sealed interface Rerun {

  /// Every job.
  record Whole() implements Rerun {}

  /// The jobs that did not succeed.
  record FailedJobs() implements Rerun {}

  /// One job.
  ///
  /// @param name the name the host shows
  record OneJob(String name) implements Rerun {}

  /// Whether a job of the attempt before is asked for by itself.
  default boolean asksFor(RunState.JobState before) {
    return switch (this) {
      case Whole _ -> true;
      case FailedJobs _ -> !Set.of("success", "skipped", "neutral").contains(before.conclusion);
      case OneJob one -> one.name().equals(before.name);
    };
  }

  /// The jobs of the file that run again with all their legs: those that need what was asked for.
  default Set<String> dependents(List<ExpandedJob> plan, List<RunState.JobState> before) {
    Set<String> again = new HashSet<>();
    for (ExpandedJob job : plan) {
      if (job.knownLegs().stream().anyMatch(leg -> of(leg, before).filter(this::asksFor).isPresent())) {
        again.add(job.id());
      }
    }
    Set<String> dependents = new HashSet<>();
    boolean found = true;
    while (found) {
      found = false;
      for (ExpandedJob job : plan) {
        boolean waits = job.job().needs().stream().anyMatch(need -> again.contains(need) || dependents.contains(need));
        found |= waits && dependents.add(job.id());
      }
    }
    return dependents;
  }

  /// The state of a leg in the attempt before.
  static Optional<RunState.JobState> of(Leg leg, List<RunState.JobState> before) {
    return before.stream().filter(job -> job.name.equals(leg.name().shown())).findFirst();
  }
}
