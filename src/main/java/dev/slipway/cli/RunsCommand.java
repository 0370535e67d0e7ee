package dev.slipway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.fact.Problem;
import dev.slipway.forge.Forge.RunPage;
import dev.slipway.forge.Forge.RunQuery;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.RepositoryName;
import dev.slipway.forge.WorkflowRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `slipway runs`: the newest workflow runs.
@Command(name = "runs", description = "Lists the newest workflow runs of a repository.")
final class RunsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin RepositoryOptions host = new RepositoryOptions();

  @Option(names = {"-w", "--workflow"}, paramLabel = "FILE", defaultValue = "", description = "Only runs of this workflow file, such as release.yml.")
  String workflow;

  @Option(names = {"-b", "--branch"}, paramLabel = "REF", defaultValue = "", description = "Only runs on this branch or tag.")
  String branch;

  @Option(names = {"-e", "--event"}, paramLabel = "EVENT", defaultValue = "", description = "Only runs started by this event, such as push.")
  String event;

  @Option(names = {"-L", "--limit"}, paramLabel = "N", defaultValue = "20", description = "How many at most. Default: ${DEFAULT-VALUE}.")
  int limit;

  @Option(names = "--json", description = "Print the result as one JSON document.")
  boolean json;

  RunsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Problem, ForgeException {
    if (limit < 1 || limit > 10_000) {
      throw Problem.wrongUse("--limit takes a number from 1 to 10000, not %d.".formatted(limit));
    }
    RepositoryName name = host.name(terminal);
    var forge = host.forge(terminal);
    var query = new RunQuery(workflow, branch, event, Optional.empty(), 1, Math.min(limit, 100));
    var runs = new ArrayList<WorkflowRun>();
    long total = 0;
    for (int number = 1; runs.size() < limit; number++) {
      RunPage page = forge.runs(name, query.atPage(number));
      total = page.total();
      runs.addAll(page.runs());
      if (page.runs().size() < query.perPage()) {
        break;
      }
    }
    tell(name, total, runs.subList(0, Math.min(limit, runs.size())));
    return Exit.HOLDS;
  }

  private void tell(RepositoryName name, long total, List<WorkflowRun> runs) {
    if (json) {
      ObjectNode root = Json.object();
      root.put("repository", name.toString());
      root.put("total", total);
      root.set("runs", Json.array(runs, RunJson::run));
      Json.print(terminal.out(), root);
      return;
    }
    for (WorkflowRun run : runs) {
      terminal.out().printf(
          "%-12d %-12s %-20s #%-5d %-16s %-14s %s%n",
          run.id(), RunJson.state(run.status(), run.conclusion()), RunJson.plain(run.name()), run.number(),
          RunJson.plain(run.headBranch()), run.event(), RunJson.plain(run.title()));
    }
    if (runs.isEmpty()) {
      terminal.err().println("There is no such run in " + name + ".");
    }
  }
}
