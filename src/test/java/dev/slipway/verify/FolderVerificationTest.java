package dev.slipway.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Finding;
import dev.slipway.task.Progress;
import dev.slipway.verify.VerificationReport.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FolderVerificationTest {
  private static final String HELLO = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";
  private static final String WORLD = "e258d248fda94c63753607f7c4494ee0fcbe92f1a76bfdac795c9d84101eb317";

  @TempDir Path folder;

  @BeforeEach
  void twoFiles() throws Exception {
    write("a.txt", "hello\n");
    write("b.txt", "world\n");
  }

  @Test
  void aTextIsAFileUnlessItListsSomething() throws Exception {
    Files.writeString(folder.resolve("notes.txt"), "hello\n");
    Files.writeString(folder.resolve("SHA256SUMS"), "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03  notes.txt\n");
    Verifier verifier = new Verifier(Rules.strict());
    VerificationReport report = verifier.any(folder.resolve("notes.txt"), Progress.unwatched());
    assertThat(report.verdict()).as("%s", report.allFindings()).isEqualTo(VerificationReport.Verdict.PASSED);
    assertThat(report.files()).extracting(VerifiedFile::name).contains("notes.txt");
    Files.move(folder.resolve("SHA256SUMS"), folder.resolve("list"));
    assertThat(verifier.any(folder.resolve("list"), Progress.unwatched()).verdict()).isEqualTo(VerificationReport.Verdict.PASSED);
  }

  @Test
  void aFolderThatIsListedWhollyPasses() throws Exception {
    write("SHA256SUMS", HELLO + "  a.txt\n" + WORLD + " *b.txt\n");
    VerificationReport report = verify();
    assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(cell(report, "a.txt", Check.CHECKSUM)).isInstanceOf(Cell.Passed.class);
    assertThat(cell(report, "SHA256SUMS", Check.CHECKSUM)).isInstanceOf(Cell.Absent.class);
    assertThat(cell(report, "a.txt", Check.API_DIGEST)).isInstanceOf(Cell.NotChecked.class);
  }

  @Test
  void aChangedByteAMissingFileAndAnUnlistedOneEachFail() throws Exception {
    write("SHA256SUMS", HELLO + "  a.txt\n" + WORLD + "  gone.txt\n");
    write("a.txt", "hellp\n");
    VerificationReport report = verify();
    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(cell(report, "a.txt", Check.CHECKSUM)).isInstanceOf(Cell.Failed.class);
    assertThat(cell(report, "gone.txt", Check.CHECKSUM)).isInstanceOf(Cell.Missing.class);
    assertThat(cell(report, "b.txt", Check.CHECKSUM)).isInstanceOf(Cell.Unlisted.class);
    assertThat(report.allFindings())
        .extracting(Finding::rule)
        .containsExactlyInAnyOrder("checksum-differs", "listed-but-missing", "unlisted-file");
  }

  @Test
  void anUnlistedFilePassesOnlyWhereAGlobAllowsIt() throws Exception {
    write("SHA256SUMS", HELLO + "  a.txt\n");
    assertThat(verify().verdict()).isEqualTo(Verdict.FAILED);
    VerificationReport report =
        new Verifier(Rules.strict().allowing(List.of("b.*"))).folder(folder, Progress.unwatched());
    assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(cell(report, "b.txt", Check.CHECKSUM)).isInstanceOf(Cell.Absent.class);
  }

  @Test
  void aManifestAloneJudgesOnlyWhatItLists() throws Exception {
    write("SHA256SUMS", HELLO + "  a.txt\n");
    VerificationReport report = new Verifier(Rules.strict()).manifest(folder.resolve("SHA256SUMS"), Progress.unwatched());
    assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(report.files()).extracting(VerifiedFile::name).containsExactly("a.txt");
  }

  @Test
  void aFolderNobodyVouchesForDoesNotPass() throws Exception {
    VerificationReport report = verify();
    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(report.findings()).extracting(Finding::rule).containsExactly("nothing-vouches");
  }

  @Test
  void twoDigestsForOneFileAreAConflictEvenIfOneIsRight() throws Exception {
    write("SHA256SUMS", HELLO + "  a.txt\n" + WORLD + "  a.txt\n" + WORLD + "  b.txt\n");
    VerificationReport report = verify();
    assertThat(cell(report, "a.txt", Check.CHECKSUM)).isInstanceOf(Cell.Failed.class);
    assertThat(report.allFindings()).extracting(Finding::rule).contains("conflicting-entries");
  }

  @Test
  void weakDigestsAloneNeverPass() throws Exception {
    write("MD5SUMS", "b1946ac92492d2347c6235b4d2611184  a.txt\n591785b794601e212b260e25925636fd  b.txt\n");
    VerificationReport report = verify();
    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(cell(report, "a.txt", Check.CHECKSUM)).isInstanceOf(Cell.NotCheckable.class);
    assertThat(report.allFindings()).extracting(Finding::rule).containsOnly("weak-checksum-only");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  @Timeout(20)
  void nothingButRegularFilesInsideTheFolderIsOpened(@TempDir Path outside) throws Exception {
    Files.writeString(outside.resolve("secret"), "hello\n");
    Files.createSymbolicLink(folder.resolve("out"), outside.resolve("secret"));
    Files.createSymbolicLink(folder.resolve("in"), folder.resolve("a.txt"));
    assertThat(new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start().waitFor()).isZero();
    write(
        "SHA256SUMS",
        String.join(
            "",
            List.of(
                HELLO + "  a.txt\n", WORLD + "  b.txt\n", HELLO + "  in\n", HELLO + "  out\n", HELLO + "  pipe\n",
                HELLO + "  ../" + outside.getFileName() + "/secret\n", HELLO + "  /dev/zero\n", HELLO + "  -\n")));
    VerificationReport report = verify();
    assertThat(cell(report, "in", Check.CHECKSUM)).isInstanceOf(Cell.Passed.class);
    assertThat(report.allFindings())
        .extracting(Finding::rule)
        .contains("link-leaves-folder", "not-a-regular-file", "path-leaves-folder", "path-absolute", "path-is-stdin");
    assertThat(report.allFindings()).as("each is told once").doesNotHaveDuplicates();
    assertThat(cell(report, "out", Check.PRESENT)).isInstanceOf(Cell.Failed.class);
    assertThat(cell(report, "out", Check.CHECKSUM)).isInstanceOf(Cell.NotCheckable.class);
    assertThat(cell(report, "/dev/zero", Check.CHECKSUM)).isInstanceOf(Cell.NotCheckable.class);
  }

  @Test
  void chosenFilesAreHeldAgainstTheCodeHostToo() throws Exception {
    write("SHA256SUMS", HELLO + "  a.txt\n" + WORLD + "  b.txt\n");
    Digest hello = new Digest(Digest.Algorithm.SHA256, HELLO);
    VerificationReport report =
        new Verifier(Rules.strict())
            .files(
                "v1",
                List.of(
                    new ExpectedFile(folder.resolve("a.txt"), "a.txt", Optional.of(hello), OptionalLong.of(6)),
                    new ExpectedFile(folder.resolve("b.txt"), "b.txt", Optional.of(hello), OptionalLong.of(7)),
                    ExpectedFile.of(folder.resolve("none"), "none.zip"),
                    ExpectedFile.of(folder.resolve("SHA256SUMS"), "SHA256SUMS")),
                Progress.unwatched());
    assertThat(cell(report, "a.txt", Check.API_DIGEST)).isInstanceOf(Cell.Passed.class);
    assertThat(cell(report, "a.txt", Check.SIZE)).isInstanceOf(Cell.Passed.class);
    assertThat(cell(report, "b.txt", Check.API_DIGEST)).isInstanceOf(Cell.Failed.class);
    assertThat(cell(report, "b.txt", Check.SIZE)).isInstanceOf(Cell.Failed.class);
    assertThat(cell(report, "none.zip", Check.PRESENT)).isInstanceOf(Cell.Missing.class);
    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void aNameGitHubChangedIsMapped() throws Exception {
    write("my.tool.1.bin", "hello\n");
    write("SHA256SUMS", HELLO + "  my tool~1.bin\n" + HELLO + "  a.txt\n" + WORLD + "  b.txt\n");
    VerificationReport report = verify();
    assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(report.allFindings()).extracting(Finding::rule).containsExactly("renamed-by-github");
  }

  private VerificationReport verify() throws Exception {
    return new Verifier(Rules.strict()).folder(folder, Progress.unwatched());
  }

  private void write(String name, String text) throws Exception {
    Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private static Cell cell(VerificationReport report, String file, Check check) {
    return report.file(file).orElseThrow().cell(check);
  }
}
