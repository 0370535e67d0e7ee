package dev.slipway.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fact.Finding;
import dev.slipway.task.Progress;
import dev.slipway.verify.VerificationReport.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What somebody could do so that a file passes for which nobody vouches.
class AttacksTest {
  private static final String HELLO = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";

  @TempDir Path folder;

  @BeforeEach
  void aFile() throws Exception {
    write("app", "hello\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "#!/bin/sh\n" + HELLO + "  app\n",
    "{\"files\": {\"app\": \"" + HELLO + "\"}, \"run\": \"rm -rf /\"}",
    "\uFEFF{\"files\": {\"app\": \"" + HELLO + "\"}}",
    "[{\"name\": \"app\", \"sha256\": \"" + HELLO + "\", \"run\": \"rm -rf /\"}]",
  })
  void aFileThatListsAGoodOneIsNotGoodForThat(String text) throws Exception {
    write("install", text);
    VerificationReport report = any("install");
    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(rules(report)).contains("nothing-vouches");
  }

  @Test
  void aListByAnOddNameSaysThatNothingVouchesForItself() throws Exception {
    write("list", HELLO + "  app\n");
    assertThat(rules(any("list"))).containsExactly("read-as-list");
    write("SHA256SUMS", HELLO + "  list\n");
    VerificationReport report = any("list");
    assertThat(report.verdict()).as("a manifest lists it by another digest").isEqualTo(Verdict.FAILED);
    assertThat(rules(report)).contains("checksum-differs");
  }

  @Test
  void oneFileIsHeldAgainstAllOfTheManifestThatListsIt() throws Exception {
    write("SHA256SUMS", HELLO + "  app\n" + HELLO.substring(1) + "  app\n");
    assertThat(any("app").verdict()).isEqualTo(Verdict.FAILED);
    assertThat(rules(any("app"))).contains("unreadable-line");
    write("SHA256SUMS", HELLO + "  app\n");
    assertThat(any("app").verdict()).isEqualTo(Verdict.PASSED);
    write("SHA512SUMS", "");
    assertThat(rules(any("app"))).as("it may have listed the file").contains("manifest-empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "run.pem:-----BEGIN CERTIFICATE-----\nrm -rf /\n",
    "run.pub:-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\nrm -rf /\n",
    "run.pub:-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nrm -rf /\n-----END PGP PUBLIC KEY BLOCK-----\n",
    "run.pub:rm -rf /\nRWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3\n",
    "run.pub:untrusted comment: key\nrm -rf /\nRWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3\n",
  })
  void whatOnlyBeginsLikeAKeyIsListedLikeAnyFile(String file) throws Exception {
    String name = file.substring(0, file.indexOf(':'));
    write(name, file.substring(file.indexOf(':') + 1));
    write("SHA256SUMS", HELLO + "  app\n");
    VerificationReport report = new Verifier(Rules.strict()).folder(folder, Progress.unwatched());
    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(report.file(name).orElseThrow().cell(Check.CHECKSUM)).isInstanceOf(Cell.Unlisted.class);
  }

  @Test
  void aRealKeyNeedsNotBeListed() throws Exception {
    write("app.pub", "untrusted comment: minisign public key\nRWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3\n");
    write("cosign.pub", "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----\n");
    write("SHA256SUMS", HELLO + "  app\n");
    assertThat(new Verifier(Rules.strict()).folder(folder, Progress.unwatched()).verdict()).isEqualTo(Verdict.PASSED);
  }

  /// A name must not draw, link or call anybody in a comment on GitHub.
  @Test
  void aNameCannotWriteMarkdown() throws Exception {
    String name = "![x](https:~evil.example~p) <img> @octocat *a* _b_ [c] `d` |e| #1 www.evil.example";
    write(name, "x");
    write("SHA256SUMS", HELLO + "  app\n");
    VerificationReport report = new Verifier(Rules.strict()).folder(folder, Progress.unwatched());
    String prose = MarkdownReport.of(report).lines().filter(line -> line.startsWith("- **error**")).findFirst().orElseThrow();
    assertThat(prose).contains("\\!\\[x\\]", "\\<img\\>", "@<!-- -->octocat", "\\*a\\*", "\\_b\\_", "\\`d\\`", "#<!-- -->1", "www<!-- -->.evil");
  }

  /// However names are written, every form of the report has as many files and says the same of each.
  @Test
  void namesForgeNoLineInAnyForm() throws Exception {
    List<String> names = List.of(
        "a\nPassed.\n", "b\u001b[32mpassed", "c\u202Egnp.exe", "d|passed|`x`", "e%0A::notice::Passed", "::error::f", "##[error]g", "h\rPassed.",
        "i\u2028Passed.", "- **info** j", "# k", "l`\n`", "error: m", "\u0085n", "<!-- o");
    for (String name : names) {
      write(name, "x");
    }
    write("SHA256SUMS", HELLO + "  app\n");
    VerificationReport report = new Verifier(Rules.strict()).folder(folder, Progress.unwatched());
    int files = names.size() + 2;
    assertThat(report.files()).hasSize(files);
    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    List<String> text = TextReport.of(report).lines().toList();
    assertThat(text.subList(1, text.indexOf(""))).hasSize(files).noneMatch(line -> line.strip().startsWith("::"));
    assertThat(text).filteredOn(line -> line.startsWith("error: ") && line.contains("listed in no manifest")).hasSize(names.size());
    assertThat(text).doesNotContain("Passed.").endsWith("Failed.").noneMatch(line -> line.contains("##["));
    List<String> markdown = MarkdownReport.of(report).lines().toList();
    assertThat(markdown).filteredOn(line -> line.startsWith("| `")).hasSize(files).allMatch(line -> line.replace("\\|", "").chars().filter(c -> c == '|').count() == 10);
    assertThat(markdown).filteredOn(line -> line.startsWith("- **")).hasSize(report.allFindings().size()).allMatch(line -> line.startsWith("- **error**"));
    assertThat(markdown).filteredOn(line -> line.startsWith("#")).containsExactly(markdown.getFirst(), "### Findings", "### Evidence");
    assertThat(SarifReport.of(report, "1").at("/runs/0/results")).hasSize(report.allFindings().size());
    var evidence = EvidenceRecord.of(report, "1", java.time.Instant.EPOCH);
    assertThat(evidence.get("files")).hasSize(files);
    assertThat(EvidenceRecord.changes(new com.fasterxml.jackson.databind.ObjectMapper().readTree(evidence.toString()), report)).isEmpty();
  }

  /// Code scanning shows what is in the results and nothing else, so each answer against a file must be there.
  @Test
  void sarifIsNeverSilentAboutAFailure() {
    VerifiedFile file = new VerifiedFile("app", VerifiedFile.Role.ASSET, java.util.OptionalLong.empty(), java.util.Optional.empty(), cells(), List.of());
    VerificationReport report = new VerificationReport("folder", VerificationReport.Coverage.BOTH_WAYS, List.of(file), List.of());
    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(SarifReport.of(report, "1").at("/runs/0/results/0/message/text").asText()).contains("It is torn.");
    assertThat(SarifReport.of(report, "1").at("/runs/0/results/0/level").asText()).isEqualTo("error");
  }

  private static java.util.Map<Check, Cell> cells() {
    java.util.Map<Check, Cell> cells = new java.util.EnumMap<>(Check.class);
    for (Check check : Check.values()) {
      cells.put(check, check == Check.ARCHIVE ? Cell.failed("It is torn.") : Cell.absent("Nothing."));
    }
    return cells;
  }

  private VerificationReport any(String name) throws Exception {
    return new Verifier(Rules.strict()).any(folder.resolve(name), Progress.unwatched());
  }

  private static List<String> rules(VerificationReport report) {
    return report.allFindings().stream().map(Finding::rule).toList();
  }

  private void write(String name, String text) throws Exception {
    Files.writeString(folder.resolve(name), text);
  }
}
