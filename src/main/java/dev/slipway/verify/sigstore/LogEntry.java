package dev.slipway.verify.sigstore;

import dev.slipway.verify.sigstore.Refused.Step;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Holds what a transparency log recorded against what the bundle carries: the same signature, by the
/// same key, over the same thing.
final class LogEntry {
  private final Signed signed;

  LogEntry(Signed signed) {
    this.signed = signed;
  }

  /// Compares the body of an entry, in each kind Rekor writes.
  void agrees(byte[] body, Fields kindVersion) throws Refused {
    Fields entry = Fields.parse(new String(body, StandardCharsets.UTF_8), Step.LOG);
    String kind = entry.text("kind") + "/" + entry.text("apiVersion");
    if (!kind.equals(kindVersion.text("kind") + "/" + kindVersion.text("version"))) {
      throw refused("the entry is of another kind than the bundle says");
    }
    Fields spec = entry.object("spec");
    switch (kind) {
      case "hashedrekord/0.0.1" -> hashedRekord1(spec);
      case "hashedrekord/0.0.2" -> hashedRekord2(spec.object("hashedRekordV002"));
      case "dsse/0.0.1" -> dsse1(spec);
      case "dsse/0.0.2" -> dsse2(spec.object("dsseV002"));
      case "intoto/0.0.2" -> intoto(spec.object("content"));
      default -> throw refused("entries of kind " + kind + " are not supported");
    }
  }

  private void hashedRekord1(Fields spec) throws Refused {
    if (signed.isAttestation()) {
      throw refused("the entry is for a message, and this is an attestation");
    }
    same(hex(spec.object("data").object("hash").text("value")), signed.digest(), "digest");
    Fields signature = spec.object("signature");
    same(signature.base64("content"), signed.signature(), "signature");
    signer(signature.object("publicKey").base64("content"));
  }

  private void hashedRekord2(Fields spec) throws Refused {
    Fields data = spec.object("data");
    byte[] expected =
        signed.isAttestation() ? Crypto.digest(hash(data.text("algorithm")), signed.envelope()) : signed.digest();
    same(data.base64("digest"), expected, "digest");
    Fields signature = spec.object("signature");
    same(signature.base64("content"), signed.signature(), "signature");
    verifier(signature.object("verifier"));
  }

  private void dsse1(Fields spec) throws Refused {
    attestation();
    Fields payload = spec.object("payloadHash");
    if (!payload.text("algorithm").equals("sha256")) {
      throw refused("the entry uses a hash that is not accepted");
    }
    same(hex(payload.text("value")), Crypto.digest("SHA-256", signed.payload()), "payload");
    Fields signature = only(spec.objects("signatures"));
    same(signature.base64("signature"), signed.signature(), "signature");
    signer(signature.base64("verifier"));
  }

  private void dsse2(Fields spec) throws Refused {
    attestation();
    same(spec.object("payloadHash").base64("digest"), Crypto.digest("SHA-256", signed.payload()), "payload");
    Fields signature = only(spec.objects("signatures"));
    same(signature.base64("content"), signed.signature(), "signature");
    verifier(signature.object("verifier"));
  }

  private void intoto(Fields content) throws Refused {
    attestation();
    same(hex(content.object("payloadHash").text("value")), Crypto.digest("SHA-256", signed.payload()), "payload");
    Fields signature = only(content.object("envelope").objects("signatures"));
    String twice = new String(signature.base64("sig"), StandardCharsets.US_ASCII);
    same(Fields.base64(twice, "sig", Step.LOG), signed.signature(), "signature");
    signer(signature.base64("publicKey"));
  }

  private void attestation() throws Refused {
    if (!signed.isAttestation()) {
      throw refused("the entry is for an attestation, and this is a message");
    }
  }

  /// Rekor v1 writes who signed in PEM.
  private void signer(byte[] pem) throws Refused {
    String text = new String(pem, StandardCharsets.US_ASCII);
    signer(Crypto.pemBytes(text, Step.LOG), text.contains("CERTIFICATE"));
  }

  /// Rekor v2 writes who signed in DER.
  private void verifier(Fields verifier) throws Refused {
    if (verifier.has("x509Certificate")) {
      signer(verifier.object("x509Certificate").base64("rawBytes"), true);
    } else {
      signer(verifier.object("publicKey").base64("rawBytes"), false);
    }
  }

  private void signer(byte[] der, boolean isCertificate) throws Refused {
    if (isCertificate != signed.certificate().isPresent()) {
      throw refused("the entry is for a key, and this is signed with a certificate, or the other way round");
    }
    try {
      byte[] own = isCertificate ? signed.certificate().orElseThrow().getEncoded() : signed.key().getEncoded();
      if (!Arrays.equals(der, own)) {
        throw refused("the entry is for another certificate or key");
      }
    } catch (CertificateEncodingException e) {
      throw new Refused(Step.LOG, "the certificate cannot be written", e);
    }
  }

  private static Fields only(List<Fields> signatures) throws Refused {
    if (signatures.size() != 1) {
      throw refused("the entry has not exactly one signature");
    }
    return signatures.getFirst();
  }

  private static void same(byte[] recorded, byte[] carried, String what) throws Refused {
    if (carried.length == 0 || !MessageDigest.isEqual(recorded, carried)) {
      throw refused("the entry has another " + what + " than the bundle");
    }
  }

  private static byte[] hex(String text) throws Refused {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      throw new Refused(Step.LOG, "a digest in the entry cannot be read", e);
    }
  }

  static String hash(String algorithm) throws Refused {
    return switch (algorithm) {
      case "SHA2_256" -> "SHA-256";
      case "SHA2_384" -> "SHA-384";
      case "SHA2_512" -> "SHA-512";
      default -> throw refused("the hash " + algorithm + " is not accepted");
    };
  }

  private static Refused refused(String reason) {
    return new Refused(Step.LOG, reason);
  }
}
