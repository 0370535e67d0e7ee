package dev.slipway.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.task.Progress;
import dev.slipway.verify.VerificationReport.Verdict;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A signature that is there and cannot be read is never as good as none, and whoever is named must have signed.
/// GnuPG made the keys and signatures; they sign `hello` and a line feed, and nothing else.
class DamagedProofsTest {
  private static final String HELLO = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";
  private static final String BODY = """
      iHoEABYIACIWIQSvmPuPkqrGDaKDkbqUK0j33PBxNAUCawG1FgQcYUB4AAoJEJQr
      SPfc8HE0iEcBAO4gX7mupiQPUiqn92yl1Ik9y1leVxotrS5/+ahtTVxAAP42VQro
      4D25KA5O51Ogm1illbwiYWjvUNHFjLxmv6zSDQ==
      =yLaD
      """;
  /// A signature that can be read, by a key nobody gave.
  static final String SIGNATURE = armored("SIGNATURE", BODY);
  private static final String BY_ANOTHER = armored("SIGNATURE", """
      iHoEABYIACIWIQQmOkK8QVWKVm+b953/FyD6rKVBhQUCawG1FgQcYkB4AAoJEP8X
      IPqspUGFFt0A/ix90AisG6p7VtLR/dcx7qFxDW2nyivj5gpY4zlP48J/AP9g6pim
      0efX8vRZAhFGj9lSF6/jNIReEegUsgpREy/pDA==
      =/x30
      """);
  private static final String KEY_BODY = """
      mDMEawGz/xYJKwYBBAHaRw8BAQdAFu7UmwonHnJ73QudJoyroQDomBJnxC9KTsQq
      Bc1kLa60B0EgPGFAeD6IkAQTFggAOBYhBK+Y+4+SqsYNooORupQrSPfc8HE0BQJr
      AbP/AhsDBQsJCAcCBhUKCQgLAgQWAgMBAh4BAheAAAoJEJQrSPfc8HE0JZEA/jtJ
      rUuehOohnpT82/5wUYSALlpL4uoRnNhC9PJcE7/0AQC9dqyjFZnaahdBzcg/jg/3
      FBBmID4LstwKbPEA3qBzBw==
      =0WDw
      """;
  private static final String KEY = armored("PUBLIC KEY BLOCK", KEY_BODY);
  private static final String OTHER_KEY = armored("PUBLIC KEY BLOCK", """
      mDMEawGz/xYJKwYBBAHaRw8BAQdAPl+rGhBaL0nsr4eSrEWbZrWSzIjoD+xXd4fX
      xmFdgI20B0IgPGJAeD6IkAQTFggAOBYhBCY6QrxBVYpWb5v3nf8XIPqspUGFBQJr
      AbP/AhsDBQsJCAcCBhUKCQgLAgQWAgMBAh4BAheAAAoJEP8XIPqspUGFuA0BAL/w
      rEAq1DpmZapytmzTthgwRe7tOjNavpcf1VSL8Mq+AQC/ZPaD2nOKVuQ41pjbSZtn
      A8o5W6f+mD2xCk+LvH7yBQ==
      =8MTD
      """);
  private static final String PLAIN_KEY =
      "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----\n";
  private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----\nMFkwEwYHKoZIzj0CAQYI\n-----END CERTIFICATE-----\n";

  @TempDir Path folder;
  @TempDir Path keys;

  @BeforeEach
  void file() throws Exception {
    write("app", "hello\n");
    write("SHA256SUMS", HELLO + "  app\n");
  }

  @Test
  void aGoodSignatureHoldsWithItsKeyAndIsOpenWithout() throws Exception {
    write("app.asc", SIGNATURE);
    assertThat(signature(folder())).isInstanceOf(Cell.NotCheckable.class);
    assertThat(signature(folder(KEY))).isInstanceOf(Cell.Passed.class);
    assertThat(folder(KEY).verdict()).isEqualTo(Verdict.PASSED);
    assertThat(signature(folder(OTHER_KEY + KEY))).as("two keys in one file").isInstanceOf(Cell.Passed.class);
  }

  /// `gpg --verify` ends with 2 for each of these.
  @Test
  void aSignatureOfOpenPgpThatCannotBeReadFails() throws Exception {
    for (String damaged :
        List.of(
            SIGNATURE.replace("=yLaD", "=AAAA"), SIGNATURE.replace("\niHo", "\niHp"), SIGNATURE.replace("\niHo", "\nQHo"),
            SIGNATURE.substring(0, 120), armored("SIGNATURE", ""), armored("SIGNATURE", "AAAA\n=AAAA\n"),
            armored("SIGNATURE", KEY_BODY), armored("MESSAGE", BODY), KEY, " ")) {
      write("app.asc", damaged);
      assertThat(signature(folder())).as(damaged).isInstanceOf(Cell.Failed.class);
      assertThat(folder().verdict()).as(damaged).isEqualTo(Verdict.FAILED);
      assertThat(rules(folder(KEY))).as(damaged).contains("signature-wrong");
      assertThat(new Verifier(Rules.strict()).any(folder.resolve("app"), Progress.unwatched()).verdict()).isEqualTo(Verdict.FAILED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "AAAA", "=", CERTIFICATE, PLAIN_KEY, "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE"})
  void aSignatureInBase64ThatCannotBeOneFails(String damaged) throws Exception {
    write("app.sig", damaged);
    assertThat(signature(folder())).isInstanceOf(Cell.Failed.class);
    assertThat(folder().verdict()).isEqualTo(Verdict.FAILED);
  }

  /// Listed like any file, so that nothing else stands against it.
  @ParameterizedTest
  @ValueSource(strings = {
    "app.sigstore.json:", "app.sigstore.json:\n", "app.sigstore.json:[]", "app.sigstore.json:{}", "app.intoto.jsonl:", "app.sigstore:",
    "multiple.intoto.jsonl:", "multiple.intoto.jsonl:{}", "attestations.json:{\"mediaType\":", "attestation.jsonl:\n",
    "other.jsonl:{\"mediaType\":\"application/vnd.dev.sigstore.bundle.v0.3+json\"}{", "provenance.json:[",
  })
  void aProofByItsNameThatHoldsNothingFails(String file) throws Exception {
    String name = file.substring(0, file.indexOf(':'));
    String text = file.substring(file.indexOf(':') + 1);
    write(name, text);
    write("SHA256SUMS", HELLO + "  app\n" + sha256(text) + "  " + name + "\n");
    VerificationReport report = folder();
    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(rules(report)).containsAnyOf("signature-wrong", "unreadable-proof").doesNotContain("unlisted-file");
  }

  @Test
  void aSignatureLongerThanAnyFails() throws Exception {
    write("app.asc", SIGNATURE + "\n".repeat(17 << 20));
    assertThat(signature(folder())).isInstanceOf(Cell.Failed.class);
  }

  /// Lines of JSON and files called like a signature, which claim to be about nothing here.
  @Test
  void whatOnlyLooksLikeAProofIsAFileLikeAnyOther() throws Exception {
    write("data.jsonl", "{\"a\":1}\n");
    write("notes.sig", "words");
    write("SHA256SUMS", HELLO + "  app\n" + sha256("{\"a\":1}\n") + "  data.jsonl\n" + sha256("words") + "  notes.sig\n");
    assertThat(folder().allFindings()).isEmpty();
    assertThat(folder().verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void aSignatureByAnotherKeyThanTheOneThatWasGivenFails() throws Exception {
    write("app.asc", BY_ANOTHER);
    assertThat(signature(folder(KEY))).isInstanceOf(Cell.Failed.class);
    write("app.asc", BY_ANOTHER + SIGNATURE);
    assertThat(signature(folder(KEY))).as("of several signatures one by a key that was given is enough").isInstanceOf(Cell.Passed.class);
    write("app.asc", SIGNATURE + BY_ANOTHER.replaceFirst("(?s)(?<=\n\n.{20}).", "#"));
    assertThat(signature(folder(KEY))).as("and all must be readable").isInstanceOf(Cell.Failed.class);
  }

  @Test
  void whoeverIsNamedMustHaveSignedEveryFile() throws Exception {
    assertThat(folder().verdict()).isEqualTo(Verdict.PASSED);
    assertThat(rules(folder(KEY))).containsExactly("not-signed");
    write("app.asc", SIGNATURE);
    assertThat(folder(KEY).verdict()).isEqualTo(Verdict.PASSED);
    write("more", "hello\n");
    write("SHA256SUMS", HELLO + "  app\n" + HELLO + "  more\n");
    assertThat(rules(folder(KEY))).containsExactly("not-signed");
    Rules rules = Rules.strict().allowing(List.of("more")).trusting(Trust.shipped().inKeys(List.of(KEY)));
    assertThat(new Verifier(rules).folder(folder, Progress.unwatched()).verdict()).isEqualTo(Verdict.PASSED);
    assertThat(rules(new Verifier(Rules.strict().trusting(Trust.shipped().inSigner(ExpectedSigner.of("https://github.com/o/r"))))
            .any(folder.resolve("SHA256SUMS"), Progress.unwatched())))
        .containsExactly("not-signed", "not-signed");
  }

  /// Users of `sha256sum -c` would believe it, and nobody signed it.
  @Test
  void aClaimInTheHeaderOfASignedTextIsOutsideIt() throws Exception {
    write("SHA256SUMS",
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n" + HELLO + "  app\n\n" + HELLO + "  app\n" + SIGNATURE);
    assertThat(rules(folder())).contains("outside-signed-text");
  }

  @Test
  void aKeyIsAKeyOrRefused() throws Exception {
    Path file = keys.resolve("key");
    Files.writeString(file, KEY);
    assertThat(TrustFile.key(file)).isEqualTo(KEY);
    for (String none : List.of("", "words", SIGNATURE, CERTIFICATE, PLAIN_KEY, armored("PUBLIC KEY BLOCK", "AAAA\n"), "ssh-ed25519 AAAA")) {
      Files.writeString(file, none);
      assertThatThrownBy(() -> TrustFile.key(file)).as(none).isInstanceOf(Problem.class).hasMessageContaining("Nothing was verified");
    }
  }

  @Test
  void aTrustRootIsOneOrRefused() throws Exception {
    Path file = keys.resolve("root.json");
    for (String none : List.of("", " \n", "words", "{}", "{}\n{}", "{\"mediaType\":\"application/vnd.dev.sigstore.bundle.v0.3+json\"}", "[]", KEY)) {
      Files.writeString(file, none);
      assertThatThrownBy(() -> TrustFile.roots(file)).as(none).isInstanceOf(Problem.class).hasMessageContaining("Nothing was verified");
    }
  }

  /// `gpg --export` without `--armor`.
  @Test
  void aKeyThatIsNotArmouredIsReadToo() throws Exception {
    ByteArrayOutputStream binary = new ByteArrayOutputStream();
    binary.writeBytes(Base64.getMimeDecoder().decode(KEY_BODY.substring(0, KEY_BODY.lastIndexOf('='))));
    Path file = Files.write(keys.resolve("key.gpg"), binary.toByteArray());
    write("app.asc", SIGNATURE);
    assertThat(signature(folder(TrustFile.key(file)))).isInstanceOf(Cell.Passed.class);
  }

  private VerificationReport folder(String... trusted) throws Exception {
    return new Verifier(Rules.strict().trusting(Trust.shipped().inKeys(List.of(trusted)))).folder(folder, Progress.unwatched());
  }

  private static Cell signature(VerificationReport report) {
    return report.file("app").orElseThrow().cell(Check.SIGNATURE);
  }

  private static List<String> rules(VerificationReport report) {
    return report.allFindings().stream().map(Finding::rule).toList();
  }

  private static String sha256(String text) throws Exception {
    return java.util.HexFormat.of().formatHex(
        java.security.MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private void write(String name, String text) throws Exception {
    Files.writeString(folder.resolve(name), text);
  }

  private static String armored(String kind, String body) {
    return "-----BEGIN PGP " + kind + "-----\n\n" + body + "-----END PGP " + kind + "-----\n";
  }
}
