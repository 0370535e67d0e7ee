package dev.slipway.release.run;

import dev.slipway.fact.Problem;
import dev.slipway.forge.Dispatched;
import dev.slipway.forge.Forge;
import dev.slipway.forge.Forge.RunQuery;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Job;
import dev.slipway.forge.RepositoryName;
import dev.slipway.forge.RunStatus;
import dev.slipway.forge.WorkflowRun;
import dev.slipway.release.host.HostCalls;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Starts workflows and follows their runs to the end.
public final class RunFollower {
  private final Forge forge;
  private final HostCalls host;
  private final RepositoryName repository;
  private final Rhythm rhythm;
  private final Clock clock;

  public RunFollower(Forge forge, HostCalls host, RepositoryName repository, Rhythm rhythm, Clock clock) {
    this.forge = forge;
    this.host = host;
    this.repository = repository;
    this.rhythm = rhythm;
    this.clock = clock;
  }

  /// Starts a workflow by hand and finds the run that this made.
  ///
  /// The call is made once only: a dispatch whose answer was lost may have started a run, and a second one
  /// would start another.
  ///
  /// @throws Problem when the host does not start it, or no run appears in time
  public WorkflowRun dispatch(String workflow, String ref, Map<String, String> inputs, Progress progress)
      throws Problem, ForgeException, Cancelled {
    progress.phase("starting " + workflow);
    Set<Long> before;
    Dispatched dispatched;
    try {
      before = host.call(progress, () -> forge.runs(repository, RunQuery.newest(30).of(workflow))).runs().stream()
          .map(WorkflowRun::id)
          .collect(Collectors.toSet());
      dispatched = host.start(progress, () -> forge.dispatch(repository, workflow, ref, inputs));
    } catch (ForgeException e) {
      throw RefusedStart.explained(e, repository, workflow, ref);
    }
    Instant deadline = clock.instant().plus(rhythm.find());
    while (clock.instant().isBefore(deadline)) {
      Optional<WorkflowRun> run = find(workflow, dispatched, before, progress);
      if (run.isPresent()) {
        return run.get();
      }
      pause(progress);
    }
    throw Problem.outOfReach(
        "%s was started, but its run did not appear within %d s. It may come yet: look at the runs of the repository before you start another."
            .formatted(workflow, rhythm.find().toSeconds()));
  }

  /// Holds that a workflow can be started there.
  ///
  /// @throws Problem when there is neither a branch nor a tag of that name, nor a commit
  public void refExists(String ref, Progress progress) throws Problem, ForgeException, Cancelled {
    if (host.call(progress, () -> forge.commit(repository, ref)).isEmpty()) {
      throw Problem.wrongUse(RefusedStart.noRef(repository, ref));
    }
  }

  private Optional<WorkflowRun> find(String workflow, Dispatched dispatched, Set<Long> before, Progress progress)
      throws ForgeException, Cancelled {
    if (dispatched.runId().isPresent()) {
      try {
        return Optional.of(host.call(progress, () -> forge.run(repository, dispatched.runId().getAsLong())));
      } catch (ForgeException e) {
        if (e.kind() == ForgeException.Kind.NOT_FOUND) {
          return Optional.empty();
        }
        throw e;
      }
    }
    RunQuery query = new RunQuery(workflow, "", "workflow_dispatch", Optional.of(dispatched.at().minusSeconds(5)), 1, 30);
    return host.call(progress, () -> forge.runs(repository, query)).runs().stream()
        .filter(run -> !before.contains(run.id()))
        .max(Comparator.comparing(WorkflowRun::created));
  }

  /// Waits for the run that a pushed tag starts.
  public Optional<WorkflowRun> findForTag(String workflow, String tag, Progress progress)
      throws ForgeException, Cancelled {
    Instant deadline = clock.instant().plus(rhythm.find());
    while (clock.instant().isBefore(deadline)) {
      List<WorkflowRun> runs =
          host.call(progress, () -> forge.runs(repository, RunQuery.newest(10).of(workflow).on(tag))).runs();
      if (!runs.isEmpty()) {
        return Optional.of(runs.getFirst());
      }
      pause(progress);
    }
    return Optional.empty();
  }

  /// One look at a run.
  public RunState look(long runId, Progress progress) throws ForgeException, Cancelled {
    WorkflowRun run = host.call(progress, () -> forge.run(repository, runId));
    List<Job> jobs = host.call(progress, () -> forge.jobs(repository, runId, run.attempt()));
    return new RunState(run, jobs, Optional.empty());
  }

  /// Follows a run until it ends or stands still.
  ///
  /// @param seen told each look that differs from the one before
  public RunState follow(long runId, Progress progress, Consumer<RunState> seen) throws ForgeException, Cancelled {
    return follow(runId, 1, progress, seen);
  }

  /// Follows an attempt of a run, which may have been asked for a moment ago: until the host shows it, it still
  /// tells how the one before ended.
  ///
  /// @param attempt the attempt, from 1; a later one is followed as well
  public RunState follow(long runId, int attempt, Progress progress, Consumer<RunState> seen)
      throws ForgeException, Cancelled {
    Instant changed = clock.instant();
    Instant patience = changed.plus(rhythm.find());
    Optional<RunState> last = Optional.empty();
    while (true) {
      progress.checkCancelled();
      RunState now = look(runId, progress);
      if (now.run().attempt() < attempt && clock.instant().isBefore(patience)) {
        progress.phase("waiting for attempt %d of %s #%d".formatted(attempt, now.run().name(), now.run().number()));
        pause(progress);
        continue;
      }
      if (last.isEmpty() || !last.get().equals(now)) {
        changed = clock.instant();
        seen.accept(now);
      }
      progress.report(now.ended(), Math.max(1, now.jobs().size()));
      progress.phase("%s #%d: %d of %d jobs ended".formatted(now.run().name(), now.run().number(), now.ended(), now.jobs().size()));
      if (now.run().status().ended()) {
        return now;
      }
      Duration still = Duration.between(changed, clock.instant());
      Optional<RunState> stalled = stalled(now, still);
      if (stalled.isPresent()) {
        seen.accept(stalled.get());
        return stalled.get();
      }
      last = Optional.of(now);
      pause(progress);
    }
  }

  private Optional<RunState> stalled(RunState now, Duration still) {
    boolean working = now.jobs().stream().anyMatch(job -> job.status() == RunStatus.IN_PROGRESS);
    List<Job> waiting =
        now.jobs().stream().filter(job -> job.status() == RunStatus.QUEUED || job.status() == RunStatus.WAITING).toList();
    return working || waiting.isEmpty() || still.compareTo(rhythm.stall()) < 0
        ? Optional.empty()
        : Optional.of(new RunState(now.run(), now.jobs(), Optional.of(new RunState.Stall(waiting, still))));
  }

  private void pause(Progress progress) throws Cancelled {
    progress.checkCancelled();
    try {
      Thread.sleep(rhythm.poll());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Cancelled();
    }
  }
}
