package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.forge.FileChange;
import dev.slipway.forge.Forge;
import dev.slipway.forge.StoredFile;
import dev.slipway.forge.Token;
import dev.slipway.forge.github.GitHubForge;
import dev.slipway.gate.PolicyFile;
import dev.slipway.rehearsal.Fault;
import dev.slipway.rehearsal.Pace;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.release.AuditPolicy;
import dev.slipway.target.RunnerLabels;
import dev.slipway.target.TargetPlanner;
import dev.slipway.workflow.Scenario;
import dev.slipway.workflow.WorkflowFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineCommandsTest {
  private static final String WORKFLOW = """
      name: Release
      on: { push: { tags: ['v*'] } }
      permissions: { contents: write }
      jobs:
        build:
          strategy:
            fail-fast: false
            matrix:
              include:
                - { target: x86_64-unknown-linux-musl, os: ubuntu-24.04 }
                - { target: aarch64-apple-darwin, os: macos-13 }
          runs-on: ${{ matrix.os }}
          steps:
            - run: tar czf tool-${GITHUB_REF_NAME}-${{ matrix.target }}.tar.gz tool
            - uses: actions/upload-artifact@v4
              with: { name: 'tool-${{ matrix.target }}', path: '*.tar.gz', overwrite: true }
        dynamic:
          needs: build
          strategy: { matrix: '${{ fromJSON(needs.build.outputs.matrix) }}' }
          runs-on: ubuntu-24.04
      """;

  @TempDir Path folder;

  @BeforeEach
  void checkout() throws IOException {
    Files.createDirectories(folder.resolve(".github/workflows"));
    Files.writeString(folder.resolve(".github/workflows/release.yml"), WORKFLOW);
  }

  private static JsonNode json(CliRun run) throws IOException {
    return new ObjectMapper().readTree(run.out());
  }

  @Test
  void targetsOfACheckoutAsJson() throws IOException {
    CliRun run = CliRun.in(folder, "targets", "--json");
    assertThat(run.code()).isEqualTo(Exit.HOLDS);
    JsonNode workflow = json(run).at("/workflows/0");
    assertThat(workflow.path("file").asText()).isEqualTo(".github/workflows/release.yml");
    JsonNode leg = workflow.at("/jobs/0/legs/1");
    assertThat(leg.path("name").asText()).isEqualTo("build (aarch64-apple-darwin, macos-13)");
    assertThat(leg.at("/matrix/os").asText()).isEqualTo("macos-13");
    assertThat(leg.at("/runsOn/0").asText()).isEqualTo("macos-13");
    assertThat(leg.path("target").asText()).isEqualTo("aarch64-apple-darwin");
    assertThat(leg.path("method").asText()).isEqualTo("same-os");
    assertThat(leg.at("/artifacts/0/source").asText()).isEqualTo("exact");
    assertThat(workflow.at("/jobs/1/dynamic").asBoolean()).isTrue();
    assertThat(workflow.at("/jobs/1/why").asText()).contains("needs.build.outputs");
  }

  @Test
  void targetsOfAFileAsText() {
    CliRun run = CliRun.in(folder, "targets", ".github/workflows/release.yml", "--tag", "v2.0.0", "--explain");
    assertThat(run.code()).isEqualTo(Exit.HOLDS);
    assertThat(run.out()).contains("build (x86_64-unknown-linux-musl, ubuntu-24.04)", "native", "dynamic: only a run can tell the legs", "release.yml:10");
  }

  @Test
  void anErrorLevelFindingIsExitOne() throws IOException {
    CliRun run = CliRun.in(folder, "audit", "--json");
    assertThat(run.code()).isEqualTo(Exit.FINDING);
    JsonNode finding = json(run).at("/findings/0");
    assertThat(finding.path("rule").asText()).isEqualTo("retired-runner");
    assertThat(finding.path("severity").asText()).isEqualTo("error");
    assertThat(finding.path("line").asInt()).isEqualTo(11);
    assertThat(finding.path("column").asInt()).isEqualTo(49);
    assertThat(finding.path("patch").asText()).contains("macos-15-intel");
    assertThat(CliRun.in(folder, "audit").out()).contains("1 error, ", "Runner labels as of 2026-11-21");
  }

  @Test
  void whatThePolicyIgnoresIsShownAndDoesNotCount() throws IOException {
    Files.writeString(folder.resolve(".slipway.yml"), """
        audit:
          generated-notes: false
          ignore:
            - rule: retired-runner
              file: .github/workflows/release.yml
              line: '- { target: aarch64-apple-darwin, os: macos-13 }'
              reason: our own machine has that label
        """);
    CliRun text = CliRun.in(folder, "audit");
    assertThat(text.code()).as(text.out()).isEqualTo(Exit.HOLDS);
    assertThat(text.out()).contains("retired-runner  ignored: macos-13 was retired", "Reason: our own machine has that label", "0 errors", "1 ignored by .slipway.yml");
    assertThat(json(CliRun.in(folder, "audit", "--json")).at("/findings/0/ignored").asText()).isEqualTo("our own machine has that label");
    JsonNode sarif = json(CliRun.in(folder, "audit", ".github/workflows/release.yml", "--sarif"));
    assertThat(sarif.at("/runs/0/results/0/suppressions/0/justification").asText()).isEqualTo("our own machine has that label");
    assertThat(sarif.at("/runs/0/results/0/suppressions/0/kind").asText()).isEqualTo("external");
    assertThat(CliRun.in(folder, "audit", "--patch").out()).doesNotContain("macos-15-intel");
    Files.writeString(folder.resolve(".slipway.yml"), "audit:\n  ignores: []\n");
    assertThat(json(CliRun.in(folder, "audit", "--json")).findValuesAsText("rule")).startsWith("policy-unknown-key").contains("retired-runner");
  }

  @Test
  void whatThePolicySaysOfGeneratedNotesCounts() throws IOException {
    Files.writeString(folder.resolve(".github/workflows/release.yml"), WORKFLOW + "  publish:\n    runs-on: ubuntu-24.04\n    steps: [{ run: 'gh release create x --generate-notes' }]\n");
    assertThat(json(CliRun.in(folder, "audit", "--json")).findValuesAsText("rule")).doesNotContain("generated-notes");
    assertThat(json(CliRun.in(folder, "audit", "--json", "--no-generated-notes")).findValuesAsText("rule")).contains("generated-notes");
    Files.writeString(folder.resolve(".slipway.yml"), "audit: { generated-notes: false }\n");
    assertThat(json(CliRun.in(folder, "audit", "--json")).findValuesAsText("rule")).contains("generated-notes");
  }

  @Test
  void whatIsIgnoredInTheWindowIsIgnoredByTheCommand() throws Exception {
    var plan = new TargetPlanner(RunnerLabels.bundled()).plan(WorkflowFolder.read(folder), Scenario.tagPush("v1.0.0", "owner/tool"));
    var found = new AuditPolicy(RunnerLabels.bundled(), PolicyFile.in(folder)).audit(plan, Optional.empty());
    AuditPolicy.ignore(found.getFirst(), plan, " its reason ", folder);
    assertThat(json(CliRun.in(folder, "audit", "--json")).at("/findings/0/ignored").asText()).isEqualTo("its reason");
    Files.writeString(folder.resolve(".slipway.yml"), "audit: [\n");
    assertThatThrownBy(() -> AuditPolicy.ignore(found.getFirst(), plan, "x", folder)).hasMessageContaining("Nothing was written");
    assertThat(folder.resolve(".slipway.yml")).hasContent("audit: [");
    assertThatThrownBy(() -> AuditPolicy.ignore(found.getFirst(), plan, "x", folder.resolve(".github"))).hasMessageContaining("no checkout of this repository");
  }

  @Test
  void theReadmeShowsWhatTheAuditPrints() throws IOException {
    Path project = Path.of("").toAbsolutePath();
    List<String> readme = Files.readAllLines(project.resolve("README.md"));
    int begin = readme.indexOf("    $ slipway audit src/main/resources/dev/slipway/rehearsal/weft/founding/release.yml");
    assertThat(begin).isPositive();
    List<String> shown = readme.subList(begin + 1, readme.size()).stream()
        .takeWhile(line -> line.startsWith("    ")).map(line -> line.substring(4)).filter(line -> !line.equals("…")).toList();
    assertThat(shown).hasSizeGreaterThan(3);
    assertThat(CliRun.in(project, readme.get(begin).strip().substring("$ slipway ".length()).split(" ")).out().lines()).containsSubsequence(shown);
  }

  @Test
  void sarifNamesRulesAndPlaces() throws IOException {
    JsonNode sarif = json(CliRun.in(folder, "audit", "--sarif"));
    assertThat(sarif.path("version").asText()).isEqualTo("2.1.0");
    JsonNode result = sarif.at("/runs/0/results/0");
    assertThat(result.path("level").asText()).isEqualTo("error");
    assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri").asText()).isEqualTo(".github/workflows/release.yml");
    assertThat(result.at("/locations/0/physicalLocation/region/startLine").asInt()).isEqualTo(11);
    assertThat(sarif.at("/runs/0/tool/driver/rules").findValuesAsText("id")).contains("retired-runner");
  }

  @Test
  void aFileThatIsNoYamlIsAFindingWithItsPlace() throws IOException {
    Files.writeString(folder.resolve("bad.yml"), "on: push\njobs:\n\tbuild: {}\n");
    CliRun run = CliRun.in(folder, "targets", "bad.yml");
    assertThat(run.code()).isEqualTo(Exit.FINDING);
    assertThat(run.err()).contains("bad.yml:3");
    assertThat(run.out()).as("what starts it is not known").contains("bad.yml  (not read)").doesNotContain("does not start");
  }

  @Test
  void whatIsNotThereCannotBeRead() {
    assertThat(CliRun.in(folder, "targets", "nowhere.yml").code()).isEqualTo(Exit.OUT_OF_REACH);
    assertThat(CliRun.in(folder.resolve(".github"), "audit", "--runner-labels", "none.json").code()).isEqualTo(Exit.OUT_OF_REACH);
  }

  @Test
  void aFolderWithoutWorkflowsIsWrongUse(@TempDir Path empty) {
    CliRun run = CliRun.in(empty, "audit");
    assertThat(run.code()).isEqualTo(Exit.WRONG_USE);
    assertThat(run.err()).contains("no workflow file");
  }

  @Test
  void initWritesAWorkflowTheAuditHasNothingToSayAbout(@TempDir Path fresh) throws IOException {
    CliRun run = CliRun.in(fresh, "init", "--name", "tool", "--target", "x86_64-unknown-linux-musl,aarch64-apple-darwin");
    assertThat(run.code()).as(run.err()).isEqualTo(Exit.HOLDS);
    assertThat(run.out()).contains("wrote .github/workflows/release.yml", "wrote .slipway.yml");
    assertThat(json(CliRun.in(fresh, "audit", "--no-generated-notes", "--json")).path("findings")).isEmpty();
    assertThat(dev.slipway.gate.PolicyReader.read(".slipway.yml", Files.readString(fresh.resolve(".slipway.yml"))).findings()).isEmpty();
    assertThat(CliRun.in(fresh, "init", "--name", "tool").code()).isEqualTo(Exit.WRONG_USE);
    assertThat(CliRun.in(fresh, "init", "--name", "../tool", "--force").code()).isEqualTo(Exit.WRONG_USE);
    assertThat(CliRun.in(fresh, "init", "--name", "tool", "--target", "nowhere", "--force").code()).isEqualTo(Exit.WRONG_USE);
  }

  @Test
  void targetsOfToolsStandBesideThoseOfWorkflows() throws IOException {
    Files.writeString(folder.resolve(".goreleaser.yaml"), "builds:\n  - { goos: [linux], goarch: [arm64] }\n");
    JsonNode tool = json(CliRun.in(folder, "targets", "--json")).at("/tools/0");
    assertThat(tool.path("tool").asText()).isEqualTo("GoReleaser");
    assertThat(tool.at("/targets/0/target").asText()).isEqualTo("aarch64-unknown-linux-gnu");
  }

  @Test
  void aRepositoryIsReadFromItsHostWithTheNamesOfItsLastRelease() throws Exception {
    try (Rehearsal github = Rehearsal.start(Project.WEFT, Fault.NONE, Pace.TESTS)) {
      Map<String, String> environment = Map.of("GH_TOKEN", github.token());
      String host = github.host().api().toString();
      CliRun targets = CliRun.in(folder, environment, "", "targets", github.repository().toString(), "--host", host, "--tag", "v0.4.0", "--json");
      assertThat(targets.code()).as(targets.err()).isEqualTo(Exit.HOLDS);
      assertThat(json(targets).path("lastRelease").asText()).isEqualTo("v0.3.2");
      assertThat(json(targets).findValuesAsText("source")).contains("learnt");
      assertThat(json(targets).findValuesAsText("release")).contains("v0.3.2");
      CliRun audit = CliRun.in(folder, environment, "", "audit", github.repository().toString(), "--host", host, "--json");
      assertThat(audit.code()).as(audit.err()).isEqualTo(Exit.HOLDS);
      assertThat(json(audit).path("lastRelease").asText()).isEqualTo("v0.3.2");
    }
  }

  @Test
  void toolsAndPolicyOfARepositoryAreReadFromItsHost() throws Exception {
    try (Rehearsal github = Rehearsal.start(Project.MESHC, Fault.NONE, Pace.TESTS)) {
      Forge forge = GitHubForge.open(github.host(), Token.of(github.token(), Token.Origin.TYPED));
      forge.commit(github.repository(), new FileChange(".goreleaser.yaml", "builds:\n  - targets: [linux_riscv64]\n".getBytes(StandardCharsets.UTF_8),
          Optional.empty(), "main", "build: release with GoReleaser"));
      StoredFile policy = forge.stored(github.repository(), ".slipway.yml", "main").orElseThrow();
      forge.commit(github.repository(), new FileChange(".slipway.yml",
          (new String(policy.bytes(), StandardCharsets.UTF_8) + "audit:\n  ignore:\n    - { rule: merge-collision, reason: every name is another }\n").getBytes(StandardCharsets.UTF_8),
          Optional.of(policy.id()), "main", "build: say what is left"));
      Map<String, String> environment = Map.of("GH_TOKEN", github.token());
      String host = github.host().api().toString();
      CliRun targets = CliRun.in(folder, environment, "", "targets", github.repository().toString(), "--host", host, "--json");
      assertThat(json(targets).at("/tools/0/targets/0/target").asText()).as(targets.err()).isEqualTo("riscv64gc-unknown-linux-gnu");
      assertThat(json(targets).at("/tools/0/file").asText()).isEqualTo(".goreleaser.yaml");
      CliRun audit = CliRun.in(folder, environment, "", "audit", github.repository().toString(), "--host", host, "--json");
      assertThat(json(audit).findValuesAsText("ignored")).contains("every name is another");
    }
  }

  @Test
  void aReleaseWithoutChecksumsIsToldWhenTheLastOneHadNoneEither() throws Exception {
    Files.writeString(folder.resolve(".github/workflows/release.yml"), WORKFLOW.replace("- uses: actions/upload-artifact@v4\n        with: { name: 'tool-${{ matrix.target }}', path: '*.tar.gz', overwrite: true }",
        "- run: gh release upload x *.tar.gz"));
    assertThat(json(CliRun.in(folder, "audit", "--json")).findValuesAsText("rule")).contains("no-checksum");
    try (Rehearsal github = Rehearsal.start(Project.WEFT, Fault.NONE, Pace.TESTS)) {
      CliRun run = CliRun.in(folder, Map.of("GH_TOKEN", github.token()), "", "audit", "--last-release", "--repo", github.repository().toString(),
          "--host", github.host().api().toString(), "--json");
      assertThat(json(run).findValuesAsText("rule")).as("its last release has a checksum file").doesNotContain("no-checksum").isNotEmpty();
    }
    assertThat(CliRun.in(folder, "audit", "--last-release").code()).isEqualTo(Exit.WRONG_USE);
  }
}
