package dev.slipway.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fact.Finding;
import dev.slipway.task.Progress;
import dev.slipway.verify.VerificationReport.Verdict;
import dev.slipway.verify.sigstore.TrustRoot;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bundles minted by `minted/mint.mjs`, good and bad, against the trust roots minted with them.
class MintedBundlesTest {
  private static final String REPOSITORY = "https://github.com/example/app";
  private static final ExpectedSigner APP = ExpectedSigner.of(REPOSITORY);

  @TempDir Path folder;

  @BeforeEach
  void file() throws Exception {
    Files.writeString(folder.resolve("app.txt"), "hello\n");
  }

  @ParameterizedTest
  @CsvSource({
    "message.json,           SIGNATURE",
    "provenance.json,        PROVENANCE",
    "provenance-v0.2.json,   PROVENANCE",
    "clocked-provenance.json,PROVENANCE",
    "release.json,           SIGNATURE",
    "cosign.bundle,          SIGNATURE",
  })
  void aGoodOnePassesForItsRepositoryAlone(String bundle, Check check) throws Exception {
    put(bundle, "app.txt.sigstore.json");
    assertThat(cell(trust(ExpectedSigner.nobody()), check)).isInstanceOf(Cell.NotChecked.class);
    VerificationReport report = verify(trust(APP));
    assertThat(report.file("app.txt").orElseThrow().cell(check)).isInstanceOf(Cell.Passed.class);
    assertThat(report.verdict()).as("%s", report.allFindings()).isEqualTo(Verdict.PASSED);
    assertThat(cell(trust(ExpectedSigner.of("https://github.com/stranger/app")), check)).isInstanceOf(Cell.Failed.class);
    assertThat(cell(trust(ExpectedSigner.of("https://example.com/example/app")), check))
        .as("another host").isInstanceOf(Cell.Failed.class);
    Files.writeString(folder.resolve("app.txt"), "hellp\n");
    assertThat(cell(trust(APP), check)).as("other bytes").isNotInstanceOf(Cell.Passed.class);
    assertThat(verify(trust(APP)).verdict()).isEqualTo(Verdict.FAILED);
  }

  @ParameterizedTest
  @CsvSource({
    "other-repository.json,        wrong-signer",
    "release-of-another.json,      wrong-signer",
    "unknown-authority.json,       bundle-refused",
    "used-after-it-expired.json,   bundle-refused",
    "not-logged.json,              bundle-refused",
    "not-clocked.json,             bundle-refused",
    "changed-statement.json,       bundle-refused",
  })
  void aBadOneFailsWithItsReason(String bundle, String rule) throws Exception {
    for (String name : List.of("app.txt.sigstore.json", "attestations.json")) {
      Files.deleteIfExists(folder.resolve("app.txt.sigstore.json"));
      put(bundle, name);
      VerificationReport report = verify(trust(APP));
      assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
      assertThat(report.allFindings()).as(name).extracting(Finding::rule).contains(rule);
    }
  }

  @Test
  void aStatementAboutSomethingElseIsNoSignature() throws Exception {
    put("other-statement.json", "app.txt.sigstore.json");
    assertThat(cell(trust(APP), Check.SIGNATURE)).isInstanceOf(Cell.NotChecked.class);
    assertThat(cell(trust(APP), Check.PROVENANCE)).isInstanceOf(Cell.Absent.class);
    assertThat(verify(trust(APP)).verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void aReleaseIsAboutNamesToo() throws Exception {
    put("release.json", "attestations.json");
    assertThat(cell(trust(APP), Check.SIGNATURE)).isInstanceOf(Cell.Passed.class);
    Files.move(folder.resolve("app.txt"), folder.resolve("app-for-windows.txt"));
    VerificationReport report = verify(trust(APP));
    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(report.file("app-for-windows.txt").orElseThrow().findings()).extracting(Finding::rule).contains("released-under-another-name");
  }

  @Test
  void usersAreToldGitHubsOwnCommandForARelease() throws Exception {
    put("release.json", "attestations.json");
    assertThat(UserCommands.paragraph(verify(trust(APP)), "")).contains("gh release verify-asset v1.0.0 app.txt --repo example/app\n");
    Files.writeString(folder.resolve("app.txt"), "hellp\n");
    assertThat(UserCommands.paragraph(verify(trust(APP)), "")).doesNotContain("gh release");
  }

  /// Signing it again would mend nothing.
  @Test
  void whoeverHasAnOldTrustRootIsToldToGetANewerOne() throws Exception {
    put("cosign.bundle", "app.txt.bundle");
    VerificationReport report = verify(Trust.shipped().inSigner(APP));
    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(report.file("app.txt").orElseThrow().findings()).extracting(Finding::fix).anyMatch(fix -> fix.contains("newer trust root"));
  }

  @Test
  void aSignatureThatNobodyCanCheckIsNotSaidToBeAbsent() throws Exception {
    put("own-key.sig", "app.txt.sig");
    assertThat(verify(Trust.shipped()).findings()).filteredOn(finding -> finding.rule().equals("nothing-vouches")).singleElement().satisfies(finding -> {
      assertThat(finding.message()).contains("no signature by anybody who was named");
      assertThat(finding.fix()).contains("whom to believe");
    });
  }

  @Test
  void oneAttestationSpeaksForEveryFileItNames() throws Exception {
    Files.writeString(folder.resolve("library.txt"), "world\n");
    put("provenance.json", "attestations.jsonl");
    VerificationReport report = verify(trust(APP));
    assertThat(report.verdict()).as("%s", report.allFindings()).isEqualTo(Verdict.PASSED);
    Files.writeString(folder.resolve("more.txt"), "more\n");
    report = verify(trust(APP));
    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(report.allFindings()).extracting(Finding::rule).containsExactly("nothing-vouches");
    assertThat(report.file("more.txt").orElseThrow().holds()).isFalse();
  }

  @Test
  void theWorkflowAndTheTagAreHeldToo() throws Exception {
    ExpectedSigner exact = APP.in(Optional.of(".github/workflows/release.yml")).at(Optional.of("v1.0.0"), Optional.empty());
    put("provenance.json", "app.txt.sigstore.json");
    assertThat(cell(trust(exact), Check.PROVENANCE)).isInstanceOf(Cell.Passed.class);
    assertThat(rules(APP.at(Optional.of("v1.0.1"), Optional.empty()))).contains("wrong-ref");
    put("branch.json", "app.txt.sigstore.json");
    assertThat(rules(exact)).contains("wrong-ref");
    assertThat(cell(trust(APP.at(Optional.of("v1.0.0"), Optional.of("0123456789abcdef0123456789abcdef01234567"))), Check.PROVENANCE))
        .as("a run for the branch that built the tag's commit").isInstanceOf(Cell.Passed.class);
    put("other-workflow.json", "app.txt.sigstore.json");
    assertThat(rules(exact)).contains("wrong-workflow");
    put("release.json", "app.txt.sigstore.json");
    assertThat(cell(trust(exact), Check.SIGNATURE)).isInstanceOf(Cell.Passed.class);
    assertThat(rules(APP.at(Optional.of("v1.0.1"), Optional.empty()))).contains("wrong-ref");
  }

  @Test
  void anExactNameMustBeVouchedForByItsIssuer() throws Exception {
    put("message.json", "app.txt.sigstore.json");
    String name = REPOSITORY + "/.github/workflows/release.yml@refs/tags/v1.0.0";
    ExpectedSigner exact = ExpectedSigner.nobody().named(Optional.of(name), Optional.of("https://token.actions.githubusercontent.com"));
    assertThat(cell(trust(exact), Check.SIGNATURE)).isInstanceOf(Cell.Passed.class);
    assertThat(rules(ExpectedSigner.nobody().named(Optional.of(name), Optional.of("https://accounts.example.com")))).contains("wrong-issuer");
    assertThat(rules(ExpectedSigner.nobody().named(Optional.of(name + "1"), Optional.empty()))).contains("wrong-signer");
    for (String near : List.of(name.replace('.', 'x'), name.substring(1), name.substring(0, name.length() - 1), ".*", name.toUpperCase(java.util.Locale.ROOT))) {
      assertThat(rules(ExpectedSigner.nobody().named(Optional.of(near), Optional.empty()))).as(near).contains("wrong-signer");
    }
    assertThat(rules(exact.at(Optional.of("v1.0.1"), Optional.empty()))).as("a name with a tag").contains("wrong-ref");
    assertThat(rules(exact.in(Optional.of(".github/workflows/other.yml")))).contains("wrong-workflow");
    assertThat(rules(APP.named(Optional.empty(), Optional.of("https://accounts.example.com")))).contains("wrong-issuer");
  }

  /// A workflow may attest what it likes; its certificate says where it really ran.
  @Test
  void aStatementThatSaysItWasBuiltFromAnotherRepositoryThanItsCertificateFails() throws Exception {
    put("other-repository.json", "app.txt.sigstore.json");
    ExpectedSigner stranger = ExpectedSigner.of("https://github.com/stranger/app");
    assertThat(cell(trust(stranger), Check.PROVENANCE)).isInstanceOf(Cell.Failed.class);
    assertThat(rules(stranger)).contains("provenance-contradicts-certificate");
    assertThat(rules(ExpectedSigner.nobody())).as("whoever is believed").contains("provenance-contradicts-certificate");
  }

  @Test
  void onlyTheVeryRepositoryCounts() throws Exception {
    put("provenance.json", "app.txt.sigstore.json");
    for (String near : List.of("https://github.com/example/ap", "https://github.com/example/app2", "https://github.com/example/.*", "https://github.com/example/app/", "https://github.com/xexample/app", "example/app", "https://github.com.example.com/example/app")) {
      assertThat(rules(ExpectedSigner.of(near))).as(near).contains("wrong-signer");
    }
    assertThat(cell(trust(ExpectedSigner.of("https://github.com/Example/APP")), Check.PROVENANCE)).as("GitHub knows no case").isInstanceOf(Cell.Passed.class);
    for (String near : List.of(".github/workflows/release.ym", "release.yml", ".github/workflows/releaseXyml", ".github/workflows/Release.yml", ".github/workflows/release.yml@refs/tags/v1.0.0")) {
      assertThat(rules(APP.in(Optional.of(near)))).as(near).contains("wrong-workflow");
    }
    for (String near : List.of("v1.0", "1.0.0", "v1.0.0.", "refs/tags/v1.0.0", "V1.0.0")) {
      assertThat(rules(APP.at(Optional.of(near), Optional.empty()))).as(near).contains("wrong-ref");
    }
  }

  @Test
  void anotherSignerThanThePinnedOneIsAnAlarm(@TempDir Path state) throws Exception {
    put("provenance.json", "app.txt.sigstore.json");
    Path file = SignerPins.file(state);
    SignerPins.Pin seen = SignerPins.seen(verify(trust(APP)), Instant.parse("2026-11-21T00:00:00Z"));
    assertThat(seen.signer()).isEqualTo(REPOSITORY + "/.github/workflows/release.yml");
    SignerPins.none().with(REPOSITORY, seen).write(file);
    Optional<SignerPins.Pin> pin = SignerPins.read(file).of("https://github.com/Example/App");
    assertThat(pin).contains(seen);
    assertThat(cell(trust(APP).pinned(pin), Check.PROVENANCE)).isInstanceOf(Cell.Passed.class);
    put("branch.json", "app.txt.sigstore.json");
    assertThat(cell(trust(APP).pinned(pin), Check.PROVENANCE)).as("the same workflow for another ref").isInstanceOf(Cell.Passed.class);
    put("other-workflow.json", "app.txt.sigstore.json");
    assertThat(cell(trust(APP), Check.PROVENANCE)).as("nothing pinned").isInstanceOf(Cell.Passed.class);
    VerificationReport report = verify(trust(APP).pinned(pin));
    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(report.allFindings()).extracting(Finding::rule).contains("signer-changed");
  }

  @Test
  void aKeyOfOnesOwnCountsOnlyWhenItIsGiven() throws Exception {
    for (String proof : List.of("own-key.json", "own-key.sig")) {
      String ending = proof.endsWith(".sig") ? ".sig" : ".sigstore.json";
      put(proof, "app.txt" + ending);
      Trust trust = trust(ExpectedSigner.nobody());
      assertThat(cell(trust, Check.SIGNATURE)).as(proof).isInstanceOf(Cell.NotCheckable.class);
      assertThat(cell(trust.inKeys(List.of(text("own-key.pub"))), Check.SIGNATURE)).as(proof).isInstanceOf(Cell.Passed.class);
      assertThat(cell(trust.inKeys(List.of(text("other-key.pub"))), Check.SIGNATURE)).as(proof).isInstanceOf(Cell.Failed.class);
      assertThat(cell(trust.inKeys(List.of(text("other-key.pub"), text("own-key.pub"))), Check.SIGNATURE)).as(proof).isInstanceOf(Cell.Passed.class);
      Files.delete(folder.resolve("app.txt" + ending));
    }
  }

  /// Nothing says when such a signature was made, so it never passes.
  @Test
  void cosignsSignatureWithACertificateIsShownAndDoesNotPass() throws Exception {
    put("cosign.sig", "app.txt.sig");
    put("cosign.pem", "app.txt.pem");
    Cell cell = cell(trust(APP), Check.SIGNATURE);
    assertThat(cell).isInstanceOf(Cell.NotCheckable.class);
    assertThat(cell.reason()).contains(REPOSITORY + "/.github/workflows/release.yml", "Nothing says when");
    Files.writeString(folder.resolve("app.txt"), "hellp\n");
    assertThat(cell(trust(APP), Check.SIGNATURE)).isInstanceOf(Cell.Failed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"app.txt.sigstore.json", "app.txt.sigstore", "app.txt.minisig", "app.txt.asc", "app.txt.sig"})
  void aProofThatCannotBeReadFailsTheFileItIsFor(String name) throws Exception {
    Files.writeString(folder.resolve(name), "{ no proof");
    Files.writeString(folder.resolve("SHA256SUMS"), CanonicalManifest.of(folder, Progress.unwatched()).text());
    VerificationReport report = verify(trust(APP));
    assertThat(report.file("app.txt").orElseThrow().cell(Check.SIGNATURE)).isInstanceOf(Cell.Failed.class);
    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void whatTheHostHasIsVerifiedLikeAFile() throws Exception {
    List<ExpectedFile> files = List.of(ExpectedFile.of(folder.resolve("app.txt"), "app.txt"));
    Verifier verifier = new Verifier(Rules.strict().trusting(trust(APP)));
    assertThat(verifier.files("v1", files, AttestationSource.of(List.of(text("clocked-provenance.json"))), Progress.unwatched()).verdict()).isEqualTo(Verdict.PASSED);
    VerificationReport changed = verifier.files("v1", files, AttestationSource.of(List.of(text("changed-statement.json"))), Progress.unwatched());
    assertThat(changed.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(changed.allFindings()).extracting(Finding::rule).contains("bundle-refused");
    VerificationReport none = verifier.files("v1", files, AttestationSource.of(List.of("{}")), Progress.unwatched());
    assertThat(none.allFindings()).extracting(Finding::rule).contains("unreadable-attestation", "nothing-vouches");
    AttestationSource away = (_, _) -> {
      throw dev.slipway.fact.Problem.outOfReach("The host does not answer.");
    };
    VerificationReport unknown = verifier.files("v1", files, away, Progress.unwatched());
    assertThat(unknown.file("app.txt").orElseThrow().cell(Check.PROVENANCE)).isInstanceOf(Cell.NotChecked.class);
  }

  @Test
  void oneFileIsVerifiedByWhatLiesBesideIt() throws Exception {
    put("provenance.json", "app.txt.sigstore.json");
    Files.writeString(folder.resolve("other.txt"), "other\n");
    Verifier verifier = new Verifier(Rules.strict().trusting(trust(APP)));
    VerificationReport report = verifier.file(folder.resolve("app.txt"), Progress.unwatched());
    assertThat(report.verdict()).as("%s", report.allFindings()).isEqualTo(Verdict.PASSED);
    assertThat(report.files()).extracting(VerifiedFile::name).containsExactly("app.txt");
    assertThat(verifier.file(folder.resolve("other.txt"), Progress.unwatched()).verdict()).isEqualTo(Verdict.FAILED);
    Files.writeString(folder.resolve("SHA256SUMS"), CanonicalManifest.of(folder, Progress.unwatched()).text());
    assertThat(new Verifier(Rules.strict()).file(folder.resolve("other.txt"), Progress.unwatched()).verdict()).isEqualTo(Verdict.PASSED);
    assertThat(verifier.file(folder.resolve("other.txt"), Progress.unwatched()).verdict())
        .as("listed, by nobody who was named").isEqualTo(Verdict.FAILED);
    Files.delete(folder.resolve("SHA256SUMS"));
    Files.move(folder.resolve("app.txt.sigstore.json"), folder.resolve("multiple.intoto.jsonl"));
    assertThat(verifier.file(folder.resolve("app.txt"), Progress.unwatched()).verdict()).as("one attestation for many files").isEqualTo(Verdict.PASSED);
  }

  /// What was good of one file, one build or one line must not make another good.
  @Test
  void aProofIsGoodForItsFileAlone() throws Exception {
    put("provenance.json", "other.txt.sigstore.json");
    Files.writeString(folder.resolve("other.txt"), "other\n");
    VerificationReport swapped = verify(trust(APP));
    assertThat(swapped.file("other.txt").orElseThrow().cell(Check.PROVENANCE)).isInstanceOf(Cell.Failed.class);
    assertThat(swapped.file("app.txt").orElseThrow().cell(Check.PROVENANCE)).as("it is about this one").isInstanceOf(Cell.Passed.class);
    Files.delete(folder.resolve("other.txt"));
    String good = Files.readString(folder.resolve("other.txt.sigstore.json")).replace("\n", "");
    Files.delete(folder.resolve("other.txt.sigstore.json"));
    put("changed-statement.json", "bad");
    String bad = Files.readString(folder.resolve("bad")).replace("\n", "");
    Files.delete(folder.resolve("bad"));
    for (String lines : List.of(good + "\n" + bad, bad + "\n" + good, good + "\n{}", good + "\n" + good.substring(9), good + "\nwords")) {
      for (String name : List.of("app.txt.intoto.jsonl", "attestations.jsonl")) {
        Files.writeString(folder.resolve(name), lines);
        assertThat(verify(trust(APP)).verdict()).as(name + ": " + lines.substring(lines.length() - 20)).isEqualTo(Verdict.FAILED);
        Files.delete(folder.resolve(name));
      }
    }
    Files.writeString(folder.resolve("attestations.jsonl"), good + "\n" + good);
    assertThat(verify(trust(APP)).verdict()).isEqualTo(Verdict.PASSED);
  }

  /// Assets as the host has them: one without a digest has nothing to agree with, and names that differ by case are told.
  @Test
  void anAssetWithoutADigestHasNoneThatPasses() throws Exception {
    Files.writeString(folder.resolve("App.txt"), "hello\n");
    List<ExpectedFile> files = new java.util.ArrayList<>();
    for (String name : List.of("app.txt", "App.txt")) {
      files.add(
          new ExpectedFile(
              folder.resolve(name), name, java.util.Optional.empty(), java.util.OptionalLong.of(6), java.util.Optional.empty(), java.util.Optional.empty()));
    }
    VerificationReport report = new Verifier(Rules.strict()).files("v1", files, Progress.unwatched());
    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(report.file("app.txt").orElseThrow().cell(Check.API_DIGEST)).isInstanceOf(Cell.Absent.class);
    assertThat(report.allFindings()).extracting(dev.slipway.fact.Finding::rule).contains("colliding-names", "nothing-vouches");
  }

  /// A list that is attested speaks for the files it lists.
  @Test
  void aSignedManifestCoversTheFilesItLists() throws Exception {
    String digest = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";
    Files.writeString(folder.resolve("SHA256SUMS"), digest + "  app.txt\n");
    Files.writeString(folder.resolve("SHA256SUMS.sig"), sign(Files.readAllBytes(folder.resolve("SHA256SUMS"))));
    Trust trust = Trust.shipped().inKeys(List.of(key));
    VerificationReport report = verify(trust);
    assertThat(report.verdict()).as("%s", report.allFindings()).isEqualTo(Verdict.PASSED);
    Cell cell = report.file("app.txt").orElseThrow().cell(Check.SIGNATURE);
    assertThat(cell).isInstanceOf(Cell.Passed.class);
    assertThat(cell.evidence()).contains(new Evidence("covered by", "SHA256SUMS:1"));
    assertThat(cell(Trust.shipped(), Check.SIGNATURE)).as("no key given").isInstanceOf(Cell.Absent.class);
    VerificationReport listed = new Verifier(Rules.strict().trusting(trust)).manifest(folder.resolve("SHA256SUMS"), Progress.unwatched());
    assertThat(listed.file("app.txt").orElseThrow().cell(Check.SIGNATURE)).isInstanceOf(Cell.Passed.class);
    Files.writeString(folder.resolve("SHA256SUMS"), digest.toUpperCase(java.util.Locale.ROOT) + "  app.txt\n");
    assertThat(cell(trust, Check.SIGNATURE)).as("the list was changed").isNotInstanceOf(Cell.Passed.class);
    assertThat(verify(trust).verdict()).isEqualTo(Verdict.FAILED);
  }

  private String key = "";

  private String sign(byte[] bytes) throws Exception {
    java.security.KeyPair pair = java.security.KeyPairGenerator.getInstance("EC").generateKeyPair();
    java.security.Signature signature = java.security.Signature.getInstance("SHA256withECDSA");
    signature.initSign(pair.getPrivate());
    signature.update(bytes);
    key = "-----BEGIN PUBLIC KEY-----\n" + java.util.Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded()) + "\n-----END PUBLIC KEY-----\n";
    return java.util.Base64.getEncoder().encodeToString(signature.sign());
  }

  private List<String> rules(ExpectedSigner signer) throws Exception {
    return verify(trust(signer)).allFindings().stream().map(Finding::rule).toList();
  }

  private Cell cell(Trust trust, Check check) throws Exception {
    return verify(trust).file("app.txt").orElseThrow().cell(check);
  }

  private VerificationReport verify(Trust trust) throws Exception {
    return new Verifier(Rules.strict().trusting(trust)).folder(folder, Progress.unwatched());
  }

  private static Trust trust(ExpectedSigner signer) throws Exception {
    return Trust.shipped()
        .inRoots(List.of(TrustRoot.read("minted, with logs", text("root-with-logs.json")), TrustRoot.read("minted, with a clock", text("root-with-clock.json"))))
        .inSigner(signer);
  }

  private void put(String minted, String name) throws Exception {
    Files.writeString(folder.resolve(name), text(minted));
  }

  static String text(String name) throws Exception {
    try (InputStream in = Objects.requireNonNull(MintedBundlesTest.class.getResourceAsStream("minted/" + name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
