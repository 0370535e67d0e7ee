package dev.slipway.target;

import dev.slipway.workflow.Inputs;
import dev.slipway.workflow.Scenario;
import dev.slipway.workflow.WorkflowFile;
import dev.slipway.workflow.WorkflowReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Plans for tests.
public final class Plans {
  private Plans() {}

  /// The plan for a push of `v1.2.3` of workflows that lie beside the project.
  public static TargetPlan of(String... inputs) throws IOException {
    List<WorkflowFile> files = new ArrayList<>();
    for (String input : inputs) {
      files.add(WorkflowReader.read(Inputs.bytes(input), input.substring(input.lastIndexOf('/') + 1)));
    }
    return plan(files);
  }

  /// The plan for a push of `v1.2.3` of one workflow written in a test.
  public static TargetPlan text(String yaml) {
    return plan(List.of(WorkflowReader.read(yaml.getBytes(StandardCharsets.UTF_8), "release.yml")));
  }

  public static TargetPlan plan(List<WorkflowFile> files) {
    return new TargetPlanner(RunnerLabels.bundled()).plan(files, Scenario.tagPush("v1.2.3", "owner/name"));
  }
}
