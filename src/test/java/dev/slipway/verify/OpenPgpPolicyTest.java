package dev.slipway.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fact.Finding;
import dev.slipway.task.Progress;
import dev.slipway.verify.VerificationReport.Verdict;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys and signatures made here, each right but for one thing that `verify()` of the mathematics does not see.
class OpenPgpPolicyTest {
  private static final String HELLO = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";
  private static final Instant MADE = Instant.parse("2024-01-01T00:00:00Z");
  private static final Instant SIGNED = MADE.plus(Duration.ofDays(10));

  @TempDir Path folder;

  @BeforeEach
  void file() throws Exception {
    Files.writeString(folder.resolve("app.bin"), "hello\n");
  }

  @Test
  void aKeyThatVouchesForItselfPasses() throws Exception {
    PGPKeyPair master = ed25519();
    assertThat(detached(master, certified(master, says -> {}), says -> {})).isInstanceOf(Cell.Passed.class);
  }

  @Test
  void aKeyNobodyCertifiedDoesNot() throws Exception {
    PGPKeyPair master = ed25519();
    refused(detached(master, master.getPublicKey(), says -> {}), "vouch for itself");
    PGPKeyPair stranger = ed25519();
    PGPPublicKey claimed =
        PGPPublicKey.addCertification(
            master.getPublicKey(), "App <app@example.org>", certification(stranger, "App <app@example.org>", master.getPublicKey(), HashAlgorithmTags.SHA256, says -> {}));
    refused(detached(master, claimed, says -> {}), "vouch for itself");
  }

  @Test
  void aKeyThatVouchesForItselfByAWeakHashDoesNot() throws Exception {
    PGPKeyPair master = ed25519();
    PGPPublicKey weak =
        PGPPublicKey.addCertification(
            master.getPublicKey(), "App", certification(master, "App", master.getPublicKey(), HashAlgorithmTags.SHA1, says -> {}));
    refused(detached(master, weak, says -> {}), "vouch for itself");
  }

  @Test
  void expiryCountsAtTheTimeOfSigningAndInTheNewestStatement() throws Exception {
    PGPKeyPair master = ed25519();
    long fiveDays = Duration.ofDays(5).toSeconds();
    refused(detached(master, certified(master, says -> says.setKeyExpirationTime(true, fiveDays)), says -> {}), "expired");
    assertThat(detached(master, certified(master, says -> says.setKeyExpirationTime(true, 20 * fiveDays)), says -> {}))
        .as("expired since, and not when it signed").isInstanceOf(Cell.Passed.class);
    refused(detached(master, certified(master, says -> {}), says -> says.setSignatureExpirationTime(true, 60)), "expired");
    refused(detached(master, certified(master, says -> {}), says -> says.setSignatureCreationTime(false, Date.from(MADE.minusSeconds(1)))), "before its key");
    refused(detached(master, certified(master, says -> {}), says -> says.setSignatureCreationTime(false, Date.from(Instant.now().plus(Duration.ofDays(9))))), "future");
  }

  @Test
  void aRevokedKeyOrSubkeyDoesNot() throws Exception {
    PGPKeyPair master = ed25519();
    PGPPublicKey key = certified(master, says -> {});
    PGPSignatureGenerator revocation = generator(master, PGPSignature.KEY_REVOCATION, HashAlgorithmTags.SHA256, says -> {});
    PGPPublicKey revoked = PGPPublicKey.addCertification(key, revocation.generateCertification(key));
    refused(detached(master, revoked, says -> {}), "revoked");
    PGPKeyPair sub = ed25519();
    PGPPublicKey bound = bound(master, sub, KeyFlags.SIGN_DATA, true);
    PGPSignatureGenerator withdrawn = generator(master, PGPSignature.SUBKEY_REVOCATION, HashAlgorithmTags.SHA256, says -> {});
    PGPPublicKey gone = PGPPublicKey.addCertification(bound, withdrawn.generateCertification(key, bound));
    refused(detached(sub, List.of(key, gone), says -> {}), "revoked");
  }

  @Test
  void aSubkeyMustBelongToItsKeyAgreeToItAndBeForSigning() throws Exception {
    PGPKeyPair master = ed25519();
    PGPKeyPair sub = ed25519();
    PGPPublicKey key = certified(master, says -> {});
    assertThat(detached(sub, List.of(key, bound(master, sub, KeyFlags.SIGN_DATA, true)), says -> {})).isInstanceOf(Cell.Passed.class);
    refused(detached(sub, List.of(key, bound(master, sub, KeyFlags.SIGN_DATA, false)), says -> {}), "agreed");
    refused(detached(sub, List.of(key, bound(master, sub, KeyFlags.ENCRYPT_COMMS, true)), says -> {}), "not for signing");
    PGPKeyPair stranger = ed25519();
    refused(detached(sub, List.of(key, bound(stranger, sub, KeyFlags.SIGN_DATA, true)), says -> {}), "belong");
    refused(detached(master, certified(master, says -> says.setKeyFlags(true, KeyFlags.CERTIFY_OTHER)), says -> {}), "not for signing");
  }

  @Test
  void whatAKeySaysOfItselfCountsOnlyWhileItHolds() throws Exception {
    PGPKeyPair master = ed25519();
    refused(detached(master, certified(master, lasting(5)), says -> {}), "vouch for itself");
    assertThat(detached(master, certified(master, lasting(50)), says -> {}))
        .as("it held when the key signed").isInstanceOf(Cell.Passed.class);
    refused(detached(master, certified(master, says -> says.addNotationData(true, true, "limit@example.org", "tests only")), says -> {}), "vouch for itself");
  }

  private static Consumer<PGPSignatureSubpacketGenerator> lasting(int days) {
    return says -> {
      says.setSignatureCreationTime(false, Date.from(MADE));
      says.setSignatureExpirationTime(true, Duration.ofDays(days).toSeconds());
    };
  }

  /// A direct signature about a key often says nothing of expiry and use; then what it says with its name holds.
  @Test
  void aNewerStatementThatSaysNothingTakesNothingBack() throws Exception {
    PGPKeyPair master = ed25519();
    for (Consumer<PGPSignatureSubpacketGenerator> named : List.<Consumer<PGPSignatureSubpacketGenerator>>of(
        says -> says.setKeyExpirationTime(true, Duration.ofDays(5).toSeconds()), says -> says.setKeyFlags(true, KeyFlags.CERTIFY_OTHER))) {
      PGPPublicKey key = certified(master, named);
      PGPSignature direct =
          generator(master, PGPSignature.DIRECT_KEY, HashAlgorithmTags.SHA256, says -> says.setSignatureCreationTime(false, Date.from(SIGNED.plusSeconds(60))))
              .generateCertification(key);
      assertThat(detached(master, PGPPublicKey.addCertification(key, direct), says -> {})).isInstanceOf(Cell.Failed.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {HashAlgorithmTags.SHA256, HashAlgorithmTags.SHA1})
  void aNameThatWasTakenBackVouchesForNothing(int hash) throws Exception {
    PGPKeyPair master = ed25519();
    String id = "App <app@example.org>";
    PGPSignatureGenerator revocation =
        generator(master, PGPSignature.CERTIFICATION_REVOCATION, hash, says -> says.setSignatureCreationTime(false, Date.from(SIGNED.plusSeconds(60))));
    PGPPublicKey revoked = PGPPublicKey.addCertification(certified(master, says -> {}), id, revocation.generateCertification(id, master.getPublicKey()));
    refused(detached(master, revoked, says -> {}), "vouch for itself");
  }

  @Test
  void weakHashesAndWeakKeysProveNothing() throws Exception {
    PGPKeyPair master = ed25519();
    PGPPublicKey key = certified(master, says -> {});
    for (int hash : new int[] {HashAlgorithmTags.SHA1, HashAlgorithmTags.MD5, HashAlgorithmTags.RIPEMD160}) {
      write(signature(master, PGPSignature.BINARY_DOCUMENT, hash, "hello\n", says -> {}));
      refused(cell(armored(new PGPPublicKeyRing(List.of(key)).getEncoded())), "hash");
    }
    PGPKeyPair small = rsa(1024);
    refused(detached(small, certified(small, says -> {}), says -> {}), "1024 bits");
    PGPKeyPair large = rsa(2048);
    assertThat(detached(large, certified(large, says -> {}), says -> {})).isInstanceOf(Cell.Passed.class);
  }

  @Test
  void whatASignatureInsistsOnMustBeUnderstood() throws Exception {
    PGPKeyPair master = ed25519();
    refused(detached(master, certified(master, says -> {}), says -> says.addNotationData(true, true, "limit@example.org", "tests only")), "insists");
    write(signature(master, PGPSignature.DIRECT_KEY, HashAlgorithmTags.SHA256, "hello\n", says -> {}));
    refused(cell(armored(new PGPPublicKeyRing(List.of(certified(master, says -> {}))).getEncoded())), "no signature of a file");
  }

  @Test
  void theSignatureAroundAManifestIsVerifiedOverTheLinesThatAreRead() throws Exception {
    PGPKeyPair master = ed25519();
    String key = armored(new PGPPublicKeyRing(List.of(certified(master, says -> {}))).getEncoded());
    String signed = clearSigned(master, HELLO + "  app.bin");
    Path manifest = folder.resolve("SHA256SUMS.asc");
    Files.writeString(manifest, signed);
    for (boolean alone : new boolean[] {false, true}) {
      VerificationReport open = verify(alone, manifest);
      assertThat(open.verdict()).isEqualTo(Verdict.PASSED);
      assertThat(open.file("app.bin").orElseThrow().cell(Check.SIGNATURE)).as("no key").isNotInstanceOf(Cell.Passed.class);
      assertThat(open.file("SHA256SUMS.asc").orElseThrow().cell(Check.SIGNATURE)).isInstanceOf(Cell.NotCheckable.class);
      VerificationReport report = verify(alone, manifest, key);
      assertThat(report.verdict()).as("%s", report.allFindings()).isEqualTo(Verdict.PASSED);
      assertThat(report.file("app.bin").orElseThrow().cell(Check.SIGNATURE)).isInstanceOf(Cell.Passed.class);
      assertThat(report.file("SHA256SUMS.asc").orElseThrow().cell(Check.SIGNATURE)).isInstanceOf(Cell.Passed.class);
    }
    Files.writeString(manifest, signed.replace("\n", "\r\n"));
    assertThat(verify(false, manifest, key).file("app.bin").orElseThrow().cell(Check.SIGNATURE)).as("sent as text").isInstanceOf(Cell.Passed.class);
    Files.writeString(manifest, signed.replace("  app.bin", "  app.bin \t "));
    assertThat(verify(false, manifest, key).verdict()).as("blanks at the end of a line, which nobody signs").isEqualTo(Verdict.PASSED);
    Files.writeString(manifest, signed.replace(HELLO, HELLO.toUpperCase(java.util.Locale.ROOT)));
    broken(verify(false, manifest, key));
    Files.writeString(manifest, signed + signed);
    broken(verify(false, manifest, key));
    Files.writeString(manifest, signed.substring(0, signed.indexOf("-----END PGP SIGNATURE")));
    broken(verify(false, manifest, key));
    Files.writeString(manifest, HELLO + "  other.bin\n" + signed);
    assertThat(verify(false, manifest, key).verdict()).as("a line outside").isEqualTo(Verdict.FAILED);
  }

  @Test
  void aTextSignatureHoldsWhateverEndsTheLines() throws Exception {
    PGPKeyPair master = ed25519();
    String key = armored(new PGPPublicKeyRing(List.of(certified(master, says -> {}))).getEncoded());
    write(signature(master, PGPSignature.CANONICAL_TEXT_DOCUMENT, HashAlgorithmTags.SHA512, "one\r\ntwo\r\n", says -> {}));
    for (String text : List.of("one\ntwo\n", "one\r\ntwo\r\n")) {
      Files.writeString(folder.resolve("app.bin"), text);
      assertThat(cell(key)).isInstanceOf(Cell.Passed.class);
    }
    Files.writeString(folder.resolve("app.bin"), "one\ntwo\n\n");
    assertThat(cell(key)).isInstanceOf(Cell.Failed.class);
  }

  private void broken(VerificationReport report) {
    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(report.allFindings()).extracting(Finding::rule).contains("signature-wrong");
    assertThat(report.file("app.bin").orElseThrow().cell(Check.SIGNATURE)).isNotInstanceOf(Cell.Passed.class);
  }

  private static void refused(Cell cell, String reason) {
    assertThat(cell).isInstanceOf(Cell.Failed.class);
    assertThat(cell.reason()).contains(reason);
  }

  private VerificationReport verify(boolean alone, Path manifest, String... keys) throws Exception {
    Verifier verifier = new Verifier(Rules.strict().trusting(Trust.shipped().inKeys(List.of(keys))));
    return alone ? verifier.manifest(manifest, Progress.unwatched()) : verifier.folder(folder, Progress.unwatched());
  }

  private Cell detached(PGPKeyPair by, PGPPublicKey key, Consumer<PGPSignatureSubpacketGenerator> says) throws Exception {
    return detached(by, List.of(key), says);
  }

  private Cell detached(PGPKeyPair by, List<PGPPublicKey> keys, Consumer<PGPSignatureSubpacketGenerator> says) throws Exception {
    write(signature(by, PGPSignature.BINARY_DOCUMENT, HashAlgorithmTags.SHA256, "hello\n", says));
    return cell(armored(new PGPPublicKeyRing(keys).getEncoded()));
  }

  private Cell cell(String key) throws Exception {
    return verify(false, folder, key).file("app.bin").orElseThrow().cell(Check.SIGNATURE);
  }

  private void write(PGPSignature signature) throws Exception {
    Files.writeString(folder.resolve("app.bin.asc"), armored(signature.getEncoded()));
  }

  private static PGPPublicKey certified(PGPKeyPair master, Consumer<PGPSignatureSubpacketGenerator> says) throws Exception {
    String id = "App <app@example.org>";
    return PGPPublicKey.addCertification(
        master.getPublicKey(), id, certification(master, id, master.getPublicKey(), HashAlgorithmTags.SHA256, says));
  }

  private static PGPSignature certification(
      PGPKeyPair by, String id, PGPPublicKey key, int hash, Consumer<PGPSignatureSubpacketGenerator> says) throws Exception {
    return generator(by, PGPSignature.POSITIVE_CERTIFICATION, hash, says.andThen(g -> g.setIssuerKeyID(false, key.getKeyID())))
        .generateCertification(id, key);
  }

  /// A subkey with its binding, and in it the subkey's own consent.
  private static PGPPublicKey bound(PGPKeyPair master, PGPKeyPair sub, int flags, boolean agreed) throws Exception {
    PGPPublicKey subkey = sub.asSubkey(new org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator()).getPublicKey();
    PGPSignature back = generator(sub, PGPSignature.PRIMARYKEY_BINDING, HashAlgorithmTags.SHA256, says -> {}).generateCertification(master.getPublicKey(), subkey);
    PGPSignatureGenerator binding =
        generator(master, PGPSignature.SUBKEY_BINDING, HashAlgorithmTags.SHA256, says -> {
          says.setKeyFlags(true, flags);
          if (agreed) {
            try {
              says.addEmbeddedSignature(false, back);
            } catch (java.io.IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          }
        });
    return PGPPublicKey.addCertification(subkey, binding.generateCertification(master.getPublicKey(), subkey));
  }

  private static PGPSignature signature(
      PGPKeyPair by, int type, int hash, String text, Consumer<PGPSignatureSubpacketGenerator> says) throws Exception {
    PGPSignatureGenerator generator = generator(by, type, hash, says);
    generator.update(text.getBytes(StandardCharsets.UTF_8));
    return generator.generate();
  }

  private static PGPSignatureGenerator generator(
      PGPKeyPair by, int type, int hash, Consumer<PGPSignatureSubpacketGenerator> says) throws PGPException {
    PGPSignatureGenerator generator =
        new PGPSignatureGenerator(new BcPGPContentSignerBuilder(by.getPublicKey().getAlgorithm(), hash), by.getPublicKey());
    generator.init(type, by.getPrivateKey());
    PGPSignatureSubpacketGenerator packets = new PGPSignatureSubpacketGenerator();
    packets.setIssuerFingerprint(false, by.getPublicKey());
    says.accept(packets);
    if (!packets.hasSubpacket(org.bouncycastle.bcpg.SignatureSubpacketTags.CREATION_TIME)) {
      packets.setSignatureCreationTime(false, Date.from(SIGNED));
    }
    generator.setHashedSubpackets(packets.generate());
    return generator;
  }

  private static String clearSigned(PGPKeyPair by, String text) throws Exception {
    PGPSignature signature = signature(by, PGPSignature.CANONICAL_TEXT_DOCUMENT, HashAlgorithmTags.SHA512, text.replace("\n", "\r\n"), says -> {});
    return "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n" + text + "\n" + armored(signature.getEncoded());
  }

  private static String armored(byte[] bytes) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ArmoredOutputStream armor = ArmoredOutputStream.builder().clearHeaders().build(out)) {
      armor.write(bytes);
    }
    return out.toString(StandardCharsets.US_ASCII);
  }

  private static PGPKeyPair ed25519() throws PGPException {
    Ed25519KeyPairGenerator generator = new Ed25519KeyPairGenerator();
    generator.init(new Ed25519KeyGenerationParameters(new SecureRandom()));
    return pair(PublicKeyAlgorithmTags.EDDSA_LEGACY, generator.generateKeyPair());
  }

  private static PGPKeyPair rsa(int bits) throws PGPException {
    RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
    generator.init(new RSAKeyGenerationParameters(BigInteger.valueOf(65537), new SecureRandom(), bits, 64));
    return pair(PublicKeyAlgorithmTags.RSA_GENERAL, generator.generateKeyPair());
  }

  private static PGPKeyPair pair(int algorithm, AsymmetricCipherKeyPair keys) throws PGPException {
    return new BcPGPKeyPair(4, algorithm, keys, Date.from(MADE));
  }
}
