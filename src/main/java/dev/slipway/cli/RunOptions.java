package dev.slipway.cli;

import dev.slipway.fact.Problem;
import dev.slipway.forge.Forge;
import dev.slipway.forge.Forge.RunQuery;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.RepositoryName;
import dev.slipway.forge.WorkflowRun;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Which run of which repository, the same for every command about one run.
final class RunOptions {
  @Mixin RepositoryOptions host = new RepositoryOptions();

  @Parameters(index = "0", arity = "0..1", paramLabel = "RUN", description = "The run's id. Default: the newest run.")
  Optional<Long> id = Optional.empty();

  /// A run, and where to ask about it.
  record Chosen(Forge forge, RepositoryName repository, long run) {}

  Chosen choose(Terminal terminal) throws Problem, ForgeException {
    RepositoryName name = host.name(terminal);
    Forge forge = host.forge(terminal);
    return new Chosen(forge, name, id.isPresent() ? id.get() : newest(forge, name));
  }

  private static long newest(Forge forge, RepositoryName name) throws Problem, ForgeException {
    return forge.runs(name, RunQuery.newest(1)).runs().stream()
        .map(WorkflowRun::id)
        .findFirst()
        .orElseThrow(() -> Problem.outOfReach("%s has no runs yet. Start one with `slipway dispatch`.".formatted(name)));
  }
}
