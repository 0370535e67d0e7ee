package dev.slipway.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Position;
import dev.slipway.target.audit.AuditFinding;
import dev.slipway.target.audit.AuditOptions;
import dev.slipway.target.audit.PipelineAudit;
import dev.slipway.workflow.WorkflowFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Actions of the repository itself: what their steps upload, publish and check counts as if the job had the steps,
/// and stands where the action's file says it.
class LocalActionsTest {
  private static final String ACTION = ".github/actions/package/action.yml";
  private static final String WORKFLOW = """
      on: { push: { tags: ['v*'] } }
      jobs:
        build:
          strategy: { fail-fast: false, matrix: { target: [x86_64-unknown-linux-gnu, aarch64-apple-darwin] } }
          runs-on: ${{ contains(matrix.target, 'linux') && 'ubuntu-24.04' || 'macos-15' }}
          steps:
            - uses: actions/checkout@v6
            - uses: ./.github/actions/package
              with: { target: '${{ matrix.target }}' }
      """;
  private static final String PACKAGE = """
      name: package
      inputs:
        target: { required: true }
        extension: { default: tar.gz }
      runs:
        using: composite
        steps:
          - id: name
            shell: bash
            run: echo "file=tool-${GITHUB_REF_NAME#v}-${{ inputs.target }}.${{ inputs.extension }}" >> $GITHUB_OUTPUT
          - shell: bash
            run: tar czf ${{ steps.name.outputs.file }} tool
          - uses: actions/upload-artifact@v7
            with:
              name: tool-${{ inputs.target }}
              path: ${{ steps.name.outputs.file }}
              overwrite: true
      """;

  @TempDir private Path checkout;

  private void write(String path, String text) throws Exception {
    Path file = checkout.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private TargetPlan plan() throws Exception {
    return Plans.plan(WorkflowFolder.read(checkout));
  }

  private List<Finding> audit() throws Exception {
    return new PipelineAudit(RunnerLabels.bundled(), AuditOptions.filesOnly()).audit(plan()).stream().map(AuditFinding::finding).toList();
  }

  private List<Finding> audit(String rule) throws Exception {
    return audit().stream().filter(f -> f.rule().equals(rule)).toList();
  }

  @Test
  void uploadsInAnActionAreTheLegsOwn() throws Exception {
    write(".github/workflows/release.yml", WORKFLOW);
    write(ACTION, PACKAGE);
    List<PlannedLeg> legs = plan().targetLegs();
    assertThat(legs).hasSize(2);
    assertThat(legs).flatExtracting(PlannedLeg::artifacts).extracting(ExpectedFile::shown)
        .containsExactly("tool-x86_64-unknown-linux-gnu", "tool-aarch64-apple-darwin");
    assertThat(legs.getFirst().artifacts().getFirst()).satisfies(artifact -> {
      assertThat(artifact.source()).isEqualTo(NameSource.EXACT);
      assertThat(artifact.at()).isEqualTo(new Position(ACTION, 15, 15));
      assertThat(artifact.path()).isEqualTo("tool-1.2.3-x86_64-unknown-linux-gnu.tar.gz");
    });
  }

  @Test
  void whatAReleaseStepInAnActionPublishesIsAnAsset() throws Exception {
    write(".github/workflows/release.yml", WORKFLOW);
    write(ACTION, PACKAGE + "    - shell: bash\n      run: gh release upload \"$GITHUB_REF_NAME\" ${{ steps.name.outputs.file }}\n");
    assertThat(plan().targetLegs().getFirst().assets()).extracting(ExpectedFile::shown)
        .containsExactly("tool-1.2.3-x86_64-unknown-linux-gnu.tar.gz");
  }

  @Test
  void outputsAndEnvironmentOfAnActionAreKnownBehindIt() throws Exception {
    write(".github/workflows/release.yml", """
        on: { push: { tags: ['v*'] } }
        jobs:
          build:
            runs-on: ubuntu-24.04
            steps:
              - id: version
                uses: ./version
              - uses: actions/upload-artifact@v7
                with: { name: 'tool-${{ steps.version.outputs.number }}-${{ env.CHANNEL }}-linux-amd64', path: x }
        """);
    write("version/action.yaml", """
        outputs:
          number: { value: '${{ steps.read.outputs.version }}' }
        runs:
          using: composite
          steps:
            - id: read
              shell: bash
              run: |
                echo "version=${GITHUB_REF_NAME#v}" >> $GITHUB_OUTPUT
                echo "CHANNEL=stable" >> $GITHUB_ENV
        """);
    assertThat(plan().workflows().getFirst().legs().getFirst().artifacts()).extracting(ExpectedFile::shown)
        .containsExactly("tool-1.2.3-stable-linux-amd64");
  }

  @Test
  void aStepThatIsSkippedSkipsItsAction() throws Exception {
    write(".github/workflows/release.yml", WORKFLOW.replace("with: {", "if: github.event_name == 'pull_request'\n        with: {"));
    write(ACTION, PACKAGE);
    assertThat(plan().workflows().getFirst().legs()).allSatisfy(leg -> assertThat(leg.artifacts()).isEmpty());
  }

  @Test
  void theAuditNamesTheLineOfTheAction() throws Exception {
    write(".github/workflows/release.yml", WORKFLOW.replace("x86_64-unknown-linux-gnu, aarch64-apple-darwin", "x86_64-unknown-linux-gnu"));
    write(ACTION, PACKAGE.replace("upload-artifact@v7", "upload-artifact@v3"));
    assertThat(audit("dead-action")).singleElement().satisfies(f -> assertThat(f.at()).contains(new Position(ACTION, 13, 13)));
    assertThat(audit("local-action-unread")).isEmpty();
  }

  @Test
  void aReadyChangeOfAnActionIsMadeInItsFile() throws Exception {
    write(".github/workflows/release.yml", WORKFLOW);
    write(ACTION, PACKAGE.replace("        overwrite: true\n", ""));
    var found = new PipelineAudit(RunnerLabels.bundled(), AuditOptions.filesOnly()).audit(plan()).stream()
        .filter(f -> f.finding().rule().equals("rerun-conflict")).toList();
    assertThat(found).singleElement().satisfies(f -> {
      assertThat(f.patch().orElseThrow().file()).isEqualTo(ACTION);
      assertThat(f.patch().orElseThrow().after()).containsExactly("        overwrite: true");
    });
  }

  @Test
  void anArtifactNameThatEveryLegGivesInAnActionIsFound() throws Exception {
    write(".github/workflows/release.yml", WORKFLOW);
    write(ACTION, PACKAGE.replace("name: tool-${{ inputs.target }}", "name: tool").replace("        overwrite: true\n", ""));
    assertThat(audit("duplicate-artifact")).singleElement().satisfies(f -> assertThat(f.at().orElseThrow().file()).isEqualTo(ACTION));
  }

  @Test
  void theGuardOfAnActionIsWhatItsStepPassesIt() throws Exception {
    String workflow = """
        on: { push: { branches: [main], tags: ['v*'] } }
        jobs:
          release:
            runs-on: ubuntu-24.04
            permissions: { contents: write }
            steps:
              - uses: ./publish
                with: { really: %s }
        """;
    write("publish/action.yml", """
        inputs:
          really: { required: true }
        runs:
          using: composite
          steps:
            - if: inputs.really == 'true'
              shell: bash
              run: gh release create x --draft
        """);
    write(".github/workflows/release.yml", workflow.formatted("\"${{ startsWith(github.ref, 'refs/tags/') }}\""));
    assertThat(audit("tag-guard")).isEmpty();
    assertThat(audit("guard-depends")).isEmpty();
    write(".github/workflows/release.yml", workflow.formatted("true"));
    assertThat(audit("tag-guard")).singleElement()
        .satisfies(f -> assertThat(f.at()).contains(new Position("publish/action.yml", 6, 7)));
  }

  @Test
  void whatCannotBeFoundIsUnknownAndNothingIsMissing() throws Exception {
    write(".github/workflows/release.yml", """
        on: { push: { tags: ['v*'] } }
        jobs:
          release:
            strategy: { matrix: { target: [x86_64-unknown-linux-gnu] } }
            runs-on: ubuntu-24.04
            permissions: { contents: write }
            steps:
              - uses: ./.github/actions/sums
              - run: gh release create x --draft tool-${{ matrix.target }}.zip
        """);
    assertThat(audit("no-checksum")).isEmpty();
    assertThat(audit("local-action-unread")).singleElement()
        .satisfies(f -> assertThat(f.message()).contains("./.github/actions/sums").contains("there is no .github/actions/sums/action.yml"));
    write(".github/actions/sums/action.yml", "runs: { using: composite, steps: [{ shell: bash, run: 'echo' }] }\n");
    assertThat(audit("no-checksum")).hasSize(1);
    write(".github/actions/sums/action.yml", "runs: { using: composite, steps: [{ shell: bash, run: 'sha256sum *.zip > SHA256SUMS' }] }\n");
    assertThat(audit("no-checksum")).isEmpty();
  }

  @Test
  void anActionThatIsNotThereIsToldOnceAFileHoweverManyStepsUseIt() throws Exception {
    write(".github/workflows/release.yml", """
        on: { push: { tags: ['v*'] } }
        jobs:
          build:
            runs-on: ubuntu-24.04
            steps:
              - uses: ./setup
              - uses: ./setup
              - uses: ./other
          test:
            runs-on: ubuntu-24.04
            steps:
              - uses: ./setup
              - uses: ./inner
        """);
    write("inner/action.yml", "runs:\n  using: composite\n  steps:\n    - uses: ./setup\n    - uses: ./setup\n");
    assertThat(audit("local-action-unread")).extracting(f -> f.at().orElseThrow()).containsExactly(
        new Position(".github/workflows/release.yml", 6, 15),
        new Position(".github/workflows/release.yml", 8, 15),
        new Position("inner/action.yml", 4, 13));
  }

  @Test
  void anActionThatIsNoYamlIsAFindingAtItsLine() throws Exception {
    write(".github/workflows/release.yml", WORKFLOW);
    write(ACTION, "runs:\n\tusing: composite\n");
    assertThat(audit("yaml-syntax")).singleElement().satisfies(f -> assertThat(f.at().orElseThrow().file()).isEqualTo(ACTION));
  }

  @Test
  void pathsThatLeaveTheCheckoutAreNotRead(@TempDir Path elsewhere) throws Exception {
    Files.writeString(elsewhere.resolve("action.yml"), PACKAGE);
    write(".github/workflows/release.yml", WORKFLOW.replace("./.github/actions/package", "./../" + elsewhere.getFileName()));
    assertThat(audit("local-action-unread")).singleElement().satisfies(f -> assertThat(f.message()).contains("outside the repository"));
    Files.createSymbolicLink(checkout.resolve("linked"), elsewhere);
    write(".github/workflows/release.yml", WORKFLOW.replace("./.github/actions/package", "./linked"));
    assertThat(audit("local-action-unread")).singleElement().satisfies(f -> assertThat(f.message()).contains("there is no linked/action.yml"));
  }

  @Test
  void actionsThatUseOneAnotherInACircleEnd() throws Exception {
    write(".github/workflows/release.yml", WORKFLOW);
    write(ACTION, "runs: { using: composite, steps: [{ uses: ./b }, { uses: ./b }] }\n");
    write("b/action.yml", "runs: { using: composite, steps: [{ uses: ./.github/actions/package }, { uses: actions/upload-artifact@v7, with: { name: x, path: y } }] }\n");
    assertThat(audit("local-action-unread")).anySatisfy(f -> {
      assertThat(f.at().orElseThrow().file()).isEqualTo("b/action.yml");
      assertThat(f.message()).contains("leads back to itself");
    });
    assertThat(plan().workflows().getFirst().legs().getFirst().artifacts()).hasSize(2);
  }

  @Test
  void oneFileOfACheckoutFindsItsActionsToo() throws Exception {
    write(".github/workflows/release.yml", WORKFLOW);
    write(ACTION, PACKAGE);
    TargetPlan plan = Plans.plan(WorkflowFolder.read(checkout.resolve(".github/workflows/release.yml")));
    assertThat(plan.targetLegs().getFirst().artifacts()).hasSize(1);
  }
}
