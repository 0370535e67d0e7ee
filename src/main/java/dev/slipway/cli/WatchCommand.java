package dev.slipway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.fact.Problem;
import dev.slipway.forge.Conclusion;
import dev.slipway.forge.Forge;
import dev.slipway.forge.Forge.RunQuery;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Host;
import dev.slipway.forge.Job;
import dev.slipway.forge.RepositoryName;
import dev.slipway.forge.WorkflowRun;
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
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `slipway watch`: a run, followed to its end.
@Command(name = "watch", description = "Follows a workflow run to its end; exits with 0 only when it succeeded.")
final class WatchCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin RepositoryOptions host = new RepositoryOptions();

  @Parameters(index = "0", arity = "0..1", paramLabel = "RUN", description = "The run's id. Default: the newest run.")
  Optional<Long> id = Optional.empty();

  @Option(names = "--json", description = "Print the result as one JSON document when the run has ended.")
  boolean json;

  WatchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Problem, ForgeException, Cancelled {
    RepositoryName name = host.name(terminal);
    Forge forge = host.forge(terminal);
    long run = id.isPresent() ? id.get() : newest(forge, name);
    return new Following(terminal, json).follow(follower(forge, name), run);
  }

  static long newest(Forge forge, RepositoryName name) throws Problem, ForgeException {
    return forge.runs(name, RunQuery.newest(1)).runs().stream()
        .map(WorkflowRun::id)
        .findFirst()
        .orElseThrow(() -> Problem.outOfReach("%s has no runs yet. Start one with `slipway dispatch`.".formatted(name)));
  }

  static RunFollower follower(Forge forge, RepositoryName name) {
    Rhythm rhythm = forge.host().kind() == Host.Kind.REHEARSAL ? Rhythm.forRehearsals() : Rhythm.forHosts();
    return new RunFollower(forge, new PatientCalls(Retry.usual()), name, rhythm, Clock.systemUTC());
  }

  /// Tells how the jobs of a run go on, and how it ended.
  static final class Following {
    private final Terminal terminal;
    private final boolean json;
    private final Map<Long, String> told = new HashMap<>();

    Following(Terminal terminal, boolean json) {
      this.terminal = terminal;
      this.json = json;
    }

    /// @return the exit code: 0 only for a run that succeeded
    int follow(RunFollower follower, long runId) throws ForgeException, Cancelled {
      RunState end = follower.follow(runId, Progress.unwatched(), this::tell);
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
}
