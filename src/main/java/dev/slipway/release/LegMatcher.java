package dev.slipway.release;

import dev.slipway.fact.Known;
import dev.slipway.forge.Conclusion;
import dev.slipway.forge.Job;
import dev.slipway.forge.RunStatus;
import dev.slipway.release.LegState.Outcome;
import dev.slipway.release.run.RunState;
import dev.slipway.target.PlannedLeg;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds the jobs of a run that are the legs of the plan. The API tells neither job key nor matrix, only names
/// and labels; what these do not tell apart stays a set.
final class LegMatcher {
  private static final int LONGEST_NAME = 100;

  private LegMatcher() {}

  /// The state of each leg in a run, in the order of the legs.
  static List<LegState> match(List<PlannedLeg> legs, Optional<RunState> run) {
    return legs.stream().map(leg -> match(leg, legs, run)).toList();
  }

  private static LegState match(PlannedLeg leg, List<PlannedLeg> legs, Optional<RunState> run) {
    if (run.isEmpty()) {
      return new LegState(leg, Outcome.NOT_STARTED, List.of());
    }
    List<Job> named = run.get().jobs().stream().filter(job -> named(leg, job)).toList();
    List<PlannedLeg> sameName =
        legs.stream().filter(other -> other.name().equals(leg.name())).toList();
    List<Job> jobs = sameName.size() > 1 ? byLabels(leg, named) : named;
    if (jobs.isEmpty()) {
      List<Job> skippedWhole =
          run.get().jobs().stream()
              .filter(job -> job.conclusion() == Conclusion.SKIPPED && job.name().contains("${{"))
              .toList();
      boolean skipped = skippedWhole.size() == 1;
      Outcome outcome = run.get().over() ? skipped ? Outcome.SKIPPED : Outcome.MISSING : Outcome.NOT_STARTED;
      return new LegState(leg, outcome, skipped ? skippedWhole : List.of());
    }
    Set<Outcome> outcomes = new HashSet<>();
    jobs.forEach(job -> outcomes.add(outcome(job, run.get())));
    boolean countFits = jobs.size() == 1 || jobs.size() <= sameName.size();
    boolean clear = outcomes.size() == 1 && countFits;
    return new LegState(leg, clear ? outcomes.iterator().next() : Outcome.UNKNOWN, new ArrayList<>(jobs));
  }

  private static boolean named(PlannedLeg leg, Job job) {
    Optional<String> exact = leg.name().exact();
    if (exact.isPresent()) {
      return exact.get().equals(job.name()) || cut(exact.get()).equals(job.name());
    }
    return false;
  }

  private static String cut(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 3) + "...";
  }

  private static List<Job> byLabels(PlannedLeg leg, List<Job> jobs) {
    Known<List<String>> labels = leg.runsOn();
    return labels.value()
        .map(wanted -> jobs.stream()
            .filter(job -> new HashSet<>(job.labels()).equals(new HashSet<>(wanted)))
            .collect(Collectors.toList()))
        .orElse(jobs);
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
