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
  private static final String HEAD = "on: { push: { tags: ['v*'] } }\njobs:\n";
  private static final String UPLOAD = "actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a";

  /// A fault and its mending: what to replace by what.
  private record Fault(Rule rule, String yaml, String wrong, String right) {}

  private static Fault job(Rule rule, String body, String wrong, String right) {
    return new Fault(rule, HEAD + body, wrong, right);
  }

  private static final String RELEASE = "  release:\n    runs-on: ubuntu-24.04\n    permissions: { contents: write }\n    steps:\n";

  private static Fault step(Rule rule, String steps, String wrong, String right) {
    return job(rule, "  a:\n    runs-on: ubuntu-24.04\n    steps:\n" + steps.indent(6), wrong, right);
  }

  private static Fault release(Rule rule, String steps, String wrong, String right) {
    return job(rule, RELEASE + steps.indent(6), wrong, right);
  }

  private static List<Fault> faults() {
    List<Fault> all = new ArrayList<>();
    all.add(job(Rule.RETIRED_RUNNER, "  a:\n    runs-on: macos-13 # here\n    steps: []\n", "macos-13", "macos-15-intel"));
    all.add(job(Rule.DEPRECATED_RUNNER, "  a:\n    runs-on: ubuntu-22.04 # here\n    steps: []\n", "ubuntu-22.04", "ubuntu-24.04"));
    all.add(job(Rule.PREVIEW_RUNNER, "  a:\n    runs-on: xcode-27 # here\n    steps: []\n", "xcode-27", "macos-26"));
    all.add(job(Rule.UNKNOWN_RUNNER, "  a:\n    runs-on: our-box # here\n    steps: []\n", "our-box", "ubuntu-24.04"));
    all.add(job(Rule.MOVING_RUNNER, "  a:\n    runs-on: ubuntu-latest # here\n    steps: []\n", "ubuntu-latest", "ubuntu-24.04"));
    all.add(step(Rule.DEAD_ACTION, "- uses: actions/upload-artifact@v3 # here\n  with: { name: a, path: b }", "@v3", "@v7"));
    all.add(step(Rule.ARCHIVED_ACTION, "- uses: actions/create-release@v1 # here", "actions/create-release@v1", "softprops/action-gh-release@v3"));
    all.add(step(Rule.OLD_RUNTIME_ACTION, "- uses: actions/checkout@v4 # here", "@v4", "@v6"));
    all.add(step(Rule.UNPINNED_ACTION, "- uses: actions/checkout@v6 # here", "@v6", "@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a"));
    all.add(step(Rule.LOCAL_ACTION_UNREAD, "- uses: ./.github/actions/build # here", "./.github/actions/build", "actions/checkout@v6"));
    all.add(job(Rule.DUPLICATE_ARTIFACT, """
          a:
            strategy: { matrix: { os: [ubuntu-24.04, windows-2025] } }
            runs-on: ${{ matrix.os }}
            steps:
              - uses: %s # here
                with: { name: tool, path: tool }
        """.formatted(UPLOAD), "name: tool", "name: 'tool-${{ matrix.os }}'"));
    all.add(job(Rule.RERUN_CONFLICT, """
          a:
            strategy: { fail-fast: false, matrix: { os: [ubuntu-24.04, windows-2025] } }
            runs-on: ${{ matrix.os }}
            steps:
              - uses: %s # here
                with:
                  name: tool-${{ matrix.os }}
                  path: tool
        """.formatted(UPLOAD), "path: tool", "overwrite: true"));
    all.add(release(Rule.MERGE_COLLISION, "- uses: actions/download-artifact@v8 # here\n  with: { merge-multiple: true }\n- run: gh release create x --draft *", "merge-multiple: true", "path: x"));
    all.add(job(Rule.NEEDS_BUILD, """
          build:
            runs-on: ubuntu-24.04
            steps:
              - uses: %s
                with: { name: tool, path: tool }
          release: # here
            runs-on: ubuntu-24.04
            permissions: { contents: write }
            steps:
              - uses: actions/download-artifact@v8
                with: { name: tool }
              - run: gh release create x --draft tool
        """.formatted(UPLOAD), "  release: # here\n", "  release: # here\n    needs: build\n"));
    all.add(job(Rule.PUBLISHES_BEFORE_BUILD, """
          build:
            strategy: { matrix: { target: [x86_64-unknown-linux-gnu, aarch64-unknown-linux-gnu] } }
            runs-on: ubuntu-24.04
            steps:
              - uses: %s
                with: { name: 'tool-${{ matrix.target }}', path: tool }
          image: # here
            runs-on: ubuntu-24.04
            steps:
              - run: docker push registry.example.org/tool
        """.formatted(UPLOAD), "  image: # here\n", "  image: # here\n    needs: build\n"));
    all.add(job(Rule.PUBLISHED_BEFORE_ASSETS, """
          create:
            runs-on: ubuntu-24.04
            permissions: { contents: write }
            steps:
              - run: gh release create "$GITHUB_REF_NAME" # here
          build:
            needs: create
            runs-on: ubuntu-24.04
            permissions: { contents: write }
            steps:
              - run: gh release upload "$GITHUB_REF_NAME" tool.zip
        """, "gh release create \"$GITHUB_REF_NAME\"", "gh release create \"$GITHUB_REF_NAME\" --draft"));
    all.add(job(Rule.FAIL_FAST_UPLOAD, """
          build:
            permissions: { contents: write }
            strategy:
              matrix: { os: [ubuntu-24.04, windows-2025] } # here
            runs-on: ${{ matrix.os }}
            steps:
              - run: gh release upload "$GITHUB_REF_NAME" tool.zip
                shell: bash
        """, "    strategy:\n", "    strategy:\n      fail-fast: false\n"));
    all.add(job(Rule.PERMISSIONS, """
          release:
            runs-on: ubuntu-24.04
            permissions: { contents: read }
            steps:
              - run: gh release create x --draft # here
        """, "contents: read", "contents: write"));
    all.add(job(Rule.UNDECLARED_PERMISSIONS, """
          release: # here
            runs-on: ubuntu-24.04
            steps:
              - run: gh release create x --draft
        """, "    runs-on", "    permissions: { contents: write }\n    runs-on"));
    all.add(job(Rule.RELEASE_SKIPPED, """
          lint:
            if: github.ref_type != 'tag'
            runs-on: ubuntu-24.04
            steps: [{ run: make lint }]
          build:
            needs: lint
            if: always()
            runs-on: ubuntu-24.04
            steps: [{ run: make }]
          release: # here
            needs: build
            if: startsWith(github.ref, 'refs/tags/v')
            runs-on: ubuntu-24.04
            permissions: { contents: write }
            steps:
              - run: gh release create x --draft
        """, "if: startsWith", "if: always() && startsWith"));
    all.add(new Fault(Rule.TAG_GUARD, """
        on: { push: { branches: [main], tags: ['v*'] } }
        jobs:
          release:
            runs-on: ubuntu-24.04
            permissions: { contents: write }
            steps:
              - run: gh release create x --draft # here
        """, "    runs-on", "    if: startsWith(github.ref, 'refs/tags/v')\n    runs-on"));
    all.add(new Fault(Rule.GUARD_DEPENDS, """
        on: { push: { branches: [main], tags: ['v*'] } }
        jobs:
          release:
            if: needs.plan.outputs.deploy == 'yes'
            needs: plan
            runs-on: ubuntu-24.04
            permissions: { contents: write }
            steps:
              - run: gh release create x --draft # here
          plan: { runs-on: ubuntu-24.04, outputs: { deploy: '${{ steps.x.outputs.deploy }}' }, steps: [] }
        """, "needs.plan.outputs.deploy == 'yes'", "startsWith(github.ref, 'refs/tags/v')"));
    all.add(step(Rule.SHALLOW_CHECKOUT, "- uses: actions/checkout@v6\n- run: echo $(git describe --tags --abbrev=0 HEAD^) # here", "checkout@v6", "checkout@v6\n        with: { fetch-depth: 0 }"));
    all.add(step(Rule.SHALLOW_DESCRIBE, "- uses: actions/checkout@v6\n- run: echo $(git describe --tags) # here", "checkout@v6", "checkout@v6\n        with: { fetch-depth: 0 }"));
    all.add(job(Rule.NO_CHECKSUM, """
          release:
            runs-on: ubuntu-24.04
            permissions: { contents: write }
            strategy: { matrix: { target: [x86_64-unknown-linux-gnu] } }
            steps:
              - run: gh release create x --draft tool-${{ matrix.target }}.zip # here
        """, "    steps:\n", "    steps:\n      - run: sha256sum *.zip > SHA256SUMS\n"));
    all.add(release(Rule.CHECKSUM_OF_DOWNLOADS, "- uses: actions/download-artifact@v8\n- run: sha256sum * > SHA256SUMS # here\n- run: gh release create x --draft a.zip", "sha256sum *", "sha256sum a.zip"));
    all.add(release(Rule.CHECKSUM_OF_DOWNLOADS, "- uses: actions/download-artifact@v8\n- run: ls; sha256sum * > SHA256SUMS # here\n- run: gh release create x --draft a.zip", "ls;", "test $(ls | wc -l) -eq 6;"));
    all.add(release(Rule.UNMATCHED_FILES, "- uses: softprops/action-gh-release@v3\n  with:\n    files: '*.zip' # here", "files: '*.zip'", "fail_on_unmatched_files: true"));
    all.add(job(Rule.TOO_MANY_LEGS, "  a: # here\n    runs-on: ubuntu-24.04\n    strategy: { matrix: { a: [%s], b: [1, 2] } }\n    steps: []\n"
        .formatted(String.join(",", Stream.iterate(1, n -> n + 1).limit(129).map(String::valueOf).toList())), ",129]", "]"));
    all.add(job(Rule.INCLUDE_MATCHES_NOTHING, """
          a:
            runs-on: ubuntu-24.04
            strategy:
              matrix:
                os: [linux, windows]
                arch: [x64]
                include:
                  - { os: linnux, fast: true } # here
            steps: []
        """, "linnux", "linux"));
    all.add(job(Rule.EXCLUDE_REMOVES_NOTHING, """
          a:
            runs-on: ubuntu-24.04
            strategy:
              matrix:
                os: [linux, windows]
                exclude:
                  - { os: macos } # here
            steps: []
        """, "os: macos", "os: windows"));
    all.add(job(Rule.DUPLICATE_VALUE, "  a:\n    runs-on: ubuntu-24.04\n    strategy: { matrix: { a: [1, 1] } } # here\n    steps: []\n", "[1, 1]", "[1, 2]"));
    all.add(release(Rule.GENERATED_NOTES, "- uses: softprops/action-gh-release@v3\n  with:\n    generate_release_notes: true # here", "notes: true", "notes: false"));
    all.add(new Fault(Rule.SCRIPT_INJECTION, """
        on: pull_request
        jobs:
          a:
            runs-on: ubuntu-24.04
            steps:
              - run: |
                  echo hello
                  echo ${{ github.event.pull_request.title }} # here
        """, "${{ github.event.pull_request.title }}", "\"$TITLE\""));
    all.add(step(Rule.SCRIPT_EXPANSION, "- run: echo ${{ github.ref_name }} # here", "${{ github.ref_name }}", "\"$GITHUB_REF_NAME\""));
    all.add(job(Rule.BASH_ON_WINDOWS, "  a:\n    runs-on: windows-2025\n    steps:\n      - name: Check\n        run: |\n          if [ -n \"$X\" ]; then # here\n            echo x\n          fi\n",
        "        run:", "        shell: bash\n        run:"));
    all.add(job(Rule.WINDOWS_SUFFIX, """
          a:
            runs-on: ${{ matrix.os }}
            strategy: { matrix: { include: [{ target: x86_64-pc-windows-msvc, os: windows-2025 }] } }
            steps:
              - run: cp target/${{ matrix.target }}/release/tool out/ # here
        """, "release/tool out/", "release/tool.exe out/"));
    all.add(job(Rule.WASM_SUFFIX, """
          a:
            runs-on: ubuntu-24.04
            strategy: { matrix: { target: [wasm32-wasip2] } }
            steps:
              - run: cp target/${{ matrix.target }}/release/tool out/ # here
        """, "release/tool out/", "release/tool.wasm out/"));
    all.add(step(Rule.TOOL_NOT_INSTALLED, "- run: wasm-opt -O a.wasm -o b.wasm # here", "- run: wasm-opt", "- run: sudo apt-get install binaryen\n      - run: wasm-opt"));
    all.add(step(Rule.IMAGE_NAME, "- run: docker build -t ghcr.io/${{ github.repository }} . # here", "${{ github.repository }}", "owner/name"));
    all.add(step(Rule.RAW_CHANGELOG, "- run: git log --pretty=%s > notes.md # here", "git log --pretty=%s", "cat CHANGELOG.md"));
    return all;
  }

  /// Rules that need several files have tests of their own below.
  private static final Set<Rule> ACROSS_FILES = EnumSet.of(Rule.TARGET_DIFFERS, Rule.NAMING_DIFFERS, Rule.UNUSED_EXEMPTION, Rule.CALL_PERMISSIONS);

  static Stream<Arguments> cases() {
    return faults().stream().map(fault -> Arguments.of(fault.rule(), fault));
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
    Fault fault = (Fault) given;
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
    Fault fault = (Fault) given;
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
    Set<Rule> told = EnumSet.copyOf(faults().stream().map(Fault::rule).toList());
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
    assertThat(audit(HEAD + "  a:\n    runs-on: " + runsOn + "\n    steps: [{ run: make }]\n")).isEmpty();
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
    String release = HEAD + """
          build:
            permissions: { contents: write }
            strategy: { matrix: { target: [wasm32-wasip2, x86_64-unknown-linux-gnu] } }
            runs-on: ubuntu-24.04
            steps:
              - uses: svenstaro/upload-release-action@v2
                with: { file: tool, asset_name: 'tool-${{ matrix.target }}' }
        """;
    assertThat(both(ci.formatted("wasm32-wasip1", UPLOAD, "tool-${{ matrix.target }}"), release)).contains("target-differs").doesNotContain("naming-differs");
    assertThat(both(ci.formatted("x86_64-unknown-linux-gnu", UPLOAD, "other_${{ matrix.target }}"), release)).contains("naming-differs").doesNotContain("target-differs");
    assertThat(both(ci.formatted("x86_64-unknown-linux-gnu", UPLOAD, "tool-${{ matrix.target }}"), release)).doesNotContain("target-differs", "naming-differs");
  }

  private static List<String> both(String ci, String release) {
    var files = List.of(WorkflowReader.read(ci.getBytes(StandardCharsets.UTF_8), "ci.yml"),
        WorkflowReader.read(release.getBytes(StandardCharsets.UTF_8), "release.yml"));
    return new PipelineAudit(dev.slipway.target.RunnerLabels.bundled(), AuditOptions.filesOnly()).audit(Plans.plan(files)).stream()
        .map(found -> found.finding().rule()).toList();
  }

  @Test
  void whatIsIgnoredIsMarkedByTheTextOfItsLine() {
    String yaml = HEAD + "  a:\n    runs-on: macos-13\n    steps: [{ run: 'true' }]\n  b:\n    runs-on: macos-13 # new\n    steps: [{ run: 'true' }]\n";
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
    List<AuditFinding> found = of(Rule.DUPLICATE_ARTIFACT, HEAD
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
    List<AuditFinding> found = audit(HEAD + "  a:\n    strategy: { matrix: { os: \"${{ fromJSON('[]') }}\" } }\n    runs-on: ${{ matrix.os }}\n    steps: [{ run: x }]\n");
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
}
