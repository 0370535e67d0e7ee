package dev.slipway.release;

import dev.slipway.fact.Known;
import dev.slipway.fact.Problem;
import dev.slipway.forge.Commit;
import dev.slipway.forge.Forge.RunQuery;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.WorkflowRun;
import dev.slipway.gate.ReleasePolicy;
import dev.slipway.release.host.HostCalls;
import dev.slipway.release.run.RunFollower;
import dev.slipway.release.run.RunState;
import dev.slipway.target.PlannedWorkflow;
import dev.slipway.target.TargetPlan;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The run that a release is made from: started, followed, taken up, looked at again. The session sees to it that one step
/// runs at a time.
final class RunWork {
  private final Connection connection;
  private final HostCalls host;
  private final SnapshotStore store;
  private final RunFollower follower;

  RunWork(Connection connection, HostCalls host, SnapshotStore store) {
    this.connection = connection;
    this.host = host;
    this.store = store;
    follower =
        new RunFollower(connection.forge(), host, connection.repository(), connection.rhythm(), connection.clock());
  }

  /// The file name of the workflow that makes releases.
  String releaseWorkflow() throws Problem {
    Facts facts = store.facts();
    Optional<String> stated = facts.subject().policy().policy().workflow();
    return stated
        .or(() -> facts.pipeline().targets().value().flatMap(TargetPlan::release).map(workflow -> workflow.workflow().fileName()))
        .orElseThrow(() -> Problem.wrongUse("No workflow of %s builds for a target. Name one under workflow: in .slipway.yml.".formatted(connection.repository())));
  }

  /// Starts the release workflow by hand and follows its run to the end.
  ///
  /// @param inputs values for the inputs that its file declares
  void dispatch(Map<String, String> inputs, Progress progress) throws Problem, ForgeException, Cancelled {
    WorkflowRun run = follower.dispatch(releaseWorkflow(), store.facts().subject().ref(), inputs, progress);
    watch(run.id(), progress);
  }

  /// Follows a run to its end and takes it as the one this release is made from.
  void watch(long runId, Progress progress) throws ForgeException, Cancelled {
    watch(runId, 1, progress);
  }

  /// The same for an attempt that was asked for a moment ago.
  ///
  /// @param attempt the attempt, from 1
  void watch(long runId, int attempt, Progress progress) throws ForgeException, Cancelled {
    follower.follow(runId, attempt, progress, this::seen);
  }

  /// Takes the newest run that built this release's commit or tag, where there is one. What was published from here is held
  /// against the run it was made of: its tag may have started another, which builds other bytes.
  ///
  /// @param made the run that was published from here, where one was
  boolean adopt(Optional<Long> made, Progress progress) throws Problem, ForgeException, Cancelled {
    if (made.isPresent() && adopted(made.get(), progress)) {
      return true;
    }
    String workflow = releaseWorkflow();
    Optional<String> head = store.facts().subject().head().map(Commit::sha);
    Optional<WorkflowRun> run =
        host.call(progress, () -> connection.forge().runs(connection.repository(), RunQuery.newest(50).of(workflow))).runs().stream()
            .filter(its -> head.equals(Optional.of(its.headSha())) && !its.ofPullRequest())
            .findFirst();
    if (run.isPresent()) {
      seen(follower.look(run.get().id(), progress));
    }
    return run.isPresent();
  }

  /// Takes one run, unless the host has deleted it.
  private boolean adopted(long runId, Progress progress) throws ForgeException, Cancelled {
    try {
      seen(follower.look(runId, progress));
      return true;
    } catch (ForgeException e) {
      if (e.kind() == ForgeException.Kind.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  /// What was downloaded was built by one attempt of one run, and is given up where another one takes its place.
  private void seen(RunState state) {
    boolean another = store.facts().pipeline().run()
        .filter(before -> before.run().id() != state.run().id() || before.run().attempt() != state.run().attempt())
        .isPresent();
    if (another) {
      store.files(_ -> Files.none());
    }
    store.pipeline(pipeline -> {
      List<WorkflowRun> recent = new ArrayList<>(pipeline.recent());
      recent.removeIf(run -> run.id() == state.run().id());
      recent.addFirst(state.run());
      return new Pipeline(
          pipeline.targets(), pipeline.tools(), pipeline.audit(), recent, Optional.of(state),
          LegMatcher.match(releasing(pipeline.targets(), store.facts().subject().policy().policy()), Optional.of(state)));
    });
  }

  /// Artifacts belong to the run and not to its attempt: while another attempt is built they may be of both.
  void sameAttempt(RunState before, Progress progress) throws Problem, ForgeException, Cancelled {
    RunState now = follower.look(before.run().id(), progress);
    if (now.run().attempt() != before.run().attempt()) {
      seen(now);
      throw Problem.doesNotHold(
          "%s #%d was run again while its artifacts were downloaded, so they may be of two attempts. Nothing was taken; follow the run to its end and download again."
              .formatted(now.run().name(), now.run().number()));
    }
  }

  /// The workflow that makes releases: the one the policy names, else the one that builds most of them.
  static Optional<PlannedWorkflow> releasing(Known<TargetPlan> plan, ReleasePolicy policy) {
    return plan.value().flatMap(its -> policy.workflow().flatMap(its::workflow).or(its::release));
  }
}
