package dev.slipway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.forge.Conclusion;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Host;
import dev.slipway.forge.Job;
import dev.slipway.forge.RepositoryName;
import dev.slipway.release.host.PatientCalls;
import dev.slipway.release.run.Rhythm;
import dev.slipway.release.run.RunFollower;
import dev.slipway.release.run.RunState;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.transfer.Retry;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/// Tells how the jobs of a run go on, and how it ended.
final class Following {
  private final Terminal terminal;
  private final boolean json;
  private final Map<Long, String> told = new HashMap<>();

  Following(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
  }

  static RunFollower follower(Forge forge, RepositoryName name) {
    Rhythm rhythm = forge.host().kind() == Host.Kind.REHEARSAL ? Rhythm.forRehearsals() : Rhythm.forHosts();
    return new RunFollower(forge, new PatientCalls(Retry.usual()), name, rhythm, Clock.systemUTC());
  }

  /// @param attempt the attempt that is meant, from 1; the host may not show it yet
  /// @return the exit code: 0 only for a run that succeeded
  int follow(RunFollower follower, long runId, int attempt) throws ForgeException, Cancelled {
    RunState end = follower.follow(runId, attempt, Progress.unwatched(), this::tell);
    if (json) {
      Json.print(terminal.out(), document(end));
    } else {
      terminal.out().println(verdict(end));
    }
    return end.stall().isEmpty() && end.run().conclusion() == Conclusion.SUCCESS ? Exit.HOLDS : Exit.FINDING;
  }

  private void tell(RunState state) {
    for (Job job : state.jobs()) {
      String now = RunJson.state(job.status(), job.conclusion());
      if (!now.equals(told.put(job.id(), now)) && !json) {
        terminal.out().printf("  %-12s %s%s%n", now, RunJson.plain(job.name()), failedStep(job));
        terminal.out().flush();
      }
    }
  }

  private static String failedStep(Job job) {
    return job.steps().stream()
        .filter(step -> step.conclusion().failed())
        .findFirst()
        .map(step -> ", at step %d, %s".formatted(step.number(), RunJson.plain(step.name())))
        .orElse("");
  }

  private static String verdict(RunState end) {
    String run = "%s #%d".formatted(RunJson.plain(end.run().name()), end.run().number());
    if (end.stall().isPresent()) {
      var stall = end.stall().get();
      return "%s stands still: %s waits for a runner and nothing has happened for %d s. Cancel it, or look at its runner labels."
          .formatted(run, String.join(", ", stall.jobs().stream().map(job -> RunJson.plain(job.name())).toList()), stall.waiting().toSeconds());
    }
    return "%s ended: %s. %s".formatted(run, RunJson.state(end.run().status(), end.run().conclusion()), end.run().page());
  }

  private static ObjectNode document(RunState end) {
    ObjectNode root = Json.object();
    root.set("run", RunJson.run(end.run()));
    root.set("jobs", Json.array(end.jobs(), RunJson::job));
    root.set("waiting", Json.strings(end.stall().stream().flatMap(stall -> stall.jobs().stream()).map(Job::name).toList()));
    return root;
  }
}
