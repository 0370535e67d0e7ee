package dev.slipway.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.target.audit.AuditFinding;
import dev.slipway.target.audit.AuditOptions;
import dev.slipway.target.audit.PipelineAudit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Steps that build and release in one: what can be known of them is shown, and what cannot is not.
class ReleasingToolsTest {

  private static List<PlannedLeg> legs(String yaml) {
    return Plans.text(yaml).workflows().getFirst().legs();
  }

  private static List<String> triples(List<PlannedLeg> legs) {
    return legs.stream().map(l -> l.knownTarget().map(Target::triple).orElse("none")).toList();
  }

  private static List<String> files(PlannedLeg leg) {
    return leg.assets().stream().map(f -> f.source().name().toLowerCase(java.util.Locale.ROOT) + " " + f.shown()).toList();
  }

  private static List<String> rules(String yaml) {
    return new PipelineAudit(RunnerLabels.bundled(), AuditOptions.filesOnly()).audit(Plans.text(yaml)).stream()
        .map(f -> f.finding().rule()).toList();
  }

  private static final String TAURI = """
      on: { push: { tags: ['v*'] } }
      jobs:
        app:
          strategy:
            matrix:
              include:
                - { platform: macos-15, args: --target aarch64-apple-darwin }
                - { platform: macos-15, args: --target x86_64-apple-darwin }
                - { platform: macos-15, args: --target universal-apple-darwin --verbose }
                - { platform: ubuntu-24.04, args: '' }
                - { platform: windows-2025, args: '' }
          runs-on: ${{ matrix.platform }}
          steps:
            - uses: tauri-apps/tauri-action@v0
              env: { GITHUB_TOKEN: '${{ secrets.GITHUB_TOKEN }}' }
              with: { tagName: app-v__VERSION__, releaseName: App, releaseDraft: true, args: '${{ matrix.args }}' }
      """;

  @Test
  void tauriBundlesForWhatItsArgumentsAndTheRunnerSay() {
    List<PlannedLeg> legs = legs(TAURI);
    assertThat(triples(legs)).containsExactly("aarch64-apple-darwin", "x86_64-apple-darwin", "universal-apple-darwin",
        "x86_64-unknown-linux-gnu", "x86_64-pc-windows-msvc");
    assertThat(legs).allSatisfy(leg -> assertThat(files(leg)).singleElement().asString().startsWith("unknown ").contains("tauri"));
    assertThat(legs.get(1).method()).isEqualTo(Method.SAME_OS);
    assertThat(rules(TAURI)).contains("fail-fast-upload", "no-checksum", "undeclared-permissions");
  }

  @Test
  void tauriWithoutATagOrAReleaseOnlyBuilds() {
    String yaml = TAURI.replace("tagName: app-v__VERSION__, releaseName: App, releaseDraft: true, ", "");
    assertThat(rules(yaml)).doesNotContain("fail-fast-upload", "no-checksum", "undeclared-permissions");
    assertThat(legs(yaml)).allSatisfy(leg -> assertThat(leg.assets()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"npx electron-builder --publish always", "yarn electron-builder -p always", "npm exec electron-builder -- --publish onTag",
      "pnpm electron-builder build --publish=always"})
  void electronBuilderReleasesWhereItIsToldTo(String command) {
    String yaml = """
        on: { push: { tags: ['v*'] } }
        jobs:
          app:
            strategy: { matrix: { os: [macos-15, ubuntu-24.04, windows-2025] } }
            runs-on: ${{ matrix.os }}
            steps:
              - run: %s
                env: { GH_TOKEN: '${{ secrets.GITHUB_TOKEN }}' }
        """.formatted(command);
    List<PlannedLeg> legs = legs(yaml);
    assertThat(triples(legs)).containsExactly("aarch64-apple-darwin", "x86_64-unknown-linux-gnu", "x86_64-pc-windows-msvc");
    assertThat(legs).allSatisfy(leg -> assertThat(files(leg)).singleElement().asString().startsWith("unknown ").contains("electron-builder"));
    assertThat(rules(yaml)).contains("fail-fast-upload", "no-checksum");
  }

  @ParameterizedTest
  @ValueSource(strings = {"npx electron-builder --publish never", "npx electron-builder", "echo electron-builder --publish always"})
  void electronBuilderThatIsNotToldToReleaseDoesNot(String command) {
    assertThat(Plans.text("on: { push: { tags: ['v*'] } }\njobs: { a: { runs-on: ubuntu-24.04, steps: [ { run: '%s' } ] } }\n".formatted(command))
        .workflows().getFirst().legs().getFirst().steps().getFirst().release()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "run: npx electron-forge publish | true", "run: npm exec -- electron-forge publish | true", "run: npx electron-forge make | false",
      "{ uses: samuelmeuli/action-electron-builder@v1, with: { release: true } } | true",
      "{ uses: samuelmeuli/action-electron-builder@v1, with: { release: false } } | false",
      "{ uses: samuelmeuli/action-electron-builder@v1, with: { release: \"${{ startsWith(github.ref, 'refs/tags/v') }}\" } } | true",
      "{ uses: samuelmeuli/action-electron-builder@v1 } | false"})
  void otherWaysToReleaseAnElectronApp(String step, boolean releases) {
    assertThat(legs("on: { push: { tags: ['v*'] } }\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - " + step + "\n")
        .getFirst().steps().getFirst().release().isPresent()).isEqualTo(releases);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
      "ubuntu-24.04 | x86_64-unknown-linux-musl | | exact tool-x86_64-unknown-linux-musl.tar.gz",
      "windows-2025 | x86_64-pc-windows-msvc | | exact tool-x86_64-pc-windows-msvc.zip",
      "windows-2025 | x86_64-pc-windows-msvc | , tar: all | exact tool-x86_64-pc-windows-msvc.tar.gz;exact tool-x86_64-pc-windows-msvc.zip",
      "ubuntu-24.04 | x86_64-pc-windows-gnu | | exact tool-x86_64-pc-windows-gnu.tar.gz",
      "macos-15 | universal-apple-darwin | , archive: '$bin-$tag-$target', checksum: 'sha256,md5' | exact tool-v1.2.3-universal-apple-darwin.tar.gz;"
          + "exact tool-v1.2.3-universal-apple-darwin.sha256;exact tool-v1.2.3-universal-apple-darwin.md5",
      "our-box | x86_64-unknown-linux-musl | | unknown {tool-x86_64-unknown-linux-musl}",
      "ubuntu-24.04 | x86_64-unknown-linux-musl | , tar: none | ",
      "ubuntu-24.04 | x86_64-unknown-linux-musl | , dry-run: true | "})
  void aRustBinaryIsNamedAsTheActionNamesIt(String runner, String target, String with, String expected) {
    List<PlannedLeg> legs = legs("""
        on: { push: { tags: ['v*'] } }
        jobs:
          upload:
            runs-on: %s
            steps:
              - uses: taiki-e/upload-rust-binary-action@v1
                with: { bin: tool, target: %s%s }
        """.formatted(runner, target, with == null ? "" : with));
    assertThat(legs).singleElement().satisfies(leg -> {
      assertThat(String.join(";", files(leg))).isEqualTo(expected == null ? "" : expected);
      if (expected != null) {
        assertThat(leg.knownTarget().map(Target::triple)).contains(target);
      }
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "uses: actions/github-script@v8\n        with:\n          script: |\n            await github.rest.repos.createRelease({ tag_name: context.ref })",
      "uses: actions/github-script@v8\n        with:\n          script: 'await github.repos.createRelease({ draft: false })'",
      "run: gh api repos/${{ github.repository }}/releases -f tag_name=$GITHUB_REF_NAME",
      "run: |\n          gh api --method POST -H 'Accept: x' /repos/o/n/releases \\\n            -f tag_name=v1",
      "run: |\n          curl -X POST -H \"Authorization: Bearer $T\" https://api.github.com/repos/o/n/releases -d '{}'"})
  void releasesMadeThroughTheApiAreReleases(String step) {
    List<AuditFinding> found = new PipelineAudit(RunnerLabels.bundled(), AuditOptions.filesOnly()).audit(Plans.text(
        "on: [push]\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - " + step + "\n"));
    assertThat(found).extracting(f -> f.finding().rule()).contains("tag-guard", "undeclared-permissions");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "uses: actions/github-script@v8\n        with:\n          script: console.log((await github.rest.repos.getLatestRelease(context.repo)).data)",
      "run: gh api repos/o/n/releases --jq '.[0].tag_name'", "run: gh api repos/o/n/releases/latest",
      "run: curl -s https://api.github.com/repos/o/n/releases | jq .", "run: 'gh api repos/o/n/releases -X GET -f per_page=1'"})
  void readingReleasesIsNone(String step) {
    assertThat(Plans.text("on: [push]\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - " + step + "\n")
        .workflows().getFirst().legs().getFirst().steps().getFirst().release()).isEmpty();
  }
}
