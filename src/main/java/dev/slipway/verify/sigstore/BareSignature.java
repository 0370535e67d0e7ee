package dev.slipway.verify.sigstore;

import dev.slipway.verify.sigstore.Refused.Step;
import java.security.PublicKey;
import java.security.interfaces.EdECKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/// A signature without a bundle, as cosign wrote into `.sig` files: base64 over the SHA-256 of the file. Nothing says
/// when it was made.
///
/// @param bytes the signature
public record BareSignature(byte[] bytes) {
  private static final int ED25519 = 64;
  private static final int SHORTEST_RSA = 128;

  /// Reads the content of a `.sig` file.
  ///
  /// @throws Refused when it is no base64, or no signature could be so
  public static BareSignature read(String base64) throws Refused {
    byte[] bytes = Fields.base64(base64.strip(), "the signature", Step.BUNDLE);
    if (!couldBeOne(bytes)) {
      throw new Refused(Step.BUNDLE, "it is no signature of ECDSA, RSA or Ed25519");
    }
    return new BareSignature(bytes);
  }

  /// ECDSA signs with two numbers in DER, Ed25519 with 64 bytes, RSA with as many as its key has.
  private static boolean couldBeOne(byte[] bytes) {
    if (bytes.length == ED25519 || bytes.length >= SHORTEST_RSA) {
      return true;
    }
    try {
      List<Der> numbers = Der.parse(bytes).is(Der.SEQUENCE).children();
      return numbers.size() == 2 && numbers.stream().allMatch(number -> number.tag() == Der.INTEGER && number.length() > 0);
    } catch (Der.Malformed e) {
      return false;
    }
  }

  /// Whether the holder of a key signed a file by its SHA-256, or, with Ed25519, by all of it or its SHA-512.
  ///
  /// @param pem the public key
  /// @throws Refused when the key cannot be read
  public boolean isBy(String pem, Artifact artifact) throws Refused {
    PublicKey key = Crypto.pem(pem, Step.IDENTITY);
    return Crypto.verifiesFile(key, bytes, artifact.digest(key instanceof EdECKey ? "SHA-512" : "SHA-256").orElse(new byte[0]), artifact);
  }

  /// Who signed, by a certificate that a trusted authority issued. As nothing says when, the certificate is looked at
  /// as of the time it was issued, so what is returned is no proof that it was valid when it was used.
  ///
  /// @param certificate in PEM, or that in base64
  /// @return the names in the certificate
  /// @throws Refused when it did not sign the file, or comes from nobody who is trusted
  public List<String> signers(String certificate, Artifact artifact, List<TrustRoot> roots) throws Refused {
    byte[] der = Crypto.pemBytes(CosignBundle.pem(certificate), Step.CERTIFICATE);
    X509Certificate leaf = Crypto.certificate(der, Step.CERTIFICATE);
    PublicKey key = leaf.getPublicKey();
    if (!Crypto.verifiesFile(key, bytes, artifact.digest("SHA-256").orElse(new byte[0]), artifact)) {
      throw new Refused(Step.SIGNATURE, "it does not sign this file");
    }
    Instant issued = leaf.getNotBefore().toInstant();
    Refused last = new Refused(Step.CERTIFICATE, "its certificate comes from nobody in the trust roots");
    for (TrustRoot root : roots) {
      for (TrustRoot.Authority authority : root.issuers()) {
        try {
          Chains.issuer(leaf, authority, issued, Step.CERTIFICATE);
          return FulcioClaims.subjects(leaf);
        } catch (Refused e) {
          last = root.mayHaveIssued(leaf) ? e : last;
        }
      }
    }
    throw last;
  }
}
