package dev.slipway.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fact.Finding;
import dev.slipway.target.audit.AuditFinding;
import dev.slipway.target.audit.AuditOptions;
import dev.slipway.target.audit.PipelineAudit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A tag starts a workflow by its push, by its creation, or not at all.
class HowTagsReachWorkflowsTest {
  private static final String JOBS = """
      jobs:
        build:
          if: %s
          strategy: { matrix: { target: [x86_64-unknown-linux-gnu] } }
          runs-on: ubuntu-24.04
          permissions: { contents: write }
          steps:
            - run: gh release create "$GITHUB_REF_NAME" --draft tool-${{ github.event_name }}-${{ matrix.target }}.zip
      """;

  private static PlannedWorkflow plan(String on, String condition) {
    return Plans.text(on + "\n" + JOBS.formatted(condition)).workflows().getFirst();
  }

  private static List<Finding> audit(String on, String condition) {
    return new PipelineAudit(RunnerLabels.bundled(), AuditOptions.filesOnly()).audit(Plans.text(on + "\n" + JOBS.formatted(condition))).stream()
        .map(AuditFinding::finding).filter(f -> f.rule().equals("tag-guard")).toList();
  }

  @Test
  void aNewTagStartsWhatWaitsForCreations() {
    PlannedWorkflow workflow = plan("on: create", "github.event.ref_type == 'tag' && startsWith(github.event.ref, 'v')");
    assertThat(workflow.starts()).isTrue();
    assertThat(workflow.jobs().getFirst().job().runs()).contains(true);
    assertThat(workflow.legs().getFirst().assets()).extracting(ExpectedFile::shown).containsExactly("tool-create-x86_64-unknown-linux-gnu.zip");
    assertThat(audit("on: create", "github.event.ref_type == 'tag'")).isEmpty();
    assertThat(audit("on: create", "true")).singleElement().satisfies(f -> assertThat(f.message()).contains("a new branch"));
  }

  @Test
  void thePushComesFirst() {
    assertThat(plan("on: { push: { tags: ['v*'] }, create: }", "github.event_name == 'push'").jobs().getFirst().job().runs()).contains(true);
  }

  @Test
  void whatAPublishedReleaseStartsSeesThatEvent() {
    PlannedWorkflow workflow = plan("on: { release: { types: [published] } }", "github.event_name == 'release'");
    assertThat(workflow.starts()).isFalse();
    assertThat(workflow.jobs().getFirst().job().runs()).contains(true);
  }

  @Test
  void whatAPersonChoosesIsNotKnown() {
    PlannedWorkflow workflow = plan("on: { workflow_dispatch: { inputs: { publish: { type: boolean } } } }", "inputs.publish");
    assertThat(workflow.starts()).isFalse();
    assertThat(workflow.jobs().getFirst().job().runs()).isEqualTo(Optional.empty());
  }
}
