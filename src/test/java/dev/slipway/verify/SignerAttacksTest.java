package dev.slipway.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.rehearsal.MintedInstance;
import dev.slipway.rehearsal.MintedInstance.Signer;
import dev.slipway.task.Progress;
import dev.slipway.verify.VerificationReport.Verdict;
import dev.slipway.verify.sigstore.TrustRoot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What somebody could have signed so that a file passes which nobody who was named built.
class SignerAttacksTest {
  private static final String ISSUER = "https://token.actions.githubusercontent.com";
  private static final String APP = "https://github.com/example/app";
  private static final String WORKFLOW = APP + "/.github/workflows/release.yml@refs/tags/v1.0.0";
  private static final String SHARED = "https://github.com/shared/workflows/.github/workflows/build.yml@refs/tags/v2";
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  @TempDir Path folder;
  private MintedInstance instance;

  @BeforeEach
  void aFile() throws Exception {
    instance = new MintedInstance();
    write("app.txt", "hello\n");
  }

  @Test
  void aCertificateThatMayIssueOthersSignsNothing() throws Exception {
    write("app.txt.sigstore.json", instance.bundle(provenance(APP, "v1.0.0", "app.txt"), builder(APP, WORKFLOW)));
    assertThat(cell(ExpectedSigner.of(APP), Check.PROVENANCE)).isInstanceOf(Cell.Passed.class);
    write("app.txt.sigstore.json", instance.bundle(provenance(APP, "v1.0.0", "app.txt"), builder(APP, WORKFLOW).asAuthority()));
    assertThat(cell(ExpectedSigner.of(APP), Check.PROVENANCE)).isInstanceOf(Cell.Failed.class);
    assertThat(cell(ExpectedSigner.of(APP), Check.PROVENANCE).reason()).contains("it is not for signing code");
  }

  /// Fulcio writes who built twice: as it did at first (1 to 6), and as it does now (8 to 22).
  @ParameterizedTest
  @CsvSource({
    "1, https://accounts.example.com", "2, pull_request", "3, ffffffffffffffffffffffffffffffffffffffff", "5, stranger/app", "5, app",
    "6, refs/heads/main",
  })
  void aCertificateThatSaysTwoThingsSaysNothing(int older, String value) throws Exception {
    Map<Integer, String> both = claims(APP, WORKFLOW);
    both.putAll(Map.of(1, ISSUER, 2, "push", 3, COMMIT, 4, "Release", 5, "example/app", 6, "refs/tags/v1.0.0"));
    write("app.txt.sigstore.json", instance.bundle(provenance(APP, "v1.0.0", "app.txt"), Signer.of(WORKFLOW, both)));
    assertThat(cell(ExpectedSigner.of(APP), Check.PROVENANCE)).as("%s", cell(ExpectedSigner.of(APP), Check.PROVENANCE)).isInstanceOf(Cell.Passed.class);
    both.put(older, value);
    write("app.txt.sigstore.json", instance.bundle(provenance(APP, "v1.0.0", "app.txt"), Signer.of(WORKFLOW, both)));
    Cell cell = cell(ExpectedSigner.of(APP), Check.PROVENANCE);
    assertThat(cell).isInstanceOf(Cell.Failed.class);
    assertThat(cell.reason()).contains("says two things", value);
  }

  @Test
  void anRsaKeyThatIsTooShortSignsNothing() throws Exception {
    String statement = provenance(APP, "v1.0.0", "app.txt");
    write("app.txt.sigstore.json", instance.bundle(statement, builder(APP, WORKFLOW).withRsa(2048)));
    assertThat(cell(ExpectedSigner.of(APP), Check.PROVENANCE)).isInstanceOf(Cell.Passed.class);
    write("app.txt.sigstore.json", instance.bundle(statement, builder(APP, WORKFLOW).withRsa(1024)));
    assertThat(cell(ExpectedSigner.of(APP), Check.PROVENANCE)).isInstanceOf(Cell.Failed.class);
    Files.delete(folder.resolve("app.txt.sigstore.json"));
    for (int bits : new int[] {2048, 1024}) {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      KeyPair pair = generator.generateKeyPair();
      java.security.Signature signature = java.security.Signature.getInstance("SHA256withRSA");
      signature.initSign(pair.getPrivate());
      signature.update("hello\n".getBytes(StandardCharsets.UTF_8));
      write("app.txt.sig", Base64.getEncoder().encodeToString(signature.sign()));
      Cell cell = verify(trust(ExpectedSigner.nobody()).inKeys(List.of(pem(pair)))).file("app.txt").orElseThrow().cell(Check.SIGNATURE);
      assertThat(cell).as("%d bits", bits).isInstanceOf(bits < 2048 ? Cell.Failed.class : Cell.Passed.class);
    }
  }

  /// Its commit is the branch's, whatever it built: a stranger's change, or what a comment asked for.
  @ParameterizedTest
  @ValueSource(strings = {"pull_request_target", "issue_comment", "issues", "discussion_comment"})
  void aRunThatStrangersStartIsNoBuildOfTheCommitItNames(String trigger) throws Exception {
    ExpectedSigner tagged = ExpectedSigner.of(APP).at(Optional.of("v1.0.0"), Optional.of(COMMIT));
    Map<Integer, String> claims = claims(APP, WORKFLOW);
    claims.put(14, "refs/heads/main");
    write("app.txt.sigstore.json", instance.bundle(provenance(APP, "v1.0.0", "app.txt"), Signer.of(WORKFLOW, claims)));
    assertThat(cell(tagged, Check.PROVENANCE)).as("a push of that commit").isInstanceOf(Cell.Passed.class);
    claims.put(20, trigger);
    write("app.txt.sigstore.json", instance.bundle(provenance(APP, "v1.0.0", "app.txt"), Signer.of(WORKFLOW, claims)));
    assertThat(cell(tagged, Check.PROVENANCE)).isInstanceOf(Cell.Failed.class);
    assertThat(rules(verify(trust(tagged)))).contains("wrong-ref");
  }

  /// Who names a workflow that everybody may call has named nobody.
  @Test
  void theNameOfASharedWorkflowIsNotEnough() throws Exception {
    ExpectedSigner named = ExpectedSigner.nobody().named(Optional.of(SHARED), Optional.of(ISSUER));
    write("app.txt.sigstore.json", instance.bundle(provenance("https://github.com/stranger/app", "v1.0.0", "app.txt"), builder("https://github.com/stranger/app", SHARED)));
    assertThat(cell(named, Check.PROVENANCE)).isInstanceOf(Cell.NotChecked.class);
    assertThat(verify(trust(named)).verdict()).isEqualTo(Verdict.FAILED);
    write("app.txt.sigstore.json", instance.bundle(provenance(APP, "v1.0.0", "app.txt"), builder(APP, SHARED)));
    ExpectedSigner both = ExpectedSigner.of(APP).named(Optional.of(SHARED), Optional.of(ISSUER));
    assertThat(cell(both, Check.PROVENANCE)).isInstanceOf(Cell.Passed.class);
  }

  /// GitHub signs so for every immutable release there is.
  @Test
  void gitHubsOwnNameIsNotEnough() throws Exception {
    write("app.txt.sigstore.json", instance.bundle(released("stranger/app"), Signer.of(Signers.RELEASES, Map.of())));
    ExpectedSigner named = ExpectedSigner.nobody().named(Optional.of(Signers.RELEASES), Optional.empty());
    assertThat(cell(named, Check.SIGNATURE)).isInstanceOf(Cell.NotChecked.class);
    assertThat(verify(trust(named)).verdict()).isEqualTo(Verdict.FAILED);
    assertThat(cell(ExpectedSigner.of(APP), Check.SIGNATURE)).isInstanceOf(Cell.Failed.class);
    write("app.txt.sigstore.json", instance.bundle(released("example/app"), Signer.of(Signers.RELEASES, Map.of())));
    assertThat(cell(ExpectedSigner.of(APP), Check.SIGNATURE)).isInstanceOf(Cell.Passed.class);
  }

  /// Whoever may upload can publish; only the pinned workflow can say that it built it.
  @Test
  void aReleaseDoesNotReplaceThePinnedBuilder() throws Exception {
    write("app.txt.sigstore.json", instance.bundle(released("example/app"), Signer.of(Signers.RELEASES, Map.of())));
    Trust pinned =
        trust(ExpectedSigner.of(APP)).pinned(Optional.of(new SignerPins.Pin(SignerPins.withoutRef(WORKFLOW), ISSUER, Instant.EPOCH)));
    VerificationReport alone = verify(pinned);
    assertThat(alone.file("app.txt").orElseThrow().cell(Check.SIGNATURE)).isInstanceOf(Cell.NotChecked.class);
    assertThat(alone.verdict()).isEqualTo(Verdict.FAILED);
    write("attestations.jsonl", instance.bundle(provenance(APP, "v1.0.0", "app.txt"), builder(APP, WORKFLOW)));
    assertThat(verify(pinned).verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void filesThatChangedTheirNamesAreNotWhatWasAttested() throws Exception {
    write("other.txt", "other\n");
    write("attestations.jsonl", instance.bundle(provenance(APP, "v1.0.0", "app.txt", "other.txt"), builder(APP, WORKFLOW)));
    assertThat(verify(trust(ExpectedSigner.of(APP))).verdict()).isEqualTo(Verdict.PASSED);
    write("app.txt", "other\n");
    Files.delete(folder.resolve("other.txt"));
    VerificationReport report = verify(trust(ExpectedSigner.of(APP)));
    assertThat(report.file("app.txt").orElseThrow().cell(Check.PROVENANCE)).isInstanceOf(Cell.Failed.class);
    assertThat(rules(report)).contains("attested-under-another-name");
  }

  @Test
  void filesThatChangedTheirNamesAreFoundAcrossAttestationsToo() throws Exception {
    write("other.txt", "other\n");
    String one = instance.bundle(provenance(APP, "v1.0.0", "app.txt"), builder(APP, WORKFLOW));
    String other = instance.bundle(provenance(APP, "v1.0.0", "other.txt"), builder(APP, WORKFLOW));
    write("attestations.jsonl", one + "\n" + other);
    assertThat(verify(trust(ExpectedSigner.of(APP))).verdict()).isEqualTo(Verdict.PASSED);
    write("app.txt", "other\n");
    write("other.txt", "hello\n");
    VerificationReport report = verify(trust(ExpectedSigner.of(APP)));
    assertThat(report.file("app.txt").orElseThrow().cell(Check.PROVENANCE)).isInstanceOf(Cell.Failed.class);
    assertThat(report.file("other.txt").orElseThrow().cell(Check.PROVENANCE)).isInstanceOf(Cell.Failed.class);
    assertThat(rules(report)).contains("attested-under-another-name");
    write("app.txt", "hello\n");
    Files.move(folder.resolve("other.txt"), folder.resolve("app-1.0.txt"));
    assertThat(verify(trust(ExpectedSigner.of(APP))).verdict()).as("the same file once more, by a name of its own").isEqualTo(Verdict.PASSED);
  }

  /// Who has the key attests what it says; what it says must be what was asked for.
  @Test
  void aKeyOfOnesOwnStillMustSayTheRepositoryAndTheTag() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    KeyPair own = generator.generateKeyPair();
    write("app.txt.sigstore.json", instance.bundle(provenance(APP, "v1.0.0", "app.txt"), own));
    List<String> key = List.of(pem(own));
    ExpectedSigner tagged = ExpectedSigner.of(APP).at(Optional.of("v1.0.0"), Optional.empty());
    assertThat(verify(trust(tagged).inKeys(key)).file("app.txt").orElseThrow().cell(Check.PROVENANCE)).isInstanceOf(Cell.Passed.class);
    for (ExpectedSigner another : List.of(
        ExpectedSigner.of("https://github.com/example/other"), ExpectedSigner.of(APP).at(Optional.of("v1.0.1"), Optional.empty()))) {
      VerificationReport report = verify(trust(another).inKeys(key));
      assertThat(report.file("app.txt").orElseThrow().cell(Check.PROVENANCE)).isInstanceOf(Cell.Failed.class);
    }
    ExpectedSigner ofItsCommit = ExpectedSigner.of(APP).at(Optional.of("v1.0.1"), Optional.of(COMMIT));
    assertThat(verify(trust(ofItsCommit).inKeys(key)).file("app.txt").orElseThrow().cell(Check.PROVENANCE)).isInstanceOf(Cell.Passed.class);
  }

  /// Zig and others sign the name of the file with it, so that nobody can hand out an older one under a newer name.
  @ParameterizedTest
  @ValueSource(strings = {"timestamp:1\tfile:app-0.9.txt\thashed", "timestamp:1\tfile:dist/app-0.9.txt", "file:app-0.9.txt\ttimestamp:1\thashed"})
  void aSignatureForAnotherNameIsNoneForThisOne(String comment) throws Exception {
    MinisignSigner signer = new MinisignSigner();
    Trust trust = Trust.shipped().inKeys(List.of(signer.publicKey()));
    write("app.txt.minisig", signer.sign("hello\n", comment.replace("app-0.9.txt", "app.txt")));
    assertThat(verify(trust).file("app.txt").orElseThrow().cell(Check.SIGNATURE)).isInstanceOf(Cell.Passed.class);
    write("app.txt.minisig", signer.sign("hello\n", "by somebody, file: whichever"));
    assertThat(verify(trust).file("app.txt").orElseThrow().cell(Check.SIGNATURE)).as("words").isInstanceOf(Cell.Passed.class);
    write("app.txt.minisig", signer.sign("hello\n", comment));
    Cell cell = verify(trust).file("app.txt").orElseThrow().cell(Check.SIGNATURE);
    assertThat(cell).isInstanceOf(Cell.Failed.class);
    assertThat(cell.reason()).contains("app-0.9.txt");
    assertThat(verify(trust).verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void aWeakDigestOfTheHostProvesNothing() throws Exception {
    for (Digest.Algorithm weak : List.of(Digest.Algorithm.MD5, Digest.Algorithm.SHA1)) {
      byte[] digest = MessageDigest.getInstance(weak.standardName()).digest("hello\n".getBytes(StandardCharsets.UTF_8));
      ExpectedFile file = new ExpectedFile(folder.resolve("app.txt"), "app.txt", Optional.of(Digest.of(weak, digest)), OptionalLong.of(6));
      VerificationReport report = new Verifier(Rules.strict()).files("v1", List.of(file), Progress.unwatched());
      assertThat(report.file("app.txt").orElseThrow().cell(Check.API_DIGEST)).isInstanceOf(Cell.NotCheckable.class);
      assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    }
  }

  /// A file without an end must not fill the memory, and what is cut off is no key.
  @Test
  void aKeyFileIsReadUpToFourMegabytes() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    String key = pem(generator.generateKeyPair());
    Path file = folder.resolve("key.pub");
    Files.writeString(file, key + "\n".repeat((4 << 20) - key.length()));
    assertThat(TrustFile.key(file)).startsWith(key);
    assertThat(TrustFile.added(Trust.shipped(), file)).isPresent();
    Files.writeString(file, key + "\n".repeat((4 << 20) - key.length() + 1));
    assertThatThrownBy(() -> TrustFile.key(file)).isInstanceOf(Problem.class).hasMessageContaining("longer than 4 MB");
    assertThatThrownBy(() -> TrustFile.added(Trust.shipped(), file)).isInstanceOf(Problem.class).hasMessageContaining("longer than 4 MB");
  }

  private static Signer builder(String repository, String workflow) throws Exception {
    return Signer.of(workflow, claims(repository, workflow));
  }

  private static Map<Integer, String> claims(String repository, String workflow) {
    Map<Integer, String> claims = new TreeMap<>();
    claims.putAll(Map.of(8, ISSUER, 9, workflow, 11, "github-hosted", 12, repository, 13, COMMIT, 14, "refs/tags/v1.0.0", 18, workflow, 20, "push"));
    return claims;
  }

  private String provenance(String repository, String tag, String... names) throws Exception {
    return """
        {"_type": "https://in-toto.io/Statement/v1", "subject": [%s], "predicateType": "https://slsa.dev/provenance/v1",
         "predicate": {"buildDefinition": {
           "externalParameters": {"workflow": {"ref": "refs/tags/%s", "repository": "%s", "path": ".github/workflows/release.yml"}},
           "resolvedDependencies": [{"uri": "git+%s@refs/tags/%s", "digest": {"gitCommit": "%s"}}]}}}"""
        .formatted(subjects(names), tag, repository, repository, tag, COMMIT);
  }

  private String released(String repository) throws Exception {
    return """
        {"_type": "https://in-toto.io/Statement/v1", "subject": [%s], "predicateType": "https://in-toto.io/attestation/release/v0.1",
         "predicate": {"repository": "%s", "tag": "v1.0.0"}}"""
        .formatted(subjects("app.txt"), repository);
  }

  private String subjects(String... names) throws Exception {
    List<String> subjects = new ArrayList<>();
    for (String name : names) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(folder.resolve(name)));
      subjects.add("{\"name\": \"%s\", \"digest\": {\"sha256\": \"%s\"}}".formatted(name, HexFormat.of().formatHex(digest)));
    }
    return String.join(", ", subjects);
  }

  private static String pem(KeyPair pair) {
    return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
        .formatted(Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded()));
  }

  private Trust trust(ExpectedSigner signer) throws Exception {
    return Trust.shipped().inRoots(List.of(TrustRoot.read("minted here", instance.root()))).inSigner(signer);
  }

  private Cell cell(ExpectedSigner signer, Check check) throws Exception {
    return verify(trust(signer)).file("app.txt").orElseThrow().cell(check);
  }

  private VerificationReport verify(Trust trust) throws Exception {
    return new Verifier(Rules.strict().trusting(trust)).folder(folder, Progress.unwatched());
  }

  private static List<String> rules(VerificationReport report) {
    return report.allFindings().stream().map(Finding::rule).toList();
  }

  private void write(String name, String text) throws Exception {
    Files.writeString(folder.resolve(name), text);
  }
}
