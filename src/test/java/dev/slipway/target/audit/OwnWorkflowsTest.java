package dev.slipway.target.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gate.PolicyFile;
import dev.slipway.target.Plans;
import dev.slipway.target.RunnerLabels;
import dev.slipway.workflow.WorkflowFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The workflows of this project have no finding that counts.
class OwnWorkflowsTest {

  @Test
  void areClean() throws Exception {
    var policy = new dev.slipway.release.AuditPolicy(RunnerLabels.bundled(), PolicyFile.in(Path.of(".")));
    assertThat(policy.audit(Plans.plan(WorkflowFolder.read(Path.of("."))), java.util.Optional.empty()))
        .allSatisfy(found -> assertThat(found.exempt()).as(found.finding().toString()).isPresent());
  }
}
