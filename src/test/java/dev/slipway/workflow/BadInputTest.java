package dev.slipway.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whatever the bytes are, there is a finding with line and column, and never an exception.
class BadInputTest {

  private static WorkflowFile read(String text) {
    return WorkflowReader.read(text.getBytes(StandardCharsets.UTF_8), "bad.yml");
  }

  private static Finding only(WorkflowFile file, String rule) {
    assertThat(file.findings()).extracting(Finding::rule).containsOnly(rule);
    Finding finding = file.findings().getFirst();
    assertThat(finding.at()).get().satisfies(at -> {
      assertThat(at.line()).isPositive();
      assertThat(at.column()).isPositive();
    });
    return finding;
  }

  @Test
  void anAliasBombIsCountedAsItWouldBeReplayed() {
    StringBuilder bomb = new StringBuilder("on: push\njobs: {}\na: &a [x,x,x,x,x,x,x,x,x]\n");
    for (char c = 'b'; c < 'j'; c++) {
      bomb.append(c).append(": &").append(c).append(" [").append(("*" + (char) (c - 1) + ",").repeat(9)).append("]\n");
    }
    assertThat(only(read(bomb.toString()), "yaml-limit").message()).contains("50,000 nodes");
  }

  @Test
  void twentyThousandSequencesAreTooDeep() {
    Finding finding = only(read("on: push\njobs: " + "[".repeat(20_000)), "yaml-limit");
    assertThat(finding.message()).contains("50 levels");
    assertThat(finding.at().orElseThrow().line()).isEqualTo(2);
  }

  @Test
  void oneCharacterTooMany() {
    byte[] bytes = new byte[(1 << 20) + 1];
    Arrays.fill(bytes, (byte) '#');
    assertThat(WorkflowReader.read(bytes, "bad.yml").findings()).extracting(Finding::rule).containsExactly("yaml-limit");
    Arrays.fill(bytes, (byte) '\n');
    assertThat(only(WorkflowReader.read(bytes, "bad.yml"), "yaml-limit").at().orElseThrow().line()).isEqualTo((1 << 20) + 1);
    byte[] huge = new byte[(4 << 20) + 1];
    assertThat(only(WorkflowReader.read(huge, "bad.yml"), "yaml-limit").message()).contains("1,048,576");
  }

  @Test
  void invalidUtf8HasAPlace() {
    byte[] bytes = "on: push\njobs:\n  a\u00e9: x\n".getBytes(StandardCharsets.ISO_8859_1);
    Finding finding = only(WorkflowReader.read(bytes, "bad.yml"), "yaml-syntax");
    assertThat(finding.at().orElseThrow().line()).isEqualTo(3);
    assertThat(finding.at().orElseThrow().column()).isEqualTo(4);
  }

  @Test
  void tabsHaveAPlaceAndWhatWasReadBeforeStays() {
    WorkflowFile file = read("on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n\tsteps: []\n");
    assertThat(only(file, "yaml-syntax").at().orElseThrow().line()).isEqualTo(5);
    assertThat(file.jobs()).extracting(WorkflowJob::id).containsExactly("build");
  }

  @Test
  void aMatrixOfAThousandMillionIsNotBuilt() {
    String vector = "[" + "1,".repeat(999) + "1]";
    WorkflowFile file = read("on: push\njobs:\n  a:\n    runs-on: x\n    strategy:\n      matrix:\n        a: %s\n        b: %s\n        c: %s\n".formatted(vector, vector, vector));
    ExpandedJob job = Expansion.of(file, Scenario.tagPush("v1", "o/r")).jobs().getFirst();
    assertThat(job.isDynamic()).isTrue();
    assertThat(job.findings()).singleElement().satisfies(f -> {
      assertThat(f.message()).contains("1,000,000,000 combinations");
      assertThat(f.at().orElseThrow().line()).isEqualTo(7);
    });
  }

  @Test
  void anExpressionTooLongOrTooDeepHasAPlaceInItsScript() {
    WorkflowFile file = read("""
        on: push
        jobs:
          a:
            runs-on: x
            steps:
              - run: |
                  echo one
                  echo ${{ %s1 }}
              - run: echo ${{ '%s' }}
        """.formatted("!".repeat(51), "x".repeat(21_000)));
    assertThat(file.findings()).extracting(Finding::rule).containsExactly("expression-syntax", "expression-syntax");
    assertThat(file.findings()).extracting(f -> f.at().orElseThrow().line()).containsExactly(8, 9);
  }

  @Test
  void duplicateKeysAreErrorsWhateverTheirCase() {
    WorkflowFile file = read("on: push\njobs:\n  a: { runs-on: x }\n  A: { runs-on: y }\n");
    assertThat(only(file, "duplicate-key").message()).contains("'A'", "line 3");
    assertThat(file.jobs()).hasSize(1);
  }

  @Test
  void mergeKeysAreReportedAndNotMerged() {
    WorkflowFile file = read("on: push\nx: &x { runs-on: a }\njobs:\n  a:\n    <<: *x\n");
    assertThat(only(file, "merge-key").at().orElseThrow().line()).isEqualTo(5);
    assertThat(file.jobs().getFirst().runsOn()).isEmpty();
  }

  @Test
  void anchorsAreReplayed() {
    WorkflowFile file = read("on: push\njobs:\n  a:\n    runs-on: x\n    strategy: { matrix: { os: &os [a, b] } }\n  b:\n    runs-on: x\n    strategy: { matrix: { os: *os } }\n");
    assertThat(file.findings()).isEmpty();
    assertThat(Expansion.of(file, Scenario.tagPush("v1", "o/r")).job("b").orElseThrow().knownLegs()).extracting(l -> l.name().shown())
        .containsExactly("b (a)", "b (b)");
  }

  @Test
  void otherFaultsAreToldInOneFindingEach() {
    for (String text : List.of("", "[]", "x", "- a\n- b", "on: push", "jobs: {}", "a: *nobody\n", "a: &a [*a]\n", "a: !!int x\non: 1\njobs: {}", "%YAML 9.9\n---\n", "a: 1\n---\nb: 2\n", "{", "a: 'x", "\u0000", "? {a: b}\n: c\n")) {
      WorkflowFile file = read(text);
      assertThat(file.findings()).as(text).isNotEmpty();
      Expansion.of(file, Scenario.tagPush("v1", "o/r"));
    }
  }

  @Test
  void unknownKeysStopNothing() {
    WorkflowFile file = read("on: push\nfuture: {a: 1}\njobs:\n  a:\n    runs-on: x\n    snapshot: y\n    steps:\n      - run: a\n        background: true\n      - parallel: [{run: b}]\n");
    assertThat(file.findings()).extracting(Finding::rule, Finding::severity)
        .containsExactly(org.assertj.core.api.Assertions.tuple("unknown-key", Severity.WARNING));
    assertThat(file.jobs().getFirst().steps()).hasSize(2);
  }

  @Test
  void inputsAreTyped() {
    WorkflowFile file = read("""
        on:
          workflow_dispatch:
            inputs:
              target: { type: choice, description: What to build, options: [a, b], default: b, required: true }
              dry: { type: boolean, default: false }
              note: { description: A word }
        jobs: { a: { runs-on: x } }
        """);
    assertThat(file.inputs()).extracting(WorkflowInput::name, WorkflowInput::type, WorkflowInput::options, WorkflowInput::required, i -> i.defaultValue().orElse("-"))
        .containsExactly(
            org.assertj.core.api.Assertions.tuple("target", WorkflowInput.Type.CHOICE, List.of("a", "b"), true, "b"),
            org.assertj.core.api.Assertions.tuple("dry", WorkflowInput.Type.BOOLEAN, List.of(), false, "false"),
            org.assertj.core.api.Assertions.tuple("note", WorkflowInput.Type.STRING, List.of(), false, "-"));
    assertThat(file.isDispatchable()).isTrue();
  }
}
