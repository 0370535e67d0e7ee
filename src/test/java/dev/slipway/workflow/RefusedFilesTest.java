package dev.slipway.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fact.Finding;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedFilesTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
      "a: { steps: [{ run: x }] } | 3 | job a has no `runs-on`",
      "a: { runs-on: x, steps: [{ run: x, uses: a/b@v1 }] } | 3 | the step runs a script, so it cannot have `uses`",
      "a: { runs-on: x, steps: [{ uses: a/b@v1, shell: bash }] } | 3 | the step uses an action, so it cannot have `shell`",
      "a: { runs-on: x, steps: [{ name: x }] } | 3 | the step has neither `run` nor `uses`",
      "a: { uses: ./.github/workflows/x.yml, timeout-minutes: 1 } | 3 | job a calls a workflow, so it cannot have `timeout-minutes`",
      "a: { runs-on: x, with: { a: b }, steps: [] } | 3 | job a calls no workflow, so it cannot have `with`",
      "a: { runs-on: x, steps: [{ id: q, run: x }, { id: q, run: y }] } | 3 | job a has two steps with the id q",
      "1a: { runs-on: x, steps: [] } | 3 | '1a' is no id of a job",
      "a: { needs: a, runs-on: x, steps: [] } | 3 | job a waits for itself through its `needs`",
      "a: { runs-on: x, step: [] } | 3 | a job has no key `step` in GitHub's documentation"})
  void whatGitHubRefusesAFileForIsTold(String job, int line, String message) {
    WorkflowFile file = WorkflowReader.read("on: push\njobs:\n  %s\n".formatted(job).getBytes(StandardCharsets.UTF_8), "a.yml");
    assertThat(file.findings()).singleElement().satisfies(finding -> {
      assertThat(finding.message()).isEqualTo(message);
      assertThat(finding.at().orElseThrow().line()).isEqualTo(line);
    });
  }

  @Test
  void theStrategysOwnKeysHaveTheirKinds() {
    WorkflowFile file = WorkflowReader.read(
        "on: push\njobs: { a: { strategy: { fail-fast: 'false', max-parallel: many, matrix: { v: [1] } }, runs-on: x, steps: [] } }\n"
            .getBytes(StandardCharsets.UTF_8), "a.yml");
    assertThat(Expansion.of(file, Scenario.tagPush("v1.2.3", "o/r")).jobs().getFirst().findings()).extracting(Finding::message).containsExactly(
        "job a: Unexpected type 'StringToken' encountered while reading 'strategy fail-fast'. The type 'BooleanToken' was expected.",
        "job a: Unexpected type 'StringToken' encountered while reading 'strategy max-parallel'. The type 'NumberToken' was expected.");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "on: { push: { tags: [a], tags-ignore: [b] } } | `push` has both tags and tags-ignore",
      "on: { pull_request: { paths: [a], paths-ignore: [b] } } | `pull_request` has both paths and paths-ignore"})
  void aFilterAndItsContraryAreRefused(String on, String message) {
    WorkflowFile file = WorkflowReader.read((on + "\njobs: { a: { runs-on: x, steps: [] } }\n").getBytes(StandardCharsets.UTF_8), "a.yml");
    assertThat(file.findings()).singleElement().satisfies(finding -> assertThat(finding.message()).isEqualTo(message));
  }
}
