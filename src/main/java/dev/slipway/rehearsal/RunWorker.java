package dev.slipway.rehearsal;

import dev.slipway.workflow.Expansion;
import dev.slipway.workflow.ExpandedJob;
import dev.slipway.workflow.Leg;
import dev.slipway.workflow.expression.Contexts;
import dev.slipway.workflow.expression.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/// Carries one attempt of a run through: jobs wait for those they need, legs run side by side.
final class RunWorker {
  private final Hub hub;
  private final HostedRepository repository;
  private final RunState run;
  private final Expansion plan;
  private final Rerun rerun;
  private final Cancellation cancellation;
  private final ExecutorService threads;
  /// The jobs of the attempt before, taken before a job of this one adds itself to the run's.
  private final List<RunState.JobState> before;

  /// @param rerun what runs in this attempt; the rest is carried over from the one before
  RunWorker(
      Hub hub,
      HostedRepository repository,
      RunState run,
      Expansion plan,
      Rerun rerun,
      Cancellation cancellation,
      ExecutorService threads) {
    this.hub = hub;
    this.repository = repository;
    this.run = run;
    this.plan = plan;
    this.rerun = rerun;
    this.cancellation = cancellation;
    this.threads = threads;
    this.before = run.jobsOf(run.attempt - 1);
  }

  /// Runs to the end.
  void work() throws InterruptedException {
    if (!cancellation.within(hub.pace().queue())) {
      hub.changing(() -> run.status = "in_progress");
    }
    Map<String, CompletableFuture<String>> outcomes = new HashMap<>();
    List<CompletableFuture<String>> inOrder = new ArrayList<>();
    Set<String> dependents = rerun.dependents(plan.jobs(), before);
    for (ExpandedJob job : plan.jobs()) {
      CompletableFuture<String> outcome = new CompletableFuture<>();
      inOrder.add(outcome);
      outcomes.put(job.id(), outcome);
    }
    for (int i = 0; i < inOrder.size(); i++) {
      ExpandedJob job = plan.jobs().get(i);
      CompletableFuture<String> outcome = inOrder.get(i);
      start(
          () -> {
            try {
              outcome.complete(outcome(job, outcomes, dependents));
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
              outcome.complete("cancelled");
            } catch (RuntimeException e) {
              System.getLogger(RunWorker.class.getName())
                  .log(System.Logger.Level.WARNING, "job " + job.id() + " broke off", e);
              outcome.complete("failure");
            }
          });
    }
    List<String> ends = inOrder.stream().map(CompletableFuture::join).toList();
    hub.changing(
        () -> {
          run.status = "completed";
          run.conclusion =
              ends.contains("failure") ? "failure" : cancellation.asked() ? "cancelled" : "success";
          run.updated = Hub.now();
        });
  }

  /// Starts a thread of the run, unless the rehearsal is closing: then the run ends here.
  private void start(Runnable work) throws InterruptedException {
    try {
      threads.execute(work);
    } catch (RejectedExecutionException e) {
      throw (InterruptedException) new InterruptedException("the rehearsal is closing").initCause(e);
    }
  }

  private static String ended(CompletableFuture<String> end) throws InterruptedException {
    try {
      return end.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an end is never an exception", e);
    }
  }

  private String outcome(ExpandedJob job, Map<String, CompletableFuture<String>> outcomes, Set<String> dependents)
      throws InterruptedException {
    boolean allWell = true;
    for (String need : job.job().needs()) {
      CompletableFuture<String> needed = outcomes.get(need);
      allWell &= needed == null || ended(needed).equals("success");
    }
    if ((!allWell && !Expansion.asksForStatus(job.job().condition())) || !job.runs().orElse(true)) {
      hub.changing(() -> skipped(job));
      return "skipped";
    }
    Cancellation legs = cancellation.part();
    List<CompletableFuture<String>> ends = new ArrayList<>();
    for (Leg leg : job.knownLegs()) {
      String target = target(leg);
      if (run.fault == Fault.MISSING_TARGET && Build.hits(run.fault, repository.project(), target)) {
        continue;
      }
      Optional<RunState.JobState> carried = dependents.contains(job.id()) ? Optional.empty() : carried(leg);
      if (carried.isPresent()) {
        ends.add(CompletableFuture.completedFuture(carried.get().conclusion));
        continue;
      }
      RunState.JobState state = queued(leg);
      CompletableFuture<String> end = new CompletableFuture<>();
      ends.add(end);
      start(() -> end.complete(leg(job, leg, state, target, legs)));
    }
    boolean success = true;
    for (CompletableFuture<String> end : ends) {
      success &= ended(end).equals("success");
    }
    boolean forgiven = job.job().body().text("continue-on-error").equals(Optional.of("true"));
    return success || forgiven ? "success" : cancellation.asked() ? "cancelled" : "failure";
  }

  private String leg(ExpandedJob job, Leg leg, RunState.JobState state, String target, Cancellation legs) {
    try {
      boolean stuck =
          (run.fault == Fault.STUCK_LEG && Build.hits(run.fault, repository.project(), target))
              || !Runner.exists(state.labels);
      if (stuck) {
        legs.await();
      }
      if (legs.within(hub.pace().queue())) {
        hub.changing(() -> neverStarted(state));
        return "cancelled";
      }
      Optional<String> folder =
          job.job().body().mapping("defaults").flatMap(one -> one.mapping("run")).flatMap(one -> one.text("working-directory"));
      new JobRunner(hub, repository, run, state, legs, contexts(job, leg), folder).work(job.job().steps());
      if (!state.conclusion.equals("success") && job.failFast().orElse(true)) {
        legs.ask();
      }
      return state.conclusion;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "cancelled";
    } catch (RuntimeException e) {
      System.getLogger(RunWorker.class.getName()).log(System.Logger.Level.WARNING, "leg " + state.name + " broke off", e);
      hub.changing(() -> neverStarted(state));
      return "failure";
    }
  }

  private Contexts contexts(ExpandedJob job, Leg leg) {
    return Expansion.withEnv(Expansion.withEnv(leg.contexts(), plan.file().env()), job.job().env());
  }

  private RunState.JobState queued(Leg leg) {
    RunState.JobState state =
        new RunState.JobState(
            hub.nextId(),
            run.attempt,
            leg.name().shown(),
            leg.runsOn().value().orElse(List.of()),
            Instant.now());
    hub.changing(() -> run.jobs.add(state));
    return state;
  }

  /// A job of the attempt before that nobody asked for stays as it was.
  private Optional<RunState.JobState> carried(Leg leg) {
    Optional<RunState.JobState> kept = Rerun.of(leg, before).filter(job -> !rerun.asksFor(job));
    kept.ifPresent(
        job ->
            hub.changing(
                () -> {
                  RunState.JobState copy =
                      new RunState.JobState(hub.nextId(), run.attempt, job.name, job.labels, job.created);
                  copy.status = job.status;
                  copy.conclusion = job.conclusion;
                  copy.started = job.started;
                  copy.completed = job.completed;
                  copy.runner = job.runner;
                  copy.steps.addAll(job.steps);
                  copy.log.append(job.log);
                  run.jobs.add(copy);
                }));
    return kept;
  }

  /// GitHub shows a job that is left out once, by its name before expansion.
  private void skipped(ExpandedJob job) {
    RunState.JobState state =
        new RunState.JobState(hub.nextId(), run.attempt, job.bareName(), List.of(), Instant.now());
    state.status = "completed";
    state.conclusion = "skipped";
    state.completed = Optional.of(Instant.now());
    run.jobs.add(state);
  }

  private static void neverStarted(RunState.JobState state) {
    state.status = "completed";
    state.conclusion = "cancelled";
    state.completed = Optional.of(Instant.now());
  }

  /// The triple a leg builds for; empty when its matrix names none.
  private static String target(Leg leg) {
    return leg.matrix()
        .flatMap(matrix -> matrix.get("target"))
        .filter(Value.Str.class::isInstance)
        .map(value -> ((Value.Str) value).value())
        .orElse("");
  }
}
