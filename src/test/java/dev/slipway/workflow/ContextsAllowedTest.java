package dev.slipway.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fact.Position;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContextsAllowedTest {

  private static WorkflowFile read(String yaml) {
    return WorkflowReader.read(yaml.getBytes(StandardCharsets.UTF_8), "a.yml");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', value = {
      "strategy: { matrix: { os: '${{ fromJSON(env.X) }}' } } | 4 | 45 | env",
      "strategy: { matrix: { os: '${{ fromJSON(secrets.X) }}' } } | 4 | 45 | secrets",
      "strategy: { fail-fast: '${{ matrix.x }}', matrix: { os: [a] } } | 4 | 33 | matrix",
      "if: matrix.os == 'a' | 4 | 9 | matrix",
      "if: ${{ github.ref && env.X }} | 4 | 27 | env",
      "runs-on: ${{ env.RUNNER }} | 4 | 18 | env",
      "name: a ${{ steps.x.outputs.y }} | 4 | 17 | steps",
      "timeout-minutes: ${{ secrets.T }} | 4 | 26 | secrets",
      "outputs: { a: '${{ foo.bar }}' } | 4 | 24 | foo"})
  void aContextThatIsNotThereIsAnErrorAtItsPlace(String line, int at, int column, String context) {
    WorkflowFile file = read("on: push\njobs:\n  a:\n    %s\n    steps: [{ run: x }]\n".formatted(line));
    assertThat(file.findings().stream().filter(finding -> !finding.rule().equals("refused"))).singleElement().satisfies(finding -> {
      assertThat(finding.rule()).isEqualTo("context");
      assertThat(finding.at()).contains(new Position("a.yml", at, column));
      assertThat(finding.message()).contains("'" + context + "'");
    });
  }

  @Test
  void whatIsThereIsNoFinding() {
    assertThat(read("""
        on: push
        run-name: ${{ github.ref_name }} ${{ inputs.x }}
        env: { A: '${{ secrets.S }}' }
        jobs:
          a:
            if: github.ref_type == 'tag' && needs.b.result == 'success' && vars.X && inputs.y && always()
            needs: b
            name: ${{ matrix.os }} ${{ strategy.job-index }}
            strategy: { fail-fast: "${{ github.ref_type != 'tag' }}", matrix: { os: '${{ fromJSON(vars.OS) }}' } }
            runs-on: ${{ matrix.os }}
            env: { B: '${{ secrets.S }}' }
            steps:
              - if: env.B == 'x' && matrix.os == 'y' && steps.z.outcome && runner.os
                run: echo ${{ secrets.S }} ${{ job.status }}
          b: { runs-on: x, steps: [{ run: x, if: success() }] }
        """).findings()).isEmpty();
  }
}
