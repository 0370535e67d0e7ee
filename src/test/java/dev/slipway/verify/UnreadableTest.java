package dev.slipway.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.task.Progress;
import dev.slipway.verify.VerificationReport.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What may not be read, or cannot be named, is never passed over.
@EnabledOnOs({OS.LINUX, OS.MAC})
class UnreadableTest {
  private static final String HELLO = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";

  @TempDir Path folder;

  @BeforeEach
  void file() throws Exception {
    write("app", "hello\n");
    write("SHA256SUMS", HELLO + "  app\n");
  }

  @AfterEach
  void open() throws Exception {
    allow(folder, "rwx------");
  }

  @Test
  void aFolderOrFileThatMayNotBeReadFailsAndSaysSo() throws Exception {
    Path shut = Files.createDirectory(folder.resolve("shut"));
    Files.writeString(shut.resolve("inner"), "hello\n");
    write("SHA256SUMS", HELLO + "  app\n" + HELLO + "  shut/inner\n");
    denied(shut);
    VerificationReport report = folder();
    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(rules(report)).contains("unreadable-file").doesNotContain("listed-but-missing");
    assertThat(any("app").verdict()).isEqualTo(Verdict.PASSED);
    allow(shut, "rwx------");
    denied(folder.resolve("app"));
    assertThat(rules(folder())).contains("unreadable-file");
    allow(folder.resolve("app"), "rw-------");
    write("SHA512SUMS", "");
    denied(folder.resolve("SHA512SUMS"));
    assertThat(rules(any("app"))).as("a manifest that may list it").contains("unreadable-file");
  }

  @Test
  void aFolderThatCannotBeListedIsOutOfReach() throws Exception {
    allow(folder, "--x------");
    Assumptions.assumeFalse(Files.isReadable(folder), "skipped: this user may read everything");
    assertThatThrownBy(this::folder).isInstanceOf(Problem.class).hasMessageContaining("cannot be listed");
    assertThatThrownBy(() -> any("app")).isInstanceOf(Problem.class).hasMessageContaining("cannot be listed");
  }

  /// Java's own paths cannot make such a name, so a shell does.
  @Test
  void aNameThatIsNoTextIsNamed() throws Exception {
    Process shell = new ProcessBuilder("sh", "-c", "printf x > \"$(printf 'bad\\377')\"; printf y > \"$(printf 'bad\\376')\"").directory(folder.toFile()).start();
    assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
    Assumptions.assumeTrue(shell.exitValue() == 0, "skipped: this file system refuses such names");
    VerificationReport report = folder();
    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(rules(report)).containsExactly("name-not-text", "name-not-text");
    assertThat(report.file("app").orElseThrow().holds()).isTrue();
  }

  /// The manifest may be anywhere among them.
  @Test
  void oneFileIsFoundInItsManifestAmongManyOthers() throws Exception {
    for (int i = 0; i < 20_100; i++) {
      Files.createFile(folder.resolve("other" + i));
    }
    assertThat(any("app").verdict()).isEqualTo(Verdict.PASSED);
    write("app.asc", "nothing");
    assertThat(any("app").verdict()).isEqualTo(Verdict.FAILED);
  }

  private static void denied(Path path) throws Exception {
    allow(path, "---------");
    Assumptions.assumeFalse(Files.isReadable(path), "skipped: this user may read everything");
  }

  private static void allow(Path path, String permissions) throws Exception {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private VerificationReport folder() throws Exception {
    return new Verifier(Rules.strict()).folder(folder, Progress.unwatched());
  }

  private VerificationReport any(String name) throws Exception {
    return new Verifier(Rules.strict()).any(folder.resolve(name), Progress.unwatched());
  }

  private static List<String> rules(VerificationReport report) {
    return report.allFindings().stream().map(Finding::rule).toList();
  }

  private void write(String name, String text) throws Exception {
    Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }
}
