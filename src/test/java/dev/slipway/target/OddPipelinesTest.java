package dev.slipway.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fact.Position;
import dev.slipway.target.audit.AuditFinding;
import dev.slipway.target.audit.AuditOptions;
import dev.slipway.target.audit.PipelineAudit;
import dev.slipway.workflow.WorkflowReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Pipelines as projects have them that were once read wrongly.
class OddPipelinesTest {

  private static List<AuditFinding> audit(TargetPlan plan, String rule) {
    return new PipelineAudit(RunnerLabels.bundled(), AuditOptions.filesOnly()).audit(plan).stream()
        .filter(f -> f.finding().rule().equals(rule)).toList();
  }

  @ParameterizedTest
  @CsvSource({
      "ubuntu-24.04-arm, aarch64-unknown-linux-gnu", "windows-11-arm, aarch64-pc-windows-msvc", "macos-15-intel, x86_64-apple-darwin",
      "ubuntu-24.04, x86_64-unknown-linux-gnu"})
  void wheelsAreForTheProcessorOfTheRunnerNotForAWordOfItsLabel(String runner, String target) {
    TargetPlan plan = Plans.text("""
        on: { push: { tags: ['v*'] } }
        jobs:
          build_wheels:
            name: Build wheels on ${{ matrix.os }}
            runs-on: ${{ matrix.os }}
            strategy: { matrix: { os: [%s] } }
            steps:
              - uses: actions/upload-artifact@v4
                with: { name: "wheels-${{ matrix.os }}", path: ./wheelhouse/*.whl }
        """.formatted(runner));
    assertThat(plan.targetLegs()).singleElement().satisfies(leg -> {
      assertThat(leg.knownTarget().orElseThrow().triple()).isEqualTo(target);
      assertThat(leg.method()).isEqualTo(Method.NATIVE);
    });
  }

  private static TargetPlan calling(String with, String input) {
    String caller = """
        on: { push: { tags: ['v*'] } }
        jobs:
          build:
            uses: ./.github/workflows/build.yml
            %s
        """.formatted(with);
    String called = """
        on: { workflow_call: { inputs: { runner: { type: string%s } } } }
        jobs:
          compile:
            runs-on: ${{ inputs.runner }}
            steps: [{ run: make }]
        """.formatted(input);
    return Plans.plan(List.of(
        WorkflowReader.read(caller.getBytes(StandardCharsets.UTF_8), ".github/workflows/release.yml"),
        WorkflowReader.read(called.getBytes(StandardCharsets.UTF_8), ".github/workflows/build.yml")));
  }

  @Test
  void aRetiredLabelThatIsPassedToAWorkflowIsToldWhereItIsPassed() {
    assertThat(audit(calling("with: { runner: macos-13 }", ""), "retired-runner")).singleElement()
        .satisfies(f -> {
          assertThat(f.finding().at()).contains(new Position(".github/workflows/release.yml", 5, 21));
          assertThat(f.patch().orElseThrow().after()).containsExactly("    with: { runner: macos-15-intel }");
        });
    assertThat(audit(calling("with: { runner: macos-15 }", ""), "retired-runner")).isEmpty();
  }

  @Test
  void aRetiredLabelThatIsADefaultIsToldWhereTheDefaultStands() {
    assertThat(audit(calling("", ", default: macos-13"), "retired-runner")).singleElement()
        .satisfies(f -> assertThat(f.finding().at()).contains(new Position(".github/workflows/build.yml", 1, 67)));
  }

  @ParameterizedTest
  @CsvSource({"ubuntu-latest, ubuntu-26.04", "macos-latest, macos-26", "macos-latest-large, macos-26-large", "windows-latest, windows-2025"})
  void aMovingLabelIsReplacedByTheImageItStandsFor(String moving, String image) {
    TargetPlan plan = Plans.text("on: push\njobs:\n  a:\n    runs-on: %s\n    steps: [{ run: make }]\n".formatted(moving));
    assertThat(audit(plan, "moving-runner")).singleElement().satisfies(f ->
        assertThat(f.patch().orElseThrow().after()).containsExactly("    runs-on: " + image));
  }
}
