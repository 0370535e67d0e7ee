package dev.slipway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.fact.Problem;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.RepositoryName;
import dev.slipway.forge.WorkflowRun;
import dev.slipway.release.run.RunFollower;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.workflow.WorkflowFile;
import dev.slipway.workflow.WorkflowInput;
import dev.slipway.workflow.WorkflowReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `slipway dispatch`: a workflow, started by hand with the inputs its file declares.
@Command(name = "dispatch", description = "Starts a workflow by hand and says which run that made.")
final class DispatchCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin RepositoryOptions host = new RepositoryOptions();

  @Parameters(index = "0", paramLabel = "WORKFLOW", description = "The workflow's file, such as release.yml.")
  String workflow;

  @Option(names = {"-r", "--ref"}, paramLabel = "REF", description = "The branch or tag to run on. Default: the default branch.")
  Optional<String> ref = Optional.empty();

  @Option(names = {"-f", "--field"}, paramLabel = "NAME=VALUE", description = "A value for an input of the workflow; may be given several times.")
  Map<String, String> inputs = new LinkedHashMap<>();

  @Option(names = "--watch", description = "Follow the run to its end; then the exit code is the run's.")
  boolean watch;

  @Option(names = "--json", description = "Print the result as one JSON document.")
  boolean json;

  DispatchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Problem, ForgeException, Cancelled {
    RepositoryName name = host.name(terminal);
    Forge forge = host.forge(terminal);
    String on = ref.isPresent() ? ref.get() : forge.repository(name).defaultBranch();
    String file = workflow.substring(workflow.lastIndexOf('/') + 1);
    RunFollower follower = Following.follower(forge, name);
    check(forge, follower, name, file, on);
    WorkflowRun run = follower.dispatch(file, on, inputs, Progress.unwatched());
    if (watch) {
      if (!json) {
        started(run);
      }
      return new Following(terminal, json).follow(follower, run.id(), 1);
    }
    if (json) {
      ObjectNode root = Json.object();
      root.set("run", RunJson.run(run));
      Json.print(terminal.out(), root);
    } else {
      started(run);
    }
    return Exit.HOLDS;
  }

  private void started(WorkflowRun run) {
    terminal.out().printf("Started %s #%d, run %d. %s%n", RunJson.plain(run.name()), run.number(), run.id(), run.page());
    terminal.out().flush();
  }

  /// Holds the values against what the file declares, before anything is started.
  private void check(Forge forge, RunFollower follower, RepositoryName name, String file, String on)
      throws Problem, ForgeException, Cancelled {
    String path = ".github/workflows/" + file;
    Optional<byte[]> text = forge.file(name, path, on);
    if (text.isEmpty()) {
      follower.refExists(on, Progress.unwatched());
      throw Problem.wrongUse("%s has no %s at %s. Nothing was started; see `slipway targets` for its workflows.".formatted(name, path, on));
    }
    WorkflowFile read = WorkflowReader.read(text.get(), path);
    if (!read.isDispatchable()) {
      throw Problem.wrongUse(
          "%s cannot be started by hand: it has no workflow_dispatch trigger. Nothing was started; push the tag it waits for."
              .formatted(path));
    }
    for (String given : inputs.keySet()) {
      WorkflowInput input = read.inputs().stream().filter(i -> i.name().equals(given)).findFirst()
          .orElseThrow(() -> Problem.wrongUse(
              "%s has no input \"%s\". Nothing was started; it has %s.".formatted(path, given, names(read))));
      checkValue(path, input, String.valueOf(inputs.get(given)));
    }
    for (WorkflowInput input : read.inputs()) {
      String value = inputs.getOrDefault(input.name(), input.defaultValue().orElse(""));
      if (input.required() && value.isEmpty()) {
        throw Problem.wrongUse(
            "%s needs a value for \"%s\". Nothing was started; add -f %s=VALUE.".formatted(path, input.name(), input.name()));
      }
    }
  }

  private static void checkValue(String path, WorkflowInput input, String value) throws Problem {
    boolean fits = switch (input.type()) {
      case CHOICE -> input.options().contains(value);
      case BOOLEAN -> value.equals("true") || value.equals("false");
      case NUMBER -> value.matches("-?\\d+(\\.\\d+)?");
      case STRING, ENVIRONMENT -> true;
    };
    if (!fits) {
      String wanted = switch (input.type()) {
        case CHOICE -> "one of " + String.join(", ", input.options());
        case BOOLEAN -> "true or false";
        case NUMBER -> "a number";
        case STRING, ENVIRONMENT -> "a text";
      };
      throw Problem.wrongUse(
          "%s takes %s for \"%s\", not \"%s\". Nothing was started.".formatted(path, wanted, input.name(), value));
    }
  }

  private static String names(WorkflowFile file) {
    return file.inputs().isEmpty()
        ? "none"
        : String.join(", ", file.inputs().stream().map(WorkflowInput::name).toList());
  }
}
