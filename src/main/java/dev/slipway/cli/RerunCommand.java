package dev.slipway.cli;

import dev.slipway.fact.Problem;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Job;
import dev.slipway.forge.WorkflowRun;
import dev.slipway.task.Cancelled;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `slipway rerun`: a run that has ended, once more, whole or in part.
@Command(
    name = "rerun",
    description = "Runs a run again that has ended: all of it, its failed jobs, or one job; always with the jobs that wait for them.")
final class RerunCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin RunOptions of = new RunOptions();

  @Option(names = "--failed", description = "Only the jobs that failed.")
  boolean failed;

  @Option(names = {"-j", "--job"}, paramLabel = "NAME", description = "Only the job of this name or id.")
  Optional<String> job = Optional.empty();

  @Option(names = "--watch", description = "Follow the new attempt to its end; then the exit code is the run's.")
  boolean watch;

  @Option(names = "--json", description = "Print the result as one JSON document.")
  boolean json;

  RerunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Problem, ForgeException, Cancelled {
    if (failed && job.isPresent()) {
      throw Problem.wrongUse("Give --failed or --job, not both. Nothing was run again.");
    }
    RunOptions.Chosen chosen = of.choose(terminal);
    Forge forge = chosen.forge();
    WorkflowRun before = forge.run(chosen.repository(), chosen.run());
    String title = "%s #%d".formatted(RunJson.plain(before.name()), before.number());
    if (!before.status().ended()) {
      throw Problem.wrongUse(
          "%s has not ended, so nothing was run again. Wait with `slipway watch %d`, or stop it with `slipway cancel %d`."
              .formatted(title, before.id(), before.id()));
    }
    if (job.isPresent()) {
      forge.rerunJob(chosen.repository(), named(forge.jobs(chosen.repository(), before.id(), before.attempt()), title));
    } else if (failed) {
      forge.rerunFailedJobs(chosen.repository(), before.id());
    } else {
      forge.rerun(chosen.repository(), before.id());
    }
    int attempt = before.attempt() + 1;
    if (!json) {
      terminal.out().printf("Attempt %d of %s, run %d. %s%n", attempt, title, before.id(), before.page());
      terminal.out().flush();
    }
    if (watch) {
      return new Following(terminal, json).follow(Following.follower(forge, chosen.repository()), before.id(), attempt);
    }
    if (json) {
      var root = Json.object();
      root.put("run", before.id());
      root.put("attempt", attempt);
      Json.print(terminal.out(), root);
    }
    return Exit.HOLDS;
  }

  private long named(List<Job> jobs, String title) throws Problem {
    String wanted = job.orElse("");
    return jobs.stream()
        .filter(one -> one.name().equals(wanted) || String.valueOf(one.id()).equals(wanted))
        .map(Job::id)
        .findFirst()
        .orElseThrow(() -> Problem.wrongUse(
            "%s has no job \"%s\". Nothing was run again; it has %s."
                .formatted(title, wanted, String.join(", ", jobs.stream().map(one -> RunJson.plain(one.name())).toList()))));
  }
}
