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

  private static TargetPlan shipping(String condition, String calledFor) {
    String caller = """
        on: { push: { branches: [main], tags: ['v*'] }, pull_request: }
        permissions: { contents: write }
        jobs:
          ship:
            if: %s
            uses: ./.github/workflows/ship.yml
        """.formatted(condition);
    String called = """
        on: { workflow_call: }
        jobs:
          ship:
            runs-on: ubuntu-24.04
            steps:
              - if: %s
                run: gh release create v1 --notes x a.zip
        """.formatted(calledFor);
    return Plans.plan(List.of(
        WorkflowReader.read(caller.getBytes(StandardCharsets.UTF_8), ".github/workflows/ci.yml"),
        WorkflowReader.read(called.getBytes(StandardCharsets.UTF_8), ".github/workflows/ship.yml")));
  }

  @Test
  void aReleaseInACalledWorkflowNeedsAGuardToo() {
    assertThat(audit(shipping("always()", "always()"), "tag-guard")).singleElement()
        .satisfies(f -> assertThat(f.finding().at()).contains(new Position(".github/workflows/ship.yml", 6, 9)));
    assertThat(audit(shipping("startsWith(github.ref, 'refs/tags/')", "always()"), "tag-guard")).isEmpty();
    assertThat(audit(shipping("always()", "startsWith(github.ref, 'refs/tags/')"), "tag-guard")).isEmpty();
    assertThat(audit(shipping("vars.SHIP", "always()"), "guard-depends")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
      "${{ github.event.pull_request.title }} ; 1",
      "${{ format('{0}', github.head_ref) }} ; 1",
      "${{ github.event.pull_request && github.event.issue.body || 'x' }} ; 1",
      "${{ (!github.event.pull_request && format('host --tag={0}', github.ref_name)) || 'plan' }} ; 0",
      "${{ github.event.pull_request.title == 'x' && 'a' || 'b' }} ; 0",
      "${{ contains(github.event.head_commit.message, 'x') }} ; 0"})
  void onlyWhatComesOutOfAnExpressionCanRun(String expression, int findings) {
    TargetPlan plan = Plans.text("on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps: [{ run: \"echo %s\" }]\n".formatted(expression));
    assertThat(audit(plan, "script-injection")).hasSize(findings);
  }

  @Test
  void theTagOfAPublishedReleaseIsKnown() {
    TargetPlan plan = Plans.text("""
        on: { release: { types: [published] } }
        jobs:
          build:
            strategy: { matrix: { include: [{ os: osx, arch: aarch_64, runner: macos-15 }] } }
            runs-on: ${{ matrix.runner }}
            steps:
              - run: |
                  N=tool-${{ github.event.release.tag_name }}-${{ matrix.os }}-${{ matrix.arch }}
                  gh release upload "${{ github.event.release.tag_name }}" "$N.zip#For Macs" ${{ github.event.release.id }}.txt
        """);
    assertThat(plan.workflows().getFirst().legs()).singleElement().satisfies(leg -> {
      assertThat(leg.assets()).extracting(ExpectedFile::shown)
          .containsExactly("tool-v1.2.3-osx-aarch_64.zip", "{github.event.release.id}.txt");
      assertThat(leg.knownTarget().orElseThrow().triple()).isEqualTo("aarch64-apple-darwin");
    });
  }

  @Test
  void legsThatUploadFilesNamedByVariablesAreJudged() {
    TargetPlan plan = Plans.text("""
        on: { push: { tags: ['v*'] } }
        permissions: { contents: write }
        jobs:
          build:
            strategy: { matrix: { target: [x86_64-unknown-linux-musl, aarch64-unknown-linux-musl] } }
            runs-on: ubuntu-24.04
            steps:
              - run: |
                  NAME=tool-${{ matrix.target }}
                  if [[ "${{ matrix.target }}" == aarch64* ]]; then NAME="$NAME-arm"; fi
                  gh release upload "$GITHUB_REF_NAME" "$NAME.txz" "$NAME.txz.sha256"
        """);
    assertThat(plan.targetLegs()).extracting(leg -> leg.assets().getFirst().shown())
        .containsExactly("tool-x86_64-unknown-linux-musl.txz", "tool-aarch64-unknown-linux-musl-arm.txz");
    assertThat(audit(plan, "fail-fast-upload")).hasSize(1);
  }
}
