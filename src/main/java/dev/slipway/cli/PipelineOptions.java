package dev.slipway.cli;

import dev.slipway.fact.Problem;
import dev.slipway.target.RunnerLabels;
import dev.slipway.target.TargetPlan;
import dev.slipway.target.TargetPlanner;
import dev.slipway.target.tool.ToolConfiguration;
import dev.slipway.target.tool.ToolTargets;
import dev.slipway.workflow.Scenario;
import dev.slipway.workflow.WorkflowFile;
import dev.slipway.workflow.WorkflowFolder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What the commands that read workflow files have in common.
final class PipelineOptions {
  @Parameters(paramLabel = "PATH", arity = "0..*",
      description = "A workflow file, a checkout, or a folder of workflow files; this folder when nothing is given.")
  List<String> paths = new ArrayList<>();

  @Option(names = "--tag", paramLabel = "TAG", defaultValue = "v1.2.3",
      description = "The tag whose push is looked at (default: ${DEFAULT-VALUE}).")
  String tag = "v1.2.3";

  @Option(names = "--repo", paramLabel = "OWNER/NAME", defaultValue = "owner/name",
      description = "The repository's name, for expressions that ask for it.")
  String repository = "owner/name";

  @Option(names = "--runner-labels", paramLabel = "FILE",
      description = "A table of runner labels to use in place of the bundled one.")
  @Nullable String labelFile;

  RunnerLabels labels(Terminal terminal) throws Problem {
    return labelFile == null ? RunnerLabels.bundled() : RunnerLabels.read(terminal.resolve(labelFile));
  }

  /// The configuration of release tools in every checkout that was named.
  List<ToolTargets> tools(Terminal terminal) throws Problem {
    List<ToolTargets> tools = new ArrayList<>();
    for (String path : paths.isEmpty() ? List.of(".") : paths) {
      if (Files.isDirectory(terminal.resolve(path))) {
        tools.addAll(ToolConfiguration.read(terminal.resolve(path)));
      }
    }
    return tools;
  }

  TargetPlan plan(Terminal terminal, RunnerLabels labels) throws Problem {
    List<WorkflowFile> files = new ArrayList<>();
    for (String path : paths.isEmpty() ? List.of(".") : paths) {
      files.addAll(WorkflowFolder.read(terminal.resolve(path)));
    }
    return new TargetPlanner(labels).plan(files, Scenario.tagPush(tag, repository));
  }
}
