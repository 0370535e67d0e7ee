package dev.slipway.target.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolConfigurationTest {
  @TempDir Path checkout;

  private ToolTargets only(String file, String text) throws Exception {
    Files.writeString(checkout.resolve(file), text);
    List<ToolTargets> found = ToolConfiguration.read(checkout);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static List<String> triples(ToolTargets tool) {
    return tool.targets().stream().map(t -> t.target().triple()).toList();
  }

  @Test
  void goReleaserMultipliesAndIgnores() throws Exception {
    ToolTargets tool = only(".goreleaser.yaml", """
        version: 2
        builds:
          - goos: [linux, darwin, windows, freebsd]
            goarch: [amd64, arm64, arm, 386]
            ignore:
              - { goos: windows, goarch: arm64 }
              - { goos: freebsd }
              - { goos: linux, goarch: arm, goarm: 5 }
        """);
    assertThat(triples(tool)).containsExactly(
        "x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu", "arm-unknown-linux-gnueabihf", "i686-unknown-linux-gnu",
        "x86_64-apple-darwin", "aarch64-apple-darwin",
        "x86_64-pc-windows-msvc", "arm-pc-windows-msvc", "i686-pc-windows-msvc");
    assertThat(tool.targets().getFirst().at().line()).isEqualTo(3);
  }

  @Test
  void goReleaserHasDefaultsAndLists() throws Exception {
    assertThat(triples(only(".goreleaser.yaml", "builds:\n  - main: ./cmd\n"))).hasSize(8).doesNotContain("i686-apple-darwin");
    assertThat(triples(only(".goreleaser.yaml", "builds:\n  - targets: [linux_amd64_v1, darwin_arm64]\n")))
        .containsExactly("x86_64-unknown-linux-gnu", "aarch64-apple-darwin");
  }

  @Test
  void cargoDistListsTriples() throws Exception {
    ToolTargets tool = only("dist-workspace.toml", "[workspace]\nmembers = ['cargo:.']\n\n[dist]\ntargets = [\n  \"aarch64-apple-darwin\",\n  \"x86_64-unknown-linux-musl\", \"odd\"]\n");
    assertThat(triples(tool)).containsExactly("aarch64-apple-darwin", "x86_64-unknown-linux-musl");
    assertThat(tool.targets().getFirst().at().line()).isEqualTo(6);
    assertThat(tool.unread()).containsExactly("the target odd is not known");
  }

  @Test
  void cargoMetadataHoldsItToo() throws Exception {
    assertThat(triples(only("Cargo.toml", "[workspace.metadata.dist]\ntargets = ['x86_64-pc-windows-msvc']\n"))).containsExactly("x86_64-pc-windows-msvc");
    Files.writeString(checkout.resolve("Cargo.toml"), "[package]\nname = 'x'\n");
    assertThat(ToolConfiguration.read(checkout)).isEmpty();
  }

  @Test
  void jReleaserNamesPlatforms() throws Exception {
    ToolTargets tool = only("jreleaser.yml", """
        distributions:
          app:
            artifacts:
              - { path: a.zip, platform: linux-x86_64 }
              - { path: b.zip, platform: linux_musl-aarch_64 }
              - { path: c.zip, platform: osx-aarch_64 }
              - { path: d.zip, platform: windows-x86_64 }
              - { path: e.jar }
        """);
    assertThat(triples(tool)).containsExactly(
        "x86_64-unknown-linux-gnu", "aarch64-unknown-linux-musl", "aarch64-apple-darwin", "x86_64-pc-windows-msvc");
  }

  @Test
  void whatJReleaserAssemblesHasPlatformsToo() throws Exception {
    ToolTargets tool = only("jreleaser.yml", """
        assemble:
          nativeImage:
            app:
              active: ALWAYS
              graal: { path: here, platform: osx-x86_64 }
              graalJdks:
                - { path: a, platform: linux-x86_64 }
                - { path: b, platform: '{{matrix.platform}}' }
              matrix: { rows: [{ platform: windows-x86_64 }] }
          jlink:
            runtime:
              active: RELEASE
              targetJdks: [{ path: c, platform: osx-aarch_64 }]
            never: { active: NEVER, targetJdks: [{ path: d, platform: linux-aarch_64 }] }
            silent: { targetJdks: [{ path: d, platform: linux-aarch_64 }] }
        """);
    assertThat(triples(tool)).containsExactly("x86_64-unknown-linux-gnu", "x86_64-pc-windows-msvc", "aarch64-apple-darwin");
    assertThat(tool.unread()).isEmpty();
  }

  @Test
  void whatCannotBeReadIsSaidAndNotThrown() throws Exception {
    assertThat(only(".goreleaser.yaml", "builds: [\n\t").unread()).isNotEmpty();
    Files.delete(checkout.resolve(".goreleaser.yaml"));
    assertThat(only("dist-workspace.toml", "[dist\n").unread()).isNotEmpty();
  }
}
