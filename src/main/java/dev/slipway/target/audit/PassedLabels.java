package dev.slipway.target.audit;

import dev.slipway.fact.Position;
import dev.slipway.target.PlannedJob;
import dev.slipway.target.PlannedWorkflow;
import dev.slipway.workflow.WorkflowJob;
import dev.slipway.workflow.yaml.SourceText;
import dev.slipway.workflow.yaml.YamlMapping;
import dev.slipway.workflow.yaml.YamlNode;
import dev.slipway.workflow.yaml.YamlScalar;
import dev.slipway.workflow.yaml.YamlSequence;
import java.util.List;
import java.util.Optional;

/// Runner labels that a workflow is given by the one that calls it: the called file alone does not tell them.
final class PassedLabels {
  private PassedLabels() {}

  /// Whether the inputs of its file decide where a job runs.
  static boolean decideRunner(WorkflowJob job) {
    return job.runsOn().filter(PassedLabels::asksInputs).isPresent() || job.strategy().filter(PassedLabels::asksInputs).isPresent();
  }

  private static boolean asksInputs(YamlNode node) {
    return switch (node) {
      case YamlScalar s -> s.value().contains("inputs.");
      case YamlSequence s -> s.items().stream().anyMatch(PassedLabels::asksInputs);
      case YamlMapping m -> m.entries().stream().anyMatch(e -> asksInputs(e.value()));
    };
  }

  /// Where a label stands: in the calling job, else in the called file, where it is the default; the calling job where it
  /// stands in neither.
  static Position place(String label, PlannedWorkflow workflow, PlannedJob job) {
    String root = ReleaseRules.root(job.id());
    List<WorkflowJob> jobs = workflow.workflow().jobs();
    WorkflowJob caller = workflow.workflow().job(root).orElseThrow();
    int end = jobs.stream().mapToInt(j -> j.at().line()).filter(line -> line > caller.at().line()).min().orElse(Integer.MAX_VALUE);
    return find(label, workflow.workflow().text(), caller.at().line(), end)
        .or(() -> find(label, workflow.source(job.job().job().body()), 1, Integer.MAX_VALUE))
        .orElse(caller.at());
  }

  private static Optional<Position> find(String label, SourceText text, int from, int end) {
    for (int line = from; line < end && line <= text.lines().size(); line++) {
      int column = text.lines().get(line - 1).indexOf(label);
      if (column >= 0) {
        return Optional.of(new Position(text.file(), line, column + 1));
      }
    }
    return Optional.empty();
  }
}
