package dev.slipway.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.target.PlannedJob;
import dev.slipway.target.PlannedLeg;
import dev.slipway.target.Plans;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What jobs take from those they wait for: whether they run at all, and outputs.
class NeedsTest {

  private static Expansion expand(String jobs) {
    WorkflowFile file = WorkflowReader.read(("on: push\njobs:\n" + jobs.indent(2)).getBytes(StandardCharsets.UTF_8), "a.yml");
    assertThat(file.findings()).isEmpty();
    return Expansion.of(file, Scenario.tagPush("v1.2.3", "o/r"));
  }

  @Test
  void aSkippedJobSkipsAllBehindItWhereverTheyStand() {
    Expansion expansion = expand("""
        last: { needs: always, runs-on: x, steps: [{ run: x }] }
        asks: { needs: always, if: success(), runs-on: x, steps: [{ run: x }] }
        tag: { needs: always, if: github.ref_type == 'tag', runs-on: x, steps: [{ run: x }] }
        goes: { needs: always, if: "!cancelled() && needs.always.result == 'success'", runs-on: x, steps: [{ run: x }] }
        looks: { needs: lint, if: "always() && needs.lint.result == 'skipped'", runs-on: x, steps: [{ run: x }] }
        always: { needs: lint, if: always(), runs-on: x, steps: [{ run: x }] }
        lint: { if: github.ref_type == 'branch', runs-on: x, steps: [{ run: x }] }
        open: { if: vars.X, runs-on: x, steps: [{ run: x }] }
        behind: { needs: open, runs-on: x, steps: [{ run: x }] }
        """);
    assertThat(expansion.jobs().stream().map(job -> job.id() + " " + job.runs().map(String::valueOf).orElse("?")))
        .containsExactly("last false", "asks false", "tag false", "goes true", "looks true", "always true", "lint false", "open ?", "behind ?");
  }

  private static Map<String, List<String>> names(WorkflowFile... files) {
    return Plans.plan(List.of(files)).workflows().getFirst().jobs().stream()
        .collect(Collectors.toMap(PlannedJob::id, job -> job.legs().stream().map(PlannedLeg::name).map(name -> name.shown()).toList(), (one, _) -> one));
  }

  private static WorkflowFile read(String name, String yaml) {
    return WorkflowReader.read(yaml.getBytes(StandardCharsets.UTF_8), ".github/workflows/" + name);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "echo 'm=[\"a\",\"b\"]' >> \"$GITHUB_OUTPUT\" | use (a), use (b)",
      "echo \"m=[\\\"a\\\"]\" >> $GITHUB_OUTPUT | use (a)",
      "printf 'm=[\"a\"]\\n' >> $GITHUB_OUTPUT | ",
      "M='[\"x\"]'; echo \"m=$M\" >> $GITHUB_OUTPUT | use (x)",
      "echo \"m=$(jq -c . list.json)\" >> $GITHUB_OUTPUT | ",
      "echo \"other=1\" >> $GITHUB_OUTPUT; python make.py >> $GITHUB_OUTPUT | ",
      "test -f x && echo 'm=[1]' >> $GITHUB_OUTPUT | ",
      "cd dist && echo 'm=[1]' >> $GITHUB_OUTPUT | use (1)",
      "if grep -q x y; then echo 'm=[1]' >> $GITHUB_OUTPUT; exit 0; fi; echo 'm=[2]' >> $GITHUB_OUTPUT | ",
      "if [ \"$GITHUB_REF_TYPE\" = tag ]; then echo 'm=[1]' >> $GITHUB_OUTPUT; exit 0; fi; echo 'm=[2]' >> $GITHUB_OUTPUT | use (1)",
      "[ -f x ] && exit 0; echo 'm=[2]' >> $GITHUB_OUTPUT | ",
      "f() { echo 'm=[1]' >> $GITHUB_OUTPUT; } | ",
      "python make.py | "})
  void aMatrixThatAScriptWritesPlainlyIsKnown(String script, String legs) {
    Map<String, List<String>> names = names(read("a.yml", """
        on: push
        jobs:
          plan:
            runs-on: x
            outputs: { matrix: '${{ steps.s.outputs.m }}' }
            steps:
              - id: s
                run: |
                  %s
          use:
            needs: plan
            strategy: { matrix: { v: '${{ fromJSON(needs.plan.outputs.matrix) }}' } }
            runs-on: x
            steps: [{ run: x }]
        """.formatted(script)));
    assertThat(String.join(", ", names.getOrDefault("use", new ArrayList<>()))).isEqualTo(legs == null ? "" : legs);
  }

  @Test
  void whatFollowsAnEndOrStandsInALoopMayNotRun() {
    String made = """
        on: push
        jobs:
          plan:
            runs-on: x
            outputs: { m: '${{ steps.s.outputs.m }}' }
            steps:
              - id: s
                run: |
        %s
          use: { needs: plan, name: 'm is ${{ needs.plan.outputs.m }}', runs-on: x, steps: [{ run: x }] }
        """;
    assertThat(List.of(
            "if grep -q x y\nthen\n  echo m=1 >> $GITHUB_OUTPUT\n  exit 0\nfi\necho m=2 >> $GITHUB_OUTPUT",
            "for i in *\ndo\n  echo m=1 >> $GITHUB_OUTPUT\ndone",
            "cat > later.sh <<'EOF'\necho m=1 >> $GITHUB_OUTPUT\nEOF\nsh later.sh",
            "case $1 in\n  a) exit ;;\nesac\necho m=1 >> $GITHUB_OUTPUT"))
        .allSatisfy(script -> assertThat(names(read("a.yml", made.formatted(script.indent(10).stripTrailing()))).get("use"))
            .containsExactly("m is {needs.plan.outputs.m}"));
    assertThat(names(read("a.yml", made.formatted("echo m=1 >> $GITHUB_OUTPUT\nexit 0\necho m=2 >> $GITHUB_OUTPUT".indent(10).stripTrailing()))).get("use"))
        .containsExactly("m is 1");
  }

  @Test
  void outputsComeBackFromCalledWorkflows() {
    WorkflowFile called = read("called.yml", """
        on: { workflow_call: { inputs: { v: { type: string } }, outputs: { name: { value: '${{ jobs.a.outputs.n }}' }, open: { value: '${{ jobs.a.outputs.o }}' } } } }
        jobs:
          a:
            runs-on: x
            outputs: { n: 'tool-${{ inputs.v }}', o: '${{ steps.x.outputs.y }}' }
            steps: [{ run: x }]
        """);
    WorkflowFile caller = read("caller.yml", """
        on: push
        jobs:
          call: { uses: ./.github/workflows/called.yml, with: { v: '${{ github.ref_name }}' } }
          after: { needs: call, name: '${{ needs.call.outputs.name }} ${{ needs.call.outputs.none }}', runs-on: x, steps: [{ run: x }] }
          open: { needs: call, name: '${{ needs.call.outputs.open }}', runs-on: x, steps: [{ run: x }] }
          many: { strategy: { matrix: { v: [1, 2] } }, uses: ./.github/workflows/called.yml, with: { v: '${{ matrix.v }}' } }
          last: { needs: many, name: 'x ${{ needs.many.outputs.name }}', runs-on: x, steps: [{ run: x }] }
        """);
    assertThat(names(caller, called))
        .containsEntry("after", List.of("tool-v1.2.3 "))
        .containsEntry("open", List.of("{needs.call.outputs.open}"))
        .containsEntry("last", List.of("x {needs.many.outputs.name}"));
  }

  @Test
  void whatTheScriptDoesNotSayOfAStepStaysOpen() {
    Map<String, List<String>> names = names(read("a.yml", """
        on: push
        jobs:
          plan:
            runs-on: x
            outputs: { one: '${{ steps.s.outputs.one }}', two: '${{ steps.s.outputs.two }}', how: '${{ steps.s.outcome }}' }
            steps:
              - id: s
                run: |
                  echo "one=it's" >> "$GITHUB_OUTPUT"
                  ./make.py >> "$GITHUB_OUTPUT"
          use:
            needs: plan
            name: ${{ needs.plan.outputs.one }} ${{ needs.plan.outputs.two }} ${{ needs.plan.outputs.how }}
            runs-on: x
            steps: [{ run: x }]
        """));
    assertThat(names.get("use")).containsExactly("it's {needs.plan.outputs.two} {needs.plan.outputs.how}");
  }
}
