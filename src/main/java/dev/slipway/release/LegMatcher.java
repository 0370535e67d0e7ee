package dev.slipway.release;

import dev.slipway.forge.Job;
import dev.slipway.forge.RunStatus;
import dev.slipway.release.LegState.Outcome;
import dev.slipway.release.run.RunState;
import dev.slipway.target.LegOutcome;
import dev.slipway.target.PlannedJob;
import dev.slipway.target.PlannedLeg;
import dev.slipway.target.PlannedWorkflow;
import dev.slipway.target.RunJob;
import dev.slipway.target.RunLegs;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Says of each leg that builds for a target what became of it in a run.
final class LegMatcher {
  private LegMatcher() {}

  /// The state of each leg, in the order of the legs.
  static List<LegState> match(Optional<PlannedWorkflow> workflow, Optional<RunState> run) {
    if (workflow.isEmpty()) {
      return List.of();
    }
    List<PlannedLeg> legs = workflow.get().targetLegs();
    if (run.isEmpty()) {
      return legs.stream().map(leg -> new LegState(leg, Outcome.NOT_STARTED, List.of())).toList();
    }
    RunLegs matched = RunLegs.match(workflow.get(), run.get().jobs().stream().map(LegMatcher::job).toList());
    return legs.stream().map(leg -> state(leg, matched.of(leg), run.get())).toList();
  }

  /// The jobs of the run that are in no leg because only the run could tell the legs: those of a dynamic matrix.
  static List<Job> dynamic(Optional<PlannedWorkflow> workflow, Optional<RunState> run) {
    if (workflow.isEmpty() || run.isEmpty() || workflow.get().jobs().stream().noneMatch(PlannedJob::dynamic)) {
      return List.of();
    }
    return jobs(RunLegs.match(workflow.get(), run.get().jobs().stream().map(LegMatcher::job).toList()).others(), run.get());
  }

  private static RunJob job(Job job) {
    String conclusion = job.conclusion() == dev.slipway.forge.Conclusion.NONE ? "" : word(job.conclusion().name());
    return new RunJob(job.id(), job.name(), job.labels(), word(job.status().name()), conclusion);
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static LegState state(PlannedLeg leg, LegOutcome outcome, RunState run) {
    return switch (outcome) {
      case LegOutcome.Ran(RunJob job) -> of(leg, jobs(List.of(job), run), run);
      case LegOutcome.Ambiguous ambiguous -> shared(leg, ambiguous, run);
      case LegOutcome.Skipped(RunJob job) -> new LegState(leg, Outcome.SKIPPED, jobs(List.of(job), run));
      case LegOutcome.Absent _ -> new LegState(leg, run.over() ? Outcome.MISSING : Outcome.NOT_STARTED, List.of());
    };
  }

  /// Legs nobody can tell apart have a state only where all their jobs have the same, and there are enough of them.
  private static LegState shared(PlannedLeg leg, LegOutcome.Ambiguous ambiguous, RunState run) {
    List<Job> jobs = jobs(ambiguous.jobs(), run);
    Set<Outcome> outcomes = jobs.stream().map(job -> outcome(job, run)).collect(Collectors.toSet());
    boolean clear = outcomes.size() == 1 && jobs.size() == ambiguous.legs();
    return new LegState(leg, clear ? outcomes.iterator().next() : Outcome.UNKNOWN, jobs);
  }

  private static LegState of(PlannedLeg leg, List<Job> jobs, RunState run) {
    return new LegState(leg, jobs.size() == 1 ? outcome(jobs.getFirst(), run) : Outcome.UNKNOWN, jobs);
  }

  private static List<Job> jobs(List<RunJob> matched, RunState run) {
    Set<Long> ids = matched.stream().map(RunJob::id).collect(Collectors.toSet());
    return run.jobs().stream().filter(job -> ids.contains(job.id())).toList();
  }

  private static Outcome outcome(Job job, RunState run) {
    if (job.status() == RunStatus.COMPLETED) {
      return switch (job.conclusion()) {
        case SUCCESS -> Outcome.BUILT;
        case SKIPPED -> Outcome.SKIPPED;
        case CANCELLED -> Outcome.CANCELLED;
        case FAILURE, TIMED_OUT, STARTUP_FAILURE, ACTION_REQUIRED, STALE -> Outcome.FAILED;
        case NONE, NEUTRAL, UNKNOWN -> Outcome.UNKNOWN;
      };
    }
    boolean stuck = run.stall().map(stall -> stall.jobs().stream().anyMatch(waiting -> waiting.id() == job.id())).orElse(false);
    if (stuck) {
      return Outcome.STUCK;
    }
    return switch (job.status()) {
      case IN_PROGRESS -> Outcome.RUNNING;
      case QUEUED, WAITING, PENDING, REQUESTED -> Outcome.QUEUED;
      case COMPLETED, UNKNOWN -> Outcome.UNKNOWN;
    };
  }
}
