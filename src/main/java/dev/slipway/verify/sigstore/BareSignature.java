package dev.slipway.verify.sigstore;

import dev.slipway.verify.sigstore.Refused.Step;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/// A signature without a bundle, as cosign wrote into `.sig` files: base64 over the SHA-256 of the file. Nothing says
/// when it was made.
///
/// @param bytes the signature
public record BareSignature(byte[] bytes) {

  /// Reads the content of a `.sig` file.
  ///
  /// @throws Refused when it is no base64
  public static BareSignature read(String base64) throws Refused {
    return new BareSignature(Fields.base64(base64.strip(), "the signature", Step.BUNDLE));
  }

  /// Whether the holder of a key signed a file of this SHA-256.
  ///
  /// @param pem the public key
  /// @throws Refused when the key cannot be read
  public boolean isBy(String pem, byte[] sha256) throws Refused {
    return Crypto.verifiesDigest(Crypto.pem(pem, Step.IDENTITY), bytes, sha256);
  }

  /// Who signed, by a certificate that a trusted authority issued. As nothing says when, the certificate is looked at
  /// as of the time it was issued, so what is returned is no proof that it was valid when it was used.
  ///
  /// @param certificate in PEM, or that in base64
  /// @return the names in the certificate
  /// @throws Refused when it did not sign a file of this SHA-256, or comes from nobody who is trusted
  public List<String> signers(String certificate, byte[] sha256, List<TrustRoot> roots) throws Refused {
    byte[] der = Crypto.pemBytes(CosignBundle.first(CosignBundle.pem(certificate)), Step.CERTIFICATE);
    X509Certificate leaf = Crypto.certificate(der, Step.CERTIFICATE);
    PublicKey key = leaf.getPublicKey();
    if (!Crypto.verifiesDigest(key, bytes, sha256)) {
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
