package dev.slipway.target.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fact.Severity;
import dev.slipway.target.Plans;
import dev.slipway.target.RunnerLabels;
import dev.slipway.workflow.Inputs;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// No error the audit raises on real workflows may be false. Each one that appears was read; a new one
/// fails this test until somebody has read it and written down the judgement.
class CorpusErrorsTest {
  private static final List<String> JUDGED = List.of(
      // True: `include: [{... os: macos-14}]`; the label was retired on 2 Nov 2026.
      "sparrowwallet__sparrow__package.yml:16 retired-runner",
      // True: `os: macos-14` of the aarch64-apple-darwin entry.
      "watchexec__watchexec__release-cli.yml:113 retired-runner");

  @Test
  void everyErrorOnTheCorpusIsTrue() throws IOException {
    Assumptions.assumeTrue(Files.isDirectory(Inputs.path("corpus/workflows")), "skipped: corpus/workflows is not beside the project");
    List<String> errors = new ArrayList<>();
    try (var files = Files.list(Inputs.path("corpus/workflows"))) {
      for (var file : files.sorted().toList()) {
        new PipelineAudit(RunnerLabels.bundled(), AuditOptions.filesOnly())
            .audit(Plans.of("corpus/workflows/" + file.getFileName())).stream()
            .filter(f -> f.finding().severity() == Severity.ERROR)
            .forEach(f -> errors.add(f.finding().at().orElseThrow() + " " + f.finding().rule()));
      }
    }
    assertThat(errors).containsExactlyElementsOf(JUDGED);
  }
}
