package dev.slipway.target.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.target.Plans;
import dev.slipway.fact.Position;
import dev.slipway.workflow.WorkflowReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each rule once: a pipeline with the fault, where `# here` stands in the line that must be named, and the same
/// pipeline mended, of which the rule says nothing.
class RulesTest {
  /// Rules that need several files have tests of their own below.
  private static final Set<Rule> ACROSS_FILES = EnumSet.of(Rule.TARGET_DIFFERS, Rule.NAMING_DIFFERS, Rule.UNUSED_EXEMPTION, Rule.CALL_PERMISSIONS);

  static Stream<Arguments> cases() {
    return RuleFaults.all().stream().map(fault -> Arguments.of(fault.rule(), fault));
  }

  private static List<AuditFinding> audit(String yaml) {
    return new PipelineAudit(dev.slipway.target.RunnerLabels.bundled(), AuditOptions.filesOnly().withoutGeneratedNotes()).audit(Plans.text(yaml));
  }

  private static List<AuditFinding> of(Rule rule, String yaml) {
    return audit(yaml).stream().filter(found -> found.finding().rule().equals(rule.id())).toList();
  }

  private static int marked(String yaml) {
    List<String> lines = yaml.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains("# here")) {
        return i + 1;
      }
    }
    throw new IllegalArgumentException("no line is marked");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void tellsTheFaultAtItsLineAndNothingOfTheMendedOne(Rule rule, Object given) {
    RuleFaults.Fault fault = (RuleFaults.Fault) given;
    assertThat(WorkflowReader.read(fault.yaml().getBytes(StandardCharsets.UTF_8), "release.yml").findings()).isEmpty();
    List<AuditFinding> found = of(rule, fault.yaml());
    assertThat(found).as(fault.yaml()).isNotEmpty();
    assertThat(found).anySatisfy(its -> {
      assertThat(its.finding().at().orElseThrow().line()).as(fault.yaml()).isEqualTo(marked(fault.yaml()));
      assertThat(its.finding().severity()).isEqualTo(rule.severity());
      assertThat(its.finding().why()).isNotEmpty();
      assertThat(its.finding().fix()).isNotEmpty();
      assertThat(its.finding().message()).isNotEmpty();
    });
    assertThat(fault.yaml()).contains(fault.wrong());
    assertThat(of(rule, fault.yaml().replace(fault.wrong(), fault.right()))).as("mended").isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void aReadyChangeMendsWhatItWasGivenFor(Rule rule, Object given) {
    RuleFaults.Fault fault = (RuleFaults.Fault) given;
    List<YamlPatch> patches = of(rule, fault.yaml()).stream().flatMap(found -> found.patch().stream()).toList();
    if (patches.isEmpty()) {
      assertThat(WITH_CHANGE).doesNotContain(rule);
      return;
    }
    assertThat(WITH_CHANGE).contains(rule);
    List<String> lines = new ArrayList<>(fault.yaml().lines().toList());
    for (YamlPatch patch : patches.reversed()) {
      assertThat(lines.subList(patch.line() - 1, patch.line() - 1 + patch.before().size())).isEqualTo(patch.before());
      lines.subList(patch.line() - 1, patch.line() - 1 + patch.before().size()).clear();
      lines.addAll(patch.line() - 1, patch.after());
    }
    assertThat(of(rule, String.join("\n", lines))).as(String.join("\n", lines)).isEmpty();
  }

  private static final Set<Rule> WITH_CHANGE = EnumSet.of(
      Rule.RETIRED_RUNNER, Rule.DEPRECATED_RUNNER, Rule.MOVING_RUNNER, Rule.SHALLOW_CHECKOUT, Rule.SHALLOW_DESCRIBE, Rule.FAIL_FAST_UPLOAD,
      Rule.RERUN_CONFLICT, Rule.UNMATCHED_FILES, Rule.GENERATED_NOTES, Rule.BASH_ON_WINDOWS);

  @Test
  void everyRuleHasItsCase() {
    Set<Rule> told = EnumSet.copyOf(RuleFaults.all().stream().map(RuleFaults.Fault::rule).toList());
    told.addAll(ACROSS_FILES);
    assertThat(told).containsExactlyInAnyOrderElementsOf(Arrays.asList(Rule.values()));
  }

  @Test
  void aCalledWorkflowAsksForNoMoreThanItsCallerHas() {
    String called = "on: workflow_call\njobs:\n  publish:\n    %s\n    runs-on: ubuntu-24.04\n    steps: [{ run: 'gh release create x --draft' }]\n";
    String caller = "on: { push: { tags: ['v*'] } }\n%s\njobs:\n  call:\n    uses: ./.github/workflows/called.yml\n";
    assertThat(files(caller.formatted("permissions: { contents: read }"), called.formatted("permissions: { contents: write }")))
        .containsExactly("call-permissions main.yml:4");
    assertThat(files(caller.formatted("permissions: write-all"), called.formatted("permissions: { contents: write }")))
        .isEmpty();
    assertThat(files(caller.formatted("permissions: { contents: write }"), called.formatted("# inherits"))).isEmpty();
    assertThat(files(caller.formatted("permissions: read-all"), called.formatted("# inherits")))
        .containsExactly("permissions called.yml:6");
    assertThat(files(caller.formatted("# nothing"), called.formatted("# inherits")))
        .containsExactly("undeclared-permissions called.yml:3");
  }

  private static List<String> files(String main, String called) {
    return new PipelineAudit(dev.slipway.target.RunnerLabels.bundled(), AuditOptions.filesOnly()).audit(Plans.plan(List.of(
            WorkflowReader.read(main.getBytes(StandardCharsets.UTF_8), "main.yml"), WorkflowReader.read(called.getBytes(StandardCharsets.UTF_8), "called.yml"))))
        .stream().map(found -> found.finding().rule() + " " + found.finding().at().map(Position::toString).orElse("")).sorted().toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[self-hosted, macos-13]", "{ group: big, labels: ubuntu-20.04 }", "{ group: macos-13 }"})
  void aRunnerOfOnesOwnMayBeCalledAsItLikes(String runsOn) {
    assertThat(audit(RuleFaults.HEAD + "  a:\n    runs-on: " + runsOn + "\n    steps: [{ run: make }]\n")).isEmpty();
  }

  @Test
  void filesThatContradictEachOther() {
    String ci = """
        on: push
        jobs:
          build:
            strategy: { matrix: { target: [%s] } }
            runs-on: ubuntu-24.04
            steps:
              - uses: %s
                with: { name: '%s', path: tool }
        """;
    String release = RuleFaults.HEAD + """
          build:
            permissions: { contents: write }
            strategy: { matrix: { target: [wasm32-wasip2, x86_64-unknown-linux-gnu] } }
            runs-on: ubuntu-24.04
            steps:
              - uses: svenstaro/upload-release-action@v2
                with: { file: tool, asset_name: 'tool-${{ matrix.target }}' }
        """;
    assertThat(both(ci.formatted("wasm32-wasip1", RuleFaults.UPLOAD, "tool-${{ matrix.target }}"), release)).contains("target-differs").doesNotContain("naming-differs");
    assertThat(both(ci.formatted("x86_64-unknown-linux-gnu", RuleFaults.UPLOAD, "other_${{ matrix.target }}"), release)).contains("naming-differs").doesNotContain("target-differs");
    assertThat(both(ci.formatted("x86_64-unknown-linux-gnu", RuleFaults.UPLOAD, "tool-${{ matrix.target }}"), release)).doesNotContain("target-differs", "naming-differs");
  }

  private static List<String> both(String ci, String release) {
    var files = List.of(WorkflowReader.read(ci.getBytes(StandardCharsets.UTF_8), "ci.yml"),
        WorkflowReader.read(release.getBytes(StandardCharsets.UTF_8), "release.yml"));
    return new PipelineAudit(dev.slipway.target.RunnerLabels.bundled(), AuditOptions.filesOnly()).audit(Plans.plan(files)).stream()
        .map(found -> found.finding().rule()).toList();
  }

  @Test
  void whatIsIgnoredIsMarkedByTheTextOfItsLine() {
    String yaml = RuleFaults.HEAD + "  a:\n    runs-on: macos-13\n    steps: [{ run: 'true' }]\n  b:\n    runs-on: macos-13 # new\n    steps: [{ run: 'true' }]\n";
    Position at = new Position(".slipway.yml", 4, 7);
    Exemption one = new Exemption("retired-runner", Optional.of(".github/workflows/release.yml"), Optional.of("runs-on: macos-13"), "reason", at);
    Exemption gone = new Exemption("no-checksum", Optional.of("release.yml"), Optional.empty(), "reason", at);
    Exemption elsewhere = new Exemption("retired-runner", Optional.of("ci.yml"), Optional.empty(), "reason", at);
    List<AuditFinding> found = new PipelineAudit(dev.slipway.target.RunnerLabels.bundled(),
        AuditOptions.filesOnly().exempting(List.of(one, gone, elsewhere))).audit(Plans.text(yaml));
    assertThat(found.stream().filter(its -> its.finding().rule().equals("retired-runner")).map(AuditFinding::counts)).containsExactly(false, true);
    assertThat(found.stream().filter(its -> its.finding().rule().equals("unused-exemption"))).singleElement()
        .satisfies(its -> assertThat(its.finding().message()).isEqualTo("the policy ignores no-checksum in release.yml, where it is not found"));
    List<AuditFinding> shifted = new PipelineAudit(dev.slipway.target.RunnerLabels.bundled(),
        AuditOptions.filesOnly().exempting(List.of(one))).audit(Plans.text("# one line more\n" + yaml));
    assertThat(shifted.stream().filter(its -> its.finding().rule().equals("retired-runner")).map(AuditFinding::counts)).containsExactly(false, true);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {
      "    environment: release\n    steps: [{ run: gh release create x --draft a.zip }]\n",
      "    steps:\n      - if: github.ref_type != 'tag'\n        run: exit 1\n      - run: gh release create x --draft a.zip\n",
      "    steps:\n      - run: |\n          if [[ $GITHUB_REF != refs/tags/* ]]; then\n            exit 1\n          fi\n      - run: gh release create x --draft a.zip\n",
      "    steps:\n      - run: |\n          if [[ \"$GITHUB_REF\" == refs/tags/* ]]; then\n            gh release create x --draft a.zip\n          fi\n"})
  void aGuardThatIsNoConditionIsNotCalledMissing(String job) {
    String yaml = "on: { push: { branches: [main], tags: ['v*'] } }\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    permissions: { contents: write }\n" + job;
    assertThat(of(Rule.TAG_GUARD, yaml)).isEmpty();
    assertThat(of(Rule.GUARD_DEPENDS, yaml)).hasSize(1);
  }

  @Test
  void aStepThatJobsShareIsToldOfBothJobs() {
    List<AuditFinding> found = of(Rule.DUPLICATE_ARTIFACT, RuleFaults.HEAD
        + "  a: &a\n    runs-on: ubuntu-24.04\n    steps: [{ uses: actions/upload-artifact@v4, with: { name: same, path: x } }]\n  b: *a\n");
    assertThat(found).singleElement().satisfies(its ->
        assertThat(its.finding().message()).isEqualTo("jobs a and b share this step, and both upload an artifact named same"));
  }

  @Test
  void aCircleOfCallsIsToldOnceWhereItCloses() {
    String calling = "on: { push: , workflow_call: }\njobs:\n  a:\n    strategy: { matrix: { x: [1, 2, 3] } }\n    uses: ./.github/workflows/%s.yml\n";
    var files = List.of(WorkflowReader.read(calling.formatted("b").getBytes(StandardCharsets.UTF_8), "a.yml"),
        WorkflowReader.read(calling.formatted("a").getBytes(StandardCharsets.UTF_8), "b.yml"));
    List<AuditFinding> found = new PipelineAudit(dev.slipway.target.RunnerLabels.bundled(), AuditOptions.filesOnly()).audit(Plans.plan(files));
    assertThat(found).extracting(its -> its.finding().rule() + " " + its.finding().at().orElseThrow()).containsExactly("call a.yml:5", "call b.yml:5");
  }

  @Test
  void aMatrixThatGitHubRefusesHasNoLegs() {
    List<AuditFinding> found = audit(RuleFaults.HEAD + "  a:\n    strategy: { matrix: { os: \"${{ fromJSON('[]') }}\" } }\n    runs-on: ${{ matrix.os }}\n    steps: [{ run: x }]\n");
    assertThat(found).extracting(its -> its.finding().rule()).containsExactly("matrix");
  }

  @Test
  void changesOfOneFileAreOneDiffWithTheirShifts() {
    var first = new YamlPatch("a.yml", 3, List.of(), List.of("x", "y"));
    var second = new YamlPatch("a.yml", 5, List.of("old"), List.of("new"));
    var same = new YamlPatch("a.yml", 5, List.of("old"), List.of("newer"));
    assertThat(YamlPatch.diff(List.of(second, same, first))).isEqualTo("""
        --- a/a.yml
        +++ b/a.yml
        @@ -2,0 +3,2 @@
        +x
        +y
        @@ -5,1 +7,1 @@
        -old
        +new
        """);
  }

  /// Whether two legs give one release one name is told only where all of it is certain.
  @ParameterizedTest
  @ValueSource(strings = {
      "- uses: softprops/action-gh-release@v3\n  with: { files: tool.zip, tag_name: '${{ matrix.os }}-v1' }",
      "- uses: softprops/action-gh-release@v3\n  if: vars.RELEASES == 'yes'\n  with: { files: tool.zip }",
      "- uses: softprops/action-gh-release@v3\n  if: matrix.os == 'ubuntu-24.04'\n  with: { files: tool.zip }",
      "- uses: softprops/action-gh-release@v3\n  with: { files: '*.zip' }",
      "- run: gh release upload \"$(./tag.sh)\" tool.zip",
      "- run: |\n    if [ \"$X\" = y ]; then zip tool.zip tool; fi\n- uses: softprops/action-gh-release@v3\n  with: { files: 't*.zip' }"})
  void assetsThatPerhapsMeetAreNoFault(String steps) {
    assertThat(of(Rule.DUPLICATE_ASSET, RuleFaults.HEAD
        + "  build:\n    strategy: { matrix: { os: [ubuntu-24.04, windows-2025] } }\n    runs-on: ${{ matrix.os }}\n    steps:\n" + steps.indent(6))).isEmpty();
  }
}
