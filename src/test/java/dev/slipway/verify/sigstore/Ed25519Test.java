package dev.slipway.verify.sigstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Digest.Algorithm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdDSAParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files signed with somebody's own Ed25519 key, by the JDK: as a bundle with a log's promise, and alone.
class Ed25519Test {
  private static final byte[] FILE = "hello\n".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  private KeyPair signer;
  private KeyPair log;
  private Path file;

  @BeforeEach
  void keys() throws Exception {
    signer = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
    curve.initialize(256);
    log = curve.generateKeyPair();
    file = Files.write(folder.resolve("app.txt"), FILE);
  }

  @Test
  void aPrehashedSignatureIsVerifiedFromTheDigestAlone() throws Exception {
    byte[] signature = sign(true, FILE);
    String bundle = bundle(signature, "SHA2_512", "SHA-512", "sha512");
    assertThat(verify(bundle, Artifact.of(digests(FILE))).subjects()).isEmpty();
    assertThatThrownBy(() -> verify(bundle, Artifact.of(digests("hellp\n".getBytes(StandardCharsets.UTF_8)))))
        .isInstanceOf(Refused.class);
    byte[] changed = signature.clone();
    changed[3] ^= 1;
    assertThatThrownBy(() -> verify(bundle(changed, "SHA2_512", "SHA-512", "sha512"), Artifact.of(digests(FILE))))
        .isInstanceOf(Refused.class);
    signer = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    assertThatThrownBy(() -> verify(bundle, Artifact.of(digests(FILE)))).isInstanceOf(Refused.class);
  }

  @Test
  void aSignatureOfTheWholeFileNeedsTheFile() throws Exception {
    String bundle = bundle(sign(false, FILE), "SHA2_256", "SHA-256", "sha256");
    assertThat(verify(bundle, Artifact.of(digests(FILE), file)).subjects()).isEmpty();
    assertThatThrownBy(() -> verify(bundle, Artifact.of(digests(FILE))))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("only digests");
    Files.writeString(file, "hellp\n");
    assertThatThrownBy(() -> verify(bundle, Artifact.of(digests(FILE), file))).isInstanceOf(Refused.class);
  }

  @Test
  void aSignatureAloneIsVerifiedBothWays() throws Exception {
    for (boolean prehashed : List.of(true, false)) {
      BareSignature signature = BareSignature.read(base64(sign(prehashed, FILE)));
      assertThat(signature.isBy(pem(signer.getPublic()), Artifact.of(digests(FILE), file))).isTrue();
      byte[] other = "hellp\n".getBytes(StandardCharsets.UTF_8);
      assertThat(signature.isBy(pem(signer.getPublic()), Artifact.of(digests(other), Files.write(folder.resolve("other"), other)))).isFalse();
      assertThat(signature.isBy(pem(KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic()), Artifact.of(digests(FILE), file)))
          .isFalse();
    }
  }

  private Accepted verify(String bundle, Artifact artifact) throws Exception {
    String root =
        """
        {"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1","tlogs":[{"baseUrl":"https://log.example",
        "hashAlgorithm":"SHA2_256","publicKey":{"rawBytes":"%s","keyDetails":"PKIX_ECDSA_P256_SHA_256",
        "validFor":{"start":"2020-01-01T00:00:00Z"}},"logId":{"keyId":"%s"}}],
        "certificateAuthorities":[],"ctlogs":[],"timestampAuthorities":[]}
        """
            .formatted(base64(log.getPublic().getEncoded()), base64(logId()));
    return new BundleVerifier(List.of(TrustRoot.read("own", root))).verify(bundle, artifact, Expectation.key(pem(signer.getPublic())));
  }

  private String bundle(byte[] signature, String algorithm, String jdk, String recorded) throws Exception {
    byte[] digest = MessageDigest.getInstance(jdk).digest(FILE);
    String body =
        base64(
            """
            {"apiVersion":"0.0.1","kind":"hashedrekord","spec":{"data":{"hash":{"algorithm":"%s","value":"%s"}},"signature":{"content":"%s","publicKey":{"content":"%s"}}}}"""
                .formatted(recorded, HexFormat.of().formatHex(digest), base64(signature), base64(pem(signer.getPublic()).getBytes(StandardCharsets.US_ASCII)))
                .getBytes(StandardCharsets.UTF_8));
    String promised =
        "{\"body\":\"%s\",\"integratedTime\":1700000000,\"logID\":\"%s\",\"logIndex\":7}".formatted(body, HexFormat.of().formatHex(logId()));
    Signature promise = Signature.getInstance("SHA256withECDSA");
    promise.initSign(log.getPrivate());
    promise.update(promised.getBytes(StandardCharsets.UTF_8));
    return """
        {"mediaType":"application/vnd.dev.sigstore.bundle+json;version=0.1","verificationMaterial":{"publicKey":{"hint":"x"},
        "tlogEntries":[{"logIndex":"7","logId":{"keyId":"%s"},"kindVersion":{"kind":"hashedrekord","version":"0.0.1"},
        "integratedTime":"1700000000","inclusionPromise":{"signedEntryTimestamp":"%s"},"canonicalizedBody":"%s"}]},
        "messageSignature":{"messageDigest":{"algorithm":"%s","digest":"%s"},"signature":"%s"}}
        """
        .formatted(base64(logId()), base64(promise.sign()), body, algorithm, base64(digest), base64(signature));
  }

  private byte[] sign(boolean prehashed, byte[] bytes) throws Exception {
    Signature signature = Signature.getInstance("Ed25519");
    signature.setParameter(new EdDSAParameterSpec(prehashed));
    signature.initSign(signer.getPrivate());
    signature.update(bytes);
    return signature.sign();
  }

  private byte[] logId() throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(log.getPublic().getEncoded());
  }

  private static List<Digest> digests(byte[] bytes) throws Exception {
    return List.of(
        Digest.of(Algorithm.SHA256, MessageDigest.getInstance("SHA-256").digest(bytes)),
        Digest.of(Algorithm.SHA512, MessageDigest.getInstance("SHA-512").digest(bytes)));
  }

  private static String pem(PublicKey key) {
    return "-----BEGIN PUBLIC KEY-----\n" + base64(key.getEncoded()) + "\n-----END PUBLIC KEY-----\n";
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
