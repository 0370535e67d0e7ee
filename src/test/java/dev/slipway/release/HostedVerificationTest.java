package dev.slipway.release;

import static dev.slipway.release.ReadyRelease.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Severity;
import dev.slipway.release.HostedVerification.Reading;
import dev.slipway.rehearsal.ExchangeListener;
import dev.slipway.rehearsal.Fault;
import dev.slipway.rehearsal.Interference.Reply;
import dev.slipway.rehearsal.Pace;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.rehearsal.RehearsalFixture;
import dev.slipway.rehearsal.SomebodyElse;
import dev.slipway.task.Progress;
import dev.slipway.verify.Cell;
import dev.slipway.verify.Check;
import dev.slipway.verify.EvidenceRecord;
import dev.slipway.verify.ExpectedSigner;
import dev.slipway.verify.Rules;
import dev.slipway.verify.Trust;
import dev.slipway.verify.VerificationReport;
import dev.slipway.verify.VerificationReport.Verdict;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Releases on a code host, good and tampered with in every way the host's API allows.
@Timeout(120)
class HostedVerificationTest {
  private static final String TAG = "v0.3.2";
  private static final String ASSET = "meshc-v0.3.2-x86_64-apple-darwin.tar.gz";

  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();
  @TempDir Path state;

  private VerificationReport verify(Rehearsal rehearsal, String tag, Reading reading) throws Exception {
    return verify(rehearsal, tag, reading, Rules.strict());
  }

  private VerificationReport verify(Rehearsal rehearsal, String tag, Reading reading, Rules rules) throws Exception {
    return new HostedVerification(WalkTest.connection(rehearsal, state)).release(tag, reading, rules, Progress.unwatched());
  }

  private static List<String> errors(VerificationReport report) {
    return report.allFindings().stream().filter(finding -> finding.severity() == Severity.ERROR).map(Finding::rule).toList();
  }

  @ParameterizedTest
  @EnumSource(Project.class)
  void aReleaseAsItWasMadePasses(Project project) throws Exception {
    Rehearsal rehearsal = github.start(project);
    String tag = rehearsal.publicReleases().getFirst().tag();
    VerificationReport all = verify(rehearsal, tag, Reading.ALL_BYTES);
    assertThat(all.verdict()).as("%s", all.allFindings()).isEqualTo(Verdict.PASSED);
    assertThat(all.files()).allSatisfy(file -> assertThat(file.cell(Check.API_DIGEST)).isInstanceOf(Cell.Passed.class));
    VerificationReport digests = verify(rehearsal, tag, Reading.DIGESTS_ONLY);
    assertThat(digests.verdict()).as("%s", digests.allFindings()).isEqualTo(Verdict.PASSED);
    assertThat(digests.files()).filteredOn(file -> !file.name().matches("(?i).*sums.*"))
        .allSatisfy(file -> assertThat(file.cell(Check.CHECKSUM)).as("bytes nobody read").isInstanceOf(Cell.NotChecked.class));
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        change("an asset is replaced", its -> its.putsAsset(TAG, ASSET, archive("other")), "checksum-differs", "manifest-disagrees-with-host"),
        change("an asset is emptied", its -> its.putsAsset(TAG, ASSET, new byte[0]), "empty-file", "empty-file"),
        change("an asset is deleted", its -> its.deletesAsset(TAG, ASSET), "listed-but-missing", "listed-but-missing"),
        change("an asset is added", its -> its.putsAsset(TAG, "setup.exe", new byte[] {1}), "unlisted-file", "unlisted-file"),
        change("an asset is renamed", its -> {
          its.deletesAsset(TAG, ASSET);
          its.putsAsset(TAG, "meshc-latest.tar.gz", archive("same"));
        }, "unlisted-file", "unlisted-file"),
        change("the manifest is emptied", its -> its.putsAsset(TAG, "SHA256SUMS", new byte[0]), "empty-file", "empty-file"),
        change("the manifest lists the digest of another asset", its -> its.putsAsset(TAG, "SHA256SUMS", sums(ASSET, "0".repeat(64))), "checksum-differs", "manifest-disagrees-with-host"),
        change("a second manifest disagrees", its -> its.putsAsset(TAG, "checksums.txt", sums(ASSET, "0".repeat(64))), "checksum-differs", "manifest-disagrees-with-host"),
        change("a bundle that is none is added", its -> its.putsAsset(TAG, ASSET + ".sigstore.json", bytes("{}")), "signature-wrong", ""));
  }

  private static Arguments change(String name, Consumer<SomebodyElse> act, String byBytes, String byDigest) {
    return Arguments.of(Named.of(name, act), byBytes, byDigest);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void whatSomebodyChangedIsFoundByItsBytesAndByDigests(Consumer<SomebodyElse> act, String byBytes, String byDigest) throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    act.accept(rehearsal.somebodyElse());
    VerificationReport all = verify(rehearsal, TAG, Reading.ALL_BYTES);
    assertThat(all.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(errors(all)).contains(byBytes);
    VerificationReport digests = verify(rehearsal, TAG, Reading.DIGESTS_ONLY);
    if (byDigest.isEmpty()) {
      assertThat(digests.file(ASSET).orElseThrow().cell(Check.SIGNATURE)).as("what was not read is no answer").isInstanceOf(Cell.NotChecked.class);
    } else {
      assertThat(digests.verdict()).isEqualTo(Verdict.FAILED);
      assertThat(errors(digests)).contains(byDigest);
    }
  }

  static Stream<Arguments> lies() {
    String digest = "(\"name\":\"" + ASSET + "\".{0,400}?)\"digest\":\"sha256:[0-9a-f]{64}\"";
    return Stream.of(
        lie("another digest", digest, "$1\"digest\":\"sha256:" + "0".repeat(64) + "\"", "not-what-the-host-says", "manifest-disagrees-with-host"),
        lie("no digest", digest, "$1\"digest\":null", "", "not-comparable"),
        lie("no field of a digest", digest + ",", "$1", "", "not-comparable"),
        lie("a digest that is none", digest, "$1\"digest\":\"sha256:none\"", "", "not-comparable"),
        lie("a digest by MD5", digest, "$1\"digest\":\"md5:" + "0".repeat(32) + "\"", "api-digest-differs", "not-comparable"),
        lie("an upload that never ended", "(\"name\":\"" + ASSET + "\".{0,200}?)\"state\":\"uploaded\"", "$1\"state\":\"starter\"", "upload-incomplete", "upload-incomplete"),
        lie("an upload that never began", "(\"name\":\"" + ASSET + "\".{0,200}?)\"state\":\"uploaded\"", "$1\"state\":\"new\"", "upload-incomplete", "upload-incomplete"),
        lie("a state nobody knows", "(\"name\":\"" + ASSET + "\".{0,200}?)\"state\":\"uploaded\"", "$1\"state\":\"quarantined\"", "upload-incomplete", "upload-incomplete"),
        lie("a size that is too small", "(\"name\":\"" + ASSET + "\".{0,300}?)\"size\":\\d+", "$1\"size\":1", "not-what-the-host-says", ""),
        lie("a size that is too large", "(\"name\":\"" + ASSET + "\".{0,300}?)\"size\":(\\d+)", "$1\"size\":1$2", "size-differs", ""),
        lie("an asset twice", "\"name\":\"meshc-v0.3.2-aarch64-apple-darwin.tar.gz\"", "\"name\":\"" + ASSET + "\"", "duplicate-name", "duplicate-name"));
  }

  private static Arguments lie(String name, String pattern, String replacement, String byBytes, String byDigest) {
    UnaryOperator<String> change = json -> {
      String changed = json.replaceAll(pattern, replacement);
      assertThat(changed).as("the pattern fits").isNotEqualTo(json);
      return changed;
    };
    return Arguments.of(Named.of(name, change), byBytes, byDigest);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  void whatTheHostSaysOfAnAssetIsNotBelieved(UnaryOperator<String> lie, String byBytes, String byDigest) throws Exception {
    // GitHub's own description does not allow some of these answers.
    try (Rehearsal rehearsal = Rehearsal.start(Project.MESHC, Fault.NONE, Pace.TESTS, ExchangeListener.NONE)) {
      rehearsal.interfere(after((method, path) -> path.matches(".*/releases/tags/.*"), 1, 1000, reply ->
          new Reply(reply.status(), lie.apply(reply.json()), reply.headers())));
      isNotBelieved(rehearsal, byBytes, byDigest);
    }
  }

  private void isNotBelieved(Rehearsal rehearsal, String byBytes, String byDigest) throws Exception {
    VerificationReport all = verify(rehearsal, TAG, Reading.ALL_BYTES);
    assertThat(all.verdict()).as("%s", all.allFindings()).isEqualTo(byBytes.isEmpty() ? Verdict.PASSED : Verdict.FAILED);
    if (byBytes.isEmpty()) {
      assertThat(errors(all)).isEmpty();
      assertThat(all.file(ASSET).orElseThrow().cell(Check.API_DIGEST)).as("a digest that was not told").isInstanceOf(Cell.Absent.class);
    } else {
      assertThat(errors(all)).contains(byBytes);
    }
    VerificationReport digests = verify(rehearsal, TAG, Reading.DIGESTS_ONLY);
    if (byDigest.isEmpty()) {
      assertThat(digests.file(ASSET).orElseThrow().cell(Check.SIZE)).isNotInstanceOf(Cell.Passed.class);
    } else {
      assertThat(errors(digests)).contains(byDigest);
      assertThat(digests.verdict()).isEqualTo(Verdict.FAILED);
    }
  }

  @Test
  void whoeverReplacesAssetAndManifestTogetherIsToldByTheEvidenceOfBefore() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    VerificationReport before = verify(rehearsal, TAG, Reading.ALL_BYTES);
    var evidence = EvidenceRecord.of(before, "1", Instant.EPOCH);
    StringBuilder manifest = new StringBuilder();
    byte[] other = archive("meshc");
    before.files().stream().filter(file -> !file.name().equals("SHA256SUMS")).forEach(file ->
        manifest.append(file.name().equals(ASSET) ? sha256(other) : file.digest().orElseThrow().hex()).append("  ").append(file.name()).append('\n'));
    rehearsal.somebodyElse().putsAsset(TAG, ASSET, other);
    rehearsal.somebodyElse().putsAsset(TAG, "SHA256SUMS", bytes(manifest.toString()));
    VerificationReport after = verify(rehearsal, TAG, Reading.ALL_BYTES);
    assertThat(after.file(ASSET).orElseThrow().cell(Check.CHECKSUM)).as("a manifest says what its writer says").isInstanceOf(Cell.Passed.class);
    assertThat(EvidenceRecord.changes(evidence, after)).extracting(Finding::rule, Finding::subject)
        .contains(org.assertj.core.groups.Tuple.tuple("changed-since-verified", ASSET), org.assertj.core.groups.Tuple.tuple("changed-since-verified", "SHA256SUMS"));
    Rules named = Rules.strict().trusting(Trust.shipped().inSigner(ExpectedSigner.nobody().in(Optional.of(".github/workflows/release.yml"))));
    assertThat(errors(verify(rehearsal, TAG, Reading.ALL_BYTES, named))).as("nor is a checksum enough where somebody was named").contains("not-signed");
  }

  @Test
  void anAttestationOfAnotherRepositoryFailsItsFile() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    byte[] hello = bytes("hello\n");
    rehearsal.somebodyElse().putsAsset(TAG, "app.txt", hello);
    String bundle;
    try (var in = Objects.requireNonNull(VerificationReport.class.getResourceAsStream("minted/provenance.json"))) {
      bundle = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    rehearsal.somebodyElse().putsAsset(TAG, "app.txt.sigstore.json", bytes(bundle));
    Rules rules = Rules.strict().allowing(List.of("app.txt")).trusting(Trust.shipped().inRoots(List.of(minted())));
    VerificationReport report = verify(rehearsal, TAG, Reading.ALL_BYTES, rules);
    assertThat(report.file("app.txt").orElseThrow().cell(Check.PROVENANCE)).isInstanceOf(Cell.Failed.class);
    assertThat(errors(report)).contains("wrong-signer");
    rehearsal.somebodyElse().deletesAsset(TAG, "app.txt.sigstore.json");
    rehearsal.interfere(after((method, path) -> path.contains("/attestations/sha256:" + sha256(hello)), 1, 1000, _ ->
        new Reply(200, "{\"attestations\":[{\"repository_id\":1,\"bundle\":" + bundle + "}]}", Map.of())));
    report = verify(rehearsal, TAG, Reading.ALL_BYTES, rules);
    assertThat(errors(report)).as("nor may the host say so").contains("wrong-signer");
  }

  private static dev.slipway.verify.sigstore.TrustRoot minted() throws Exception {
    try (var in = Objects.requireNonNull(VerificationReport.class.getResourceAsStream("minted/root-with-logs.json"))) {
      return dev.slipway.verify.sigstore.TrustRoot.read("minted", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void aDraftIsVerifiedAsItIsAndTwoOfThemAreNot() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    SomebodyElse other = rehearsal.somebodyElse();
    other.makesDraft("v9.0.0");
    assertThat(verify(rehearsal, "v9.0.0", Reading.ALL_BYTES).verdict()).as("an empty draft").isEqualTo(Verdict.FAILED);
    byte[] content = archive("meshc");
    other.putsAsset("v9.0.0", "meshc.tar.gz", content);
    assertThat(errors(verify(rehearsal, "v9.0.0", Reading.DIGESTS_ONLY))).as("no manifest, and nothing read").contains("nothing-vouches");
    other.putsAsset("v9.0.0", "SHA256SUMS", sums("meshc.tar.gz", sha256(content)));
    VerificationReport good = verify(rehearsal, "v9.0.0", Reading.ALL_BYTES);
    assertThat(good.verdict()).as("%s", good.allFindings()).isEqualTo(Verdict.PASSED);
    other.putsAsset("v9.0.0", "meshc.tar.gz", archive("other"));
    assertThat(errors(verify(rehearsal, "v9.0.0", Reading.ALL_BYTES))).contains("checksum-differs");
    other.makesDraft("v9.0.0");
    assertThatThrownBy(() -> verify(rehearsal, "v9.0.0", Reading.ALL_BYTES)).isInstanceOf(Problem.class).hasMessageContaining("2 drafts");
    assertThatThrownBy(() -> verify(rehearsal, "v9.9.9", Reading.ALL_BYTES)).isInstanceOf(Problem.class).hasMessageContaining("has no release of v9.9.9");
  }

  @Test
  void aNameThatGitHubChangedOnUploadIsFound() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    SomebodyElse other = rehearsal.somebodyElse();
    byte[] content = bytes("text\n");
    other.makesDraft("v9.0.0");
    other.putsAsset("v9.0.0", "release.notes.txt", content);
    other.putsAsset("v9.0.0", "SHA256SUMS", sums("release notes.txt", sha256(content)));
    for (Reading reading : Reading.values()) {
      VerificationReport report = verify(rehearsal, "v9.0.0", reading);
      assertThat(report.verdict()).as("%s", report.allFindings()).isEqualTo(Verdict.PASSED);
      assertThat(report.allFindings()).extracting(Finding::rule).contains("renamed-by-github");
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] sums(String name, String hex) {
    return bytes(hex + "  " + name + "\n");
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /// A tar archive with one file.
  private static byte[] archive(String content) {
    try {
      Path file = Files.createTempFile("archive", ".tar.gz");
      try (var out = new org.apache.commons.compress.archivers.tar.TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
        byte[] bytes = bytes(content);
        var entry = new org.apache.commons.compress.archivers.tar.TarArchiveEntry("README.md");
        entry.setSize(bytes.length);
        out.putArchiveEntry(entry);
        out.write(bytes);
        out.closeArchiveEntry();
      }
      var whole = new ByteArrayOutputStream();
      Files.copy(file, whole);
      Files.delete(file);
      return whole.toByteArray();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
