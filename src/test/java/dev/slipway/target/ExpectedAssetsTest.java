package dev.slipway.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// A name that is expected and does not come blocks a release, so what only may come is not expected by name.
class ExpectedAssetsTest {

  /// The assets of every leg, as `job: source name`.
  private static List<String> assets(String jobs) {
    return Plans.text("on: { push: { tags: ['v*'] } }\njobs:\n" + jobs).workflows().getFirst().jobs().stream()
        .flatMap(job -> job.legs().stream().flatMap(leg -> leg.assets().stream()
            .map(f -> job.id() + ": " + f.source().name().toLowerCase(Locale.ROOT) + " " + f.shown())))
        .toList();
  }

  private static final String UPLOADS = """
        build:
          runs-on: windows-2025
          steps:
            - run: |
                cp target\\release\\tool.exe output\\
                cp LICENSE output\\LICENSE.txt
            - uses: actions/upload-artifact@v7
              with: { name: zip, path: 'output\\*' }
            - uses: actions/upload-artifact@v7
              with: { name: installer, path: 'target\\wix\\tool.msi' }
      """;

  @Test
  void whatTheReleaseJobNamesItselfIsNoAssetUnderItsOldName() {
    assertThat(assets(UPLOADS + """
          release:
            needs: build
            runs-on: ubuntu-24.04
            steps:
              - uses: actions/download-artifact@v8
              - run: zip -r tool-windows.zip zip
              - uses: svenstaro/upload-release-action@v2
                with: { file: tool-windows.zip, asset_name: 'tool-windows.zip' }
              - uses: svenstaro/upload-release-action@v2
                with: { file: installer/tool.msi, asset_name: 'tool-v1.msi' }
        """)).containsExactly("release: exact tool-windows.zip", "release: exact tool-v1.msi");
  }

  @Test
  void aBackslashEndsAFolderOnWindows() {
    assertThat(assets(UPLOADS + """
          release:
            needs: build
            runs-on: ubuntu-24.04
            steps:
              - uses: actions/download-artifact@v8
              - run: gh release create v1 --draft installer/*
        """)).contains("build: exact tool.msi").noneMatch(a -> a.contains("\\"));
  }

  @Test
  void aFileThatPerhapsIsMadeIsNotExpected() {
    assertThat(assets("""
          build:
            runs-on: ubuntu-24.04
            steps:
              - run: |
                  if [[ "$SOMETHING" == "x" ]]; then
                    zip tool.zip tool
                  else
                    tar czf tool.tar.gz tool
                  fi
              - uses: softprops/action-gh-release@v3
                with: { files: 'tool.*' }
        """)).allMatch(a -> a.startsWith("build: unknown") || a.startsWith("build: pattern"));
  }

  @Test
  void aPathNobodyKnowsIsNotWhateverTheScriptsMake() {
    assertThat(assets("""
          build:
            runs-on: our-box
            steps:
              - id: pack
                run: |
                  cp tool dist
                  echo "archive=$(./pack.sh)" >> $GITHUB_OUTPUT
              - uses: softprops/action-gh-release@v3
                with: { files: '${{ steps.pack.outputs.archive }}' }
        """)).singleElement().asString().startsWith("build: unknown");
  }

  @Test
  void theOldWayToSetAnOutputIsReadToo() {
    assertThat(assets("""
          build:
            runs-on: ubuntu-24.04
            steps:
              - id: info
                run: |
                  VERSION=${GITHUB_REF##*/v}
                  MAJOR=${VERSION%%.*}
                  echo "::set-output name=archive::tool_${MAJOR}_linux.zip"
              - uses: softprops/action-gh-release@v3
                with: { files: '${{ steps.info.outputs.archive }}' }
        """)).containsExactly("build: shell tool_1_linux.zip");
  }

  @Test
  void aHostedRunnerKnowsItsSystem() {
    String job = """
          build:
            runs-on: RUNNER
            steps:
              - run: |
                  if [ "$RUNNER_OS" = Windows ]; then
                    7z a tool-$RUNNER_ARCH.zip tool
                  else
                    tar czf tool-$RUNNER_ARCH.tar.gz tool
                  fi
              - uses: softprops/action-gh-release@v3
                with: { files: "tool-${{ runner.arch }}.${{ runner.os == 'Windows' && 'zip' || 'tar.gz' }}" }
        """;
    assertThat(assets(job.replace("RUNNER\n", "windows-11-arm\n"))).containsExactly("build: exact tool-ARM64.zip");
    assertThat(assets(job.replace("RUNNER\n", "macos-15-intel\n"))).containsExactly("build: exact tool-X64.tar.gz");
    assertThat(assets(job.replace("RUNNER\n", "[self-hosted, ubuntu-24.04]\n"))).allMatch(a -> !a.contains("exact"));
  }

  @Test
  void theTripleAScriptAsksForIsTheTarget() {
    PlannedLeg leg = Plans.text("""
        on: { push: { tags: ['v*'] } }
        jobs:
          deb:
            runs-on: ubuntu-24.04
            env: { TARGET: x86_64-unknown-linux-musl }
            steps:
              - run: rustup target add aarch64-apple-darwin
              - run: cargo deb --target ${{ env.TARGET }}
              - run: gh release upload v1 --target main tool_1_amd64.deb
        """).workflows().getFirst().legs().getFirst();
    assertThat(leg.knownTarget().map(Target::triple)).contains("x86_64-unknown-linux-musl");
  }

  @Test
  void aCompilerNamedInTheEnvironmentIsFound() {
    PlannedLeg leg = Plans.text("""
        on: { push: { tags: ['v*'] } }
        jobs:
          build:
            runs-on: ubuntu-24.04
            strategy: { matrix: { target: [x86_64-unknown-linux-musl] } }
            env: { CARGO: cargo }
            steps:
              - if: matrix.target != ''
                run: echo "CARGO=cross" >> $GITHUB_ENV
              - run: $CARGO build --target ${{ matrix.target }}
        """).workflows().getFirst().legs().getFirst();
    assertThat(leg.method()).isEqualTo(Method.CROSS);
    assertThat(leg.reason()).contains("cross");
  }

  @Test
  void aStarIsWhatLiesInItsFolder() {
    assertThat(assets("""
          build:
            runs-on: ubuntu-24.04
            steps:
              - run: |
                  cp a.txt pom.xml
                  tar czf release/tool.tar.gz tool
              - uses: softprops/action-gh-release@v3
                with: { files: './release/*' }
        """)).containsExactly("build: shell tool.tar.gz");
  }

  private static String released(String path, String download, String glob) {
    return """
          build:
            runs-on: macos-15
            strategy: { matrix: { target: [aarch64-apple-darwin] } }
            steps:
              - uses: actions/upload-artifact@v7
                with:
                  name: out
                  path: |
        %s
          release:
            needs: build
            runs-on: ubuntu-24.04
            steps:
              - uses: actions/download-artifact@v8
                with: { %s }
              - uses: softprops/action-gh-release@v3
                with: { files: '%s' }
        """.formatted(path.indent(12).stripTrailing(), download, glob);
  }

  @Test
  void aFolderIsNoFile() {
    assertThat(assets(released("packages/web\ntool-macos-arm64\ntarget/release/tool", "path: x", "x/**")))
        .containsExactly("build: unknown {web}", "build: exact tool-macos-arm64", "build: exact tool");
  }

  @Test
  void aPackageOfAnotherSystemIsNotWaitedFor() {
    assertThat(assets(released("tool.zip\ntool.deb\ntool.dmg", "path: x", "x/**/*")))
        .containsExactly("build: exact tool.zip", "build: unknown {tool.deb}", "build: exact tool.dmg");
  }

  @Test
  void whatLiesElsewhereIsNotWaitedFor() {
    assertThat(assets(released("tool.zip", "path: artifacts", "dist/*"))).containsExactly("build: unknown {tool.zip}");
    assertThat(assets(released("tool.zip", "path: artifacts", "artifacts/*"))).as("each in a folder of its own").containsExactly("build: unknown {tool.zip}");
    for (String glob : List.of("artifacts/*/*", "artifacts/out/*", "./artifacts/**", "artifacts/**/*", "*/*/*", "dist/tool*.zip", "*")) {
      assertThat(assets(released("tool.zip", "path: artifacts", glob))).as(glob).containsExactly("build: exact tool.zip");
    }
    for (String move : List.of("mv artifacts/*/* dist/", "mkdir dist && find artifacts -type f -exec cp {} dist \\;", "cp \"artifacts/out/$NAME\".zip ./dist")) {
      assertThat(assets(released("tool.zip", "path: artifacts }\n      - run: " + move + "\n      - with: { x: y", "dist/*"))).as(move)
          .containsExactly("build: exact tool.zip");
    }
    assertThat(assets(released("tool.zip", "path: ./dist/, merge-multiple: true", "dist/*"))).containsExactly("build: exact tool.zip");
    assertThat(assets(released("tool.zip", "path: dist, name: out", "dist/*"))).containsExactly("build: exact tool.zip");
    assertThat(assets(released("tool.zip", "path: '${{ runner.temp }}', name: out", "dist/*"))).containsExactly("build: exact tool.zip");
  }
}
