package dev.slipway.cli;

import dev.slipway.fact.Problem;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.WorkflowRun;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `slipway cancel`: a run, stopped.
@Command(name = "cancel", description = "Asks the host to stop a run that has not ended.")
final class CancelCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin RunOptions of = new RunOptions();

  @Option(names = "--json", description = "Print the result as one JSON document.")
  boolean json;

  CancelCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Problem, ForgeException {
    RunOptions.Chosen chosen = of.choose(terminal);
    WorkflowRun run = chosen.forge().run(chosen.repository(), chosen.run());
    if (run.status().ended()) {
      throw Problem.wrongUse(
          "%s #%d has ended: %s. There is nothing to cancel."
              .formatted(RunJson.plain(run.name()), run.number(), RunJson.state(run.status(), run.conclusion())));
    }
    chosen.forge().cancel(chosen.repository(), run.id());
    if (json) {
      var root = Json.object();
      root.put("run", run.id());
      Json.print(terminal.out(), root);
    } else {
      terminal.out().printf("Asked to stop %s #%d. %s%n", RunJson.plain(run.name()), run.number(), run.page());
    }
    return Exit.HOLDS;
  }
}
