package dev.slipway.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.measured.Measurements;
import dev.slipway.target.audit.AuditOptions;
import dev.slipway.target.audit.PipelineAudit;
import dev.slipway.workflow.Inputs;
import dev.slipway.workflow.Scenario;
import dev.slipway.workflow.WorkflowFile;
import dev.slipway.workflow.WorkflowFolder;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The 48 workflows of the corpus read, expanded and audited in one warm process.
@Tag("benchmark")
class PipelineBenchmark {

  @Test
  void theCorpusWarm() throws Exception {
    Assumptions.assumeTrue(Files.isDirectory(Inputs.path("corpus/workflows")), "skipped: corpus/workflows is not beside the project");
    RunnerLabels labels = RunnerLabels.bundled();
    for (int warm = 0; warm < 30; warm++) {
      assertThat(corpus(labels)).isPositive();
    }
    try (var table = Measurements.of("pipeline", "none")) {
      table.limit("48 workflows read, expanded, audited", Measurements.medianMillis(11, () -> corpus(labels)), "ms", 150);
    }
  }

  private static int corpus(RunnerLabels labels) throws Exception {
    int findings = 0;
    for (WorkflowFile file : WorkflowFolder.read(Inputs.path("corpus/workflows"))) {
      TargetPlan plan = new TargetPlanner(labels).plan(List.of(file), Scenario.tagPush("v1.2.3", "owner/name"));
      findings += new PipelineAudit(labels, AuditOptions.filesOnly()).audit(plan).size();
    }
    return findings;
  }
}
