package dev.slipway.cli;

import dev.slipway.fact.Problem;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.task.Cancelled;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `slipway watch`: a run, followed to its end.
@Command(name = "watch", description = "Follows a workflow run to its end; exits with 0 only when it succeeded.")
final class WatchCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin RunOptions of = new RunOptions();

  @Option(names = "--json", description = "Print the result as one JSON document when the run has ended.")
  boolean json;

  WatchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Problem, ForgeException, Cancelled {
    RunOptions.Chosen chosen = of.choose(terminal);
    return new Following(terminal, json).follow(Following.follower(chosen.forge(), chosen.repository()), chosen.run(), 1);
  }
}
