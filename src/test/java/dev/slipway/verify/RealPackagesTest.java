package dev.slipway.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.task.Progress;
import dev.slipway.verify.VerificationReport.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real packages for seven targets, held against `sha256sum -c` file by file.
class RealPackagesTest {
  private static final List<String> TARGETS =
      List.of("darwin-arm64", "darwin-x64", "linux-arm64-gnu", "linux-arm64-musl", "linux-x64-gnu", "linux-x64-musl", "win32-x64-msvc");
  private static final Path FETCHED = Path.of("target", "npm-packages").toAbsolutePath();

  @TempDir Path folder;

  @BeforeAll
  static void fetch() throws Exception {
    Files.createDirectories(FETCHED);
    List<String> command = new ArrayList<>(List.of("npm", "pack", "--silent"));
    TARGETS.stream()
        .filter(target -> !Files.exists(FETCHED.resolve(file(target))))
        .forEach(target -> command.add("lightningcss-cli-" + target + "@1.33.0"));
    if (command.size() == 3) {
      return;
    }
    try {
      Process npm =
          new ProcessBuilder(command).directory(FETCHED.toFile()).redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      boolean ended = npm.waitFor(120, TimeUnit.SECONDS);
      npm.destroyForcibly();
      Assumptions.assumeTrue(ended && npm.exitValue() == 0, "skipped: the packages could not be fetched from the npm registry");
    } catch (IOException e) {
      Assumptions.abort("skipped: npm is not installed");
    }
  }

  @BeforeEach
  void release() throws Exception {
    for (String target : TARGETS) {
      Files.createLink(folder.resolve(file(target)), FETCHED.resolve(file(target)));
    }
    manifest(List.of());
  }

  @Test
  void theGoodFolderPassesAndEveryProgramIsForItsTarget() throws Exception {
    VerificationReport report = agreed();
    assertThat(report.verdict()).as("%s", report.allFindings()).isEqualTo(Verdict.PASSED);
    for (String target : TARGETS) {
      VerifiedFile file = report.file(file(target)).orElseThrow();
      assertThat(file.cell(Check.ARCHIVE)).as(target).isInstanceOf(Cell.Passed.class);
      assertThat(file.cell(Check.IDENTITY)).as(target).isInstanceOf(Cell.Passed.class);
    }
  }

  @Test
  void aFlippedByte() throws Exception {
    byte[] bytes = Files.readAllBytes(folder.resolve(file("darwin-x64")));
    bytes[bytes.length / 2] ^= 1;
    replace("darwin-x64", bytes);
    assertThat(failing(agreed())).containsExactly(file("darwin-x64"));
  }

  @Test
  void aMissingFile() throws Exception {
    Files.delete(folder.resolve(file("linux-x64-gnu")));
    assertThat(failing(agreed())).containsExactly(file("linux-x64-gnu"));
  }

  @Test
  void aTruncatedFile() throws Exception {
    byte[] bytes = Files.readAllBytes(folder.resolve(file("linux-arm64-musl")));
    replace("linux-arm64-musl", java.util.Arrays.copyOf(bytes, bytes.length - 1000));
    assertThat(failing(agreed())).containsExactly(file("linux-arm64-musl"));
  }

  @Test
  void theManifestInOtherForms() throws Exception {
    String text = Files.readString(folder.resolve("SHA256SUMS"));
    for (String other : List.of(text.replace("\n", "\r\n"), text.replace("  ", " *"))) {
      Files.writeString(folder.resolve("SHA256SUMS"), other);
      assertThat(agreed().verdict()).isEqualTo(Verdict.PASSED);
    }
    manifest(List.of("--tag"));
    assertThat(agreed().verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void anExtraFileIsNamedWhichSha256sumCannotSee() throws Exception {
    Files.writeString(folder.resolve("extra.exe"), "what is this");
    VerificationReport report = agreed();
    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(report.file("extra.exe").orElseThrow().cell(Check.CHECKSUM)).isInstanceOf(Cell.Unlisted.class);
  }

  /// Verifies the folder and holds the answer about each listed file against `sha256sum -c`.
  private VerificationReport agreed() throws Exception {
    VerificationReport report = new Verifier(Rules.strict()).folder(folder, Progress.unwatched());
    Map<String, Boolean> ours = new TreeMap<>();
    report.files().stream()
        .filter(file -> file.name().endsWith(".tgz"))
        .forEach(file -> ours.put(file.name(), file.cell(Check.CHECKSUM) instanceof Cell.Passed));
    Map<String, Boolean> theirs = new TreeMap<>();
    for (String line : coreutils(List.of("sha256sum", "-c", "SHA256SUMS")).lines().toList()) {
      if (line.contains(".tgz: ")) {
        theirs.put(line.substring(0, line.indexOf(": ")), line.endsWith(": OK"));
      }
    }
    assertThat(theirs).hasSize(TARGETS.size());
    assertThat(ours).isEqualTo(theirs);
    return report;
  }

  private static List<String> failing(VerificationReport report) {
    return report.files().stream()
        .filter(file -> file.cell(Check.CHECKSUM).standsAgainst())
        .map(VerifiedFile::name)
        .toList();
  }

  private void replace(String target, byte[] bytes) throws Exception {
    Files.delete(folder.resolve(file(target)));
    Files.write(folder.resolve(file(target)), bytes);
  }

  private void manifest(List<String> options) throws Exception {
    List<String> command = new ArrayList<>(List.of("sha256sum"));
    command.addAll(options);
    TARGETS.forEach(target -> command.add(file(target)));
    Files.writeString(folder.resolve("SHA256SUMS"), coreutils(command));
  }

  private String coreutils(List<String> command) throws Exception {
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return out;
    } catch (IOException e) {
      Assumptions.abort("skipped: sha256sum is not installed");
      return "";
    }
  }

  private static String file(String target) {
    return "lightningcss-cli-" + target + "-1.33.0.tgz";
  }
}
