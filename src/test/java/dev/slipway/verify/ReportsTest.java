package dev.slipway.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.fact.Finding;
import dev.slipway.task.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
  @TempDir Path folder;

  @BeforeEach
  void files() throws Exception {
    Files.writeString(folder.resolve("a|b.txt"), "hello\n");
    Files.writeString(folder.resolve("c.txt"), "world\n");
  }

  @Test
  void theManifestWeWriteIsAcceptedStrictlyAndByUs() throws Exception {
    CanonicalManifest manifest = CanonicalManifest.of(folder, Progress.unwatched());
    Files.writeString(folder.resolve("SHA256SUMS"), manifest.text());
    assertThat(manifest.changes(manifest.text())).isEmpty();
    assertThat(manifest.changes("x")).hasSize(3).contains("- x");
    assertThat(verify().verdict()).isEqualTo(VerificationReport.Verdict.PASSED);
    try {
      Process process =
          new ProcessBuilder("sha256sum", "-c", "--strict", "--quiet", "SHA256SUMS").directory(folder.toFile()).start();
      assertThat(process.waitFor()).isZero();
    } catch (IOException e) {
      Assumptions.abort("skipped: sha256sum is not installed");
    }
  }

  @Test
  void whatChangedSinceAnEarlierRunIsNamed() throws Exception {
    JsonNode before = EvidenceRecord.of(verify(), "0", Instant.EPOCH);
    assertThat(EvidenceRecord.changes(before, verify())).isEmpty();
    Files.writeString(folder.resolve("a|b.txt"), "hellp\n");
    Files.delete(folder.resolve("c.txt"));
    Files.writeString(folder.resolve("d.txt"), "?");
    assertThat(EvidenceRecord.changes(before, verify()))
        .extracting(Finding::rule)
        .containsExactlyInAnyOrder("changed-since-verified", "gone-since-verified", "new-since-verified");
  }

  @Test
  void whatPassedAndPassesNoLongerIsNamedThoughNoByteChanged() throws Exception {
    Files.writeString(folder.resolve("SHA256SUMS"), """
        5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03  a|b.txt
        e258d248fda94c63753607f7c4494ee0fcbe92f1a76bfdac795c9d84101eb317  c.txt
        """);
    var before = EvidenceRecord.of(new Verifier(Rules.strict()).folder(folder, Progress.unwatched()), "1", Instant.EPOCH);
    String name = before.get("files").get(1).get("name").asText();
    assertThat(before.at("/files/1/checks/checksum/state").asText()).isEqualTo("passed");
    Files.delete(folder.resolve("SHA256SUMS"));
    List<Finding> changes = EvidenceRecord.changes(before, new Verifier(Rules.strict().allowing(List.of("*"))).folder(folder, Progress.unwatched()));
    assertThat(changes).filteredOn(finding -> finding.subject().equals(name)).extracting(Finding::rule, Finding::severity)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("no-longer-passed", dev.slipway.fact.Severity.ERROR));
    ((com.fasterxml.jackson.databind.node.ObjectNode) before.at("/files/1/checks/apiDigest")).put("state", "passed");
    assertThat(EvidenceRecord.changes(before, new Verifier(Rules.strict().allowing(List.of("*"))).folder(folder, Progress.unwatched())))
        .as("nobody asked this time").extracting(Finding::severity).contains(dev.slipway.fact.Severity.WARNING);
  }

  @Test
  void markdownAndSarifCarryTheSameFindings() throws Exception {
    VerificationReport report = verify();
    assertThat(MarkdownReport.of(report)).contains("`a\\|b.txt`", "nothing-vouches");
    JsonNode sarif = SarifReport.of(report, "0.1.0");
    assertThat(sarif.at("/runs/0/results")).hasSize(report.allFindings().size());
    assertThat(sarif.at("/runs/0/results/0/level").asText()).isEqualTo("error");
  }

  @Test
  void sarifAndEvidenceTellEveryFileWithItsDigestAndItsAnswers() throws Exception {
    Files.writeString(folder.resolve("SHA256SUMS"), CanonicalManifest.of(folder, Progress.unwatched()).text());
    Files.writeString(folder.resolve("x y%.txt"), "unlisted\n");
    VerificationReport report = verify();
    JsonNode sarif = SarifReport.of(report, "1").at("/runs/0");
    JsonNode evidence = EvidenceRecord.of(report, "1", Instant.EPOCH);
    assertThat(sarif.at("/properties/verdict").asText()).isEqualTo("failed").isEqualTo(evidence.path("verdict").asText());
    assertThat(sarif.at("/results/0/locations/0/physicalLocation/artifactLocation/uri").asText()).isEqualTo("x%20y%25.txt");
    assertThat(sarif.at("/results/0/message/text").asText()).startsWith("x y%.txt is listed in no manifest");
    for (int i = 0; i < report.files().size(); i++) {
      VerifiedFile file = report.files().get(i);
      JsonNode artifact = sarif.path("artifacts").path(i);
      assertThat(artifact.at("/hashes/sha-256").asText()).isEqualTo(file.digest().orElseThrow().hex());
      assertThat(evidence.path("files").path(i).path("digest").asText()).isEqualTo(file.digest().orElseThrow().toString());
      assertThat(evidence.path("files").path(i).path("findings")).hasSize(file.findings().size());
      for (Check check : Check.values()) {
        assertThat(artifact.at("/properties/checks/" + check.key() + "/state").asText()).isEqualTo(file.cell(check).word());
        assertThat(artifact.at("/properties/checks/" + check.key())).isEqualTo(evidence.path("files").path(i).path("checks").path(check.key()));
      }
      assertThat(TextReport.explained(report)).contains(file.digest().orElseThrow().hex());
      assertThat(MarkdownReport.of(report)).contains(file.digest().orElseThrow().hex());
    }
  }

  @Test
  void sarifLeadsToTheFileWhereverItLies() {
    assertThat(dev.slipway.fact.Sarif.uri("/tmp/a b/ü")).isEqualTo("file:///tmp/a%20b/%C3%BC");
    assertThat(dev.slipway.fact.Sarif.uri("a:b/c")).isEqualTo("./a:b/c");
    assertThat(dev.slipway.fact.Sarif.uri("dist/a.bin")).isEqualTo("dist/a.bin");
  }

  @Test
  void textAndMarkdownSayOfEveryCheckWhatItsReasonIs() throws Exception {
    Files.writeString(folder.resolve("SHA256SUMS"), CanonicalManifest.of(folder, Progress.unwatched()).text());
    VerificationReport report = verify();
    String text = TextReport.explained(report);
    String markdown = MarkdownReport.of(report);
    assertThat(text).endsWith("\nPassed.\n");
    for (VerifiedFile file : report.files()) {
      for (Check check : Check.values()) {
        Cell cell = file.cell(check);
        assertThat(TextReport.of(report).lines().findFirst().orElseThrow()).contains(check.title());
        assertThat(text).contains(cell.word() + ": " + cell.reason());
        assertThat(markdown).contains(check.title() + " " + cell.word() + ": " + cell.reason());
        assertThat(cell.evidence()).allSatisfy(evidence -> {
          assertThat(text).contains(evidence.what() + ": " + evidence.value());
          assertThat(markdown).contains(evidence.what() + " `" + evidence.value() + "`");
        });
      }
    }
  }

  @Test
  void namesSteerNoTerminal() {
    assertThat(TextReport.plain("a\u001b[31m\u202eb\n")).isEqualTo("a\\u001b[31m\\u202eb\\u000a");
  }

  @Test
  void theParagraphForUsersQuotesNames() throws Exception {
    Files.writeString(folder.resolve("SHA256SUMS"), CanonicalManifest.of(folder, Progress.unwatched()).text());
    assertThat(UserCommands.paragraph(verify(), "")).contains("sha256sum -c --ignore-missing SHA256SUMS");
  }

  private VerificationReport verify() throws Exception {
    return new Verifier(Rules.strict()).folder(folder, Progress.unwatched());
  }
}
