package dev.slipway.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinariesTest {
  @ParameterizedTest(name = "{0} for {1}")
  @CsvSource({
    "MESHC, x86_64-apple-darwin, cffaedfe07000001",
    "MESHC, aarch64-apple-darwin, cffaedfe0c000001",
    "MESHC, x86_64-unknown-linux-gnu, 7f454c4602010100",
    "MESHC, aarch64-unknown-linux-gnu, 7f454c4602010100",
    "MESHC, x86_64-unknown-linux-musl, 7f454c4602010100",
    "MESHC, x86_64-pc-windows-msvc, 4d5a",
    "WEFT, x86_64-unknown-linux-musl, 7f454c4602010100",
    "WEFT, aarch64-unknown-linux-musl, 7f454c4602010100",
    "WEFT, x86_64-apple-darwin, cffaedfe07000001",
    "WEFT, aarch64-apple-darwin, cffaedfe0c000001",
    "WEFT, x86_64-pc-windows-msvc, 4d5a",
    "WEFT, wasm32-wasip2, 0061736d0d000100",
  })
  void everyTargetHasAnExecutableThatSaysItsVersion(Project project, String target, String magic) throws Exception {
    byte[] program = Binaries.of(project, target, "0.4.0").orElseThrow();
    assertThat(java.util.HexFormat.of().formatHex(program)).startsWith(magic);
    String text = new String(program, StandardCharsets.ISO_8859_1);
    assertThat(text).contains("0.4.0\0").doesNotContain("PLACEHOLDER").doesNotContain("SLIPWAY");
    assertThat(text.contains("mi_malloc")).isEqualTo(project == Project.MESHC && target.endsWith("-musl"));
  }

  @Test
  void thereIsNoneForAnotherTarget() throws Exception {
    assertThat(Binaries.of(Project.WEFT, "riscv64gc-unknown-linux-gnu", "1")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x86_64-apple-darwin", "aarch64-apple-darwin"})
  void theSignatureIsTheOneTheLinkerWouldMake(String target) throws Exception {
    // lld signed this file: computing its hashes again must change nothing.
    byte[] linked;
    try (InputStream in = BinariesTest.class.getResourceAsStream("binaries/meshc-" + target)) {
      linked = in.readAllBytes();
    }
    byte[] again = linked.clone();
    CodeSignature.renew(again);
    assertThat(again).isEqualTo(linked);
    // A version in it changes its hashes, and nothing but version and hashes.
    byte[] versioned = Binaries.of(Project.MESHC, target, "0.4.0").orElseThrow();
    int different = 0;
    for (int i = 0; i < linked.length; i++) {
      different += linked[i] == versioned[i] ? 0 : 1;
    }
    assertThat(different).isBetween(40, 27 + 32);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void onLinuxTheyRun(@TempDir Path folder) throws Exception {
    for (String target : List.of("x86_64-unknown-linux-gnu", "x86_64-unknown-linux-musl")) {
      Path file = folder.resolve("meshc-" + target);
      Files.write(file, Binaries.of(Project.MESHC, target, "0.4.0").orElseThrow());
      assertThat(file.toFile().setExecutable(true)).isTrue();
      Process process = new ProcessBuilder(file.toString()).start();
      assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("meshc 0.4.0\n");
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    }
  }
}
