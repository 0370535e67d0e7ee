package dev.slipway.release.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Known;
import dev.slipway.fact.Severity;
import dev.slipway.fact.Source;
import dev.slipway.forge.Account;
import dev.slipway.gate.PolicyFile;
import dev.slipway.gate.ReleasePolicy;
import dev.slipway.release.Facts;
import dev.slipway.release.Files;
import dev.slipway.release.Notes;
import dev.slipway.release.Pipeline;
import dev.slipway.release.Place;
import dev.slipway.release.Subject;
import dev.slipway.target.RunnerLabels;
import dev.slipway.target.TargetPlan;
import dev.slipway.target.TargetPlanner;
import dev.slipway.workflow.Scenario;
import dev.slipway.workflow.WorkflowReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A release that is verified in public and replaced a few minutes later by the run that its own tag started.
class SetOffTest {
  private static final String WORKFLOW = """
      on:
        push: { tags: ['v*'] }
        workflow_dispatch: {}
      jobs:
        release:
          runs-on: ubuntu-24.04
          steps:
            - run: echo published=true >> "$GITHUB_OUTPUT"
              id: seen
            - uses: softprops/action-gh-release@v2
              %s
              with: { files: dist/* }
      """;

  private static List<Finding> findings(String workflow, Optional<String> tagged) {
    var file = WorkflowReader.read(workflow.getBytes(StandardCharsets.UTF_8), ".github/workflows/release.yml");
    TargetPlan plan = new TargetPlanner(RunnerLabels.bundled()).plan(List.of(file), Scenario.tagPush("v1.0.0", "owner/tool"));
    Subject subject = new Subject(
        new Place.Folder(Path.of("dist")), Optional.empty(), Account.anonymous(), Optional.of("v1.0.0"), "main", Optional.empty(),
        tagged, List.of(), Optional.empty(), new PolicyFile(ReleasePolicy.defaults(), List.of()));
    Pipeline pipeline =
        new Pipeline(Known.of(plan, new Source.Measured("here")), List.of(), List.of(), List.of(), Optional.empty(), List.of());
    return SetOff.of(new Facts(subject, pipeline, Files.none(), Notes.none(), List.of()));
  }

  @Test
  void aTagThatPublishingMakesStartsTheBuildThatReplacesTheFiles() {
    assertThat(findings(WORKFLOW.formatted(""), Optional.empty())).singleElement().satisfies(finding -> {
      assertThat(finding.severity()).isEqualTo(Severity.WARNING);
      assertThat(finding.message()).contains("release.yml").contains("job release");
    });
  }

  @Test
  void aTagThatIsThereStartsNothing() {
    assertThat(findings(WORKFLOW.formatted(""), Optional.of("c0ffee"))).isEmpty();
  }

  @Test
  void aStepThatLooksFirstMayLeaveTheReleaseAlone() {
    assertThat(findings(WORKFLOW.formatted("if: steps.unknown.outputs.published != 'true' && github.run_id != 5"), Optional.empty())).isEmpty();
  }

  @Test
  void aWorkflowThatAPublishedReleaseStartsComesAfterEveryTag() {
    String workflow = WORKFLOW.formatted("").replace("push: { tags: ['v*'] }", "release: { types: [published] }");
    assertThat(findings(workflow, Optional.of("c0ffee"))).hasSize(1);
  }

  @Test
  void aCreateThatRefusesAReleaseThatIsThereReplacesNothing() {
    String workflow = WORKFLOW.formatted("").replace(
        "uses: softprops/action-gh-release@v2", "run: gh release create \"$GITHUB_REF_NAME\" dist/a.tar.gz").replace("with: { files: dist/* }", "");
    assertThat(findings(workflow, Optional.empty())).isEmpty();
  }
}
