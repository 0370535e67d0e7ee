package dev.slipway.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CalledWorkflowsTest {

  private static WorkflowFile read(String name, String yaml) {
    return WorkflowReader.read(yaml.getBytes(StandardCharsets.UTF_8), ".github/workflows/" + name);
  }

  private static String calling(String name) {
    return """
        on: { push: { tags: ['v*'] }, workflow_call: }
        jobs:
          a:
            strategy: { matrix: { x: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] } }
            uses: ./.github/workflows/%s
        """.formatted(name);
  }

  private static long legs(List<ExpandedJob> jobs) {
    return jobs.stream().flatMap(job -> job.knownLegs().stream()).mapToLong(leg -> 1 + legs(leg.called())).sum();
  }

  @Test
  void workflowsThatCallEachOtherAreToldAndNotFollowed() {
    WorkflowFile one = read("one.yml", calling("two.yml"));
    WorkflowFile two = read("two.yml", calling("one.yml"));
    Expansion expansion = Expansion.of(one, Scenario.tagPush("v1.0.0", "o/r"), Map.of("one.yml", one, "two.yml", two));
    assertThat(legs(expansion.jobs())).isEqualTo(110);
    assertThat(expansion.jobs().getFirst().knownLegs().getFirst().called().getFirst().findings()).singleElement().satisfies(finding -> {
      assertThat(finding.rule()).isEqualTo("call");
      assertThat(finding.message()).isEqualTo("job a calls one.yml, which leads back to itself");
      assertThat(finding.at().orElseThrow().line()).isEqualTo(5);
    });
    WorkflowFile self = read("self.yml", calling("self.yml"));
    assertThat(Expansion.of(self, Scenario.tagPush("v1.0.0", "o/r"), Map.of("self.yml", self)).jobs().getFirst().findings()).hasSize(1);
  }

  @Test
  void matricesThatMultiplyThroughCallsAreBounded() {
    Map<String, WorkflowFile> chain = new TreeMap<>();
    for (int i = 0; i < 12; i++) {
      chain.put("w" + i + ".yml", read("w" + i + ".yml", calling("w" + (i + 1) + ".yml")));
    }
    assertThat(legs(Expansion.of(chain.get("w0.yml"), Scenario.tagPush("v1.0.0", "o/r"), chain).jobs())).isBetween(5_000L, 5_200L);
  }

  @Test
  void theDefaultOfANumberIsKnown() {
    WorkflowFile called = read("called.yml", """
        on: { workflow_call: { inputs: { n: { type: number, default: 2 }, s: { type: string, default: x }, b: { type: boolean, default: true } } } }
        jobs: { a: { name: 'a ${{ inputs.n }} ${{ inputs.s }} ${{ inputs.b }}', runs-on: x, steps: [{ run: x }] } }
        """);
    WorkflowFile caller = read("caller.yml", "on: push\njobs: { c: { uses: ./.github/workflows/called.yml } }\n");
    Expansion expansion = Expansion.of(caller, Scenario.tagPush("v1.0.0", "o/r"), Map.of("called.yml", called));
    assertThat(expansion.jobs().getFirst().knownLegs().getFirst().called().getFirst().knownLegs().getFirst().name().shown()).isEqualTo("a 2 x true");
  }
}
