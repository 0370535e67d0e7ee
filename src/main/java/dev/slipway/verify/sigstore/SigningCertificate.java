package dev.slipway.verify.sigstore;

import dev.slipway.verify.sigstore.Refused.Step;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/// The certificate a bundle was signed with.
final class SigningCertificate {
  private SigningCertificate() {}

  /// Whether it was valid at each of the times, was issued by the trust root and logged, and is for signing code.
  ///
  /// @throws Refused when it was not
  static void holds(X509Certificate leaf, TrustRoot root, List<Instant> times) throws Refused {
    if (times.isEmpty()) {
      throw new Refused(Step.TIMESTAMP, "nobody says when it was signed");
    }
    for (Instant time : times) {
      try {
        leaf.checkValidity(Date.from(time));
      } catch (CertificateException e) {
        throw new Refused(Step.CERTIFICATE, "it was not valid when it was used, at " + time, e);
      }
      CertificateLog.verify(leaf, issuer(leaf, root, time), root);
    }
    try {
      List<String> uses = leaf.getExtendedKeyUsage();
      boolean[] usage = leaf.getKeyUsage();
      if (uses == null || !uses.contains("1.3.6.1.5.5.7.3.3") || usage == null || !usage[0] || leaf.getBasicConstraints() >= 0) {
        throw new Refused(Step.CERTIFICATE, "it is not for signing code");
      }
    } catch (CertificateException e) {
      throw new Refused(Step.CERTIFICATE, "it cannot be read", e);
    }
    Crypto.longEnough(leaf.getPublicKey(), Step.CERTIFICATE);
    Optional<String> twoThings = FulcioClaims.twoThings(leaf);
    if (twoThings.isPresent()) {
      throw new Refused(Step.CERTIFICATE, "it says two things about one build: " + twoThings.get());
    }
  }

  private static X509Certificate issuer(X509Certificate leaf, TrustRoot root, Instant time) throws Refused {
    Refused last = new Refused(Step.CERTIFICATE, "the trust root has no certificate authority");
    for (TrustRoot.Authority authority : root.issuers()) {
      try {
        return Chains.issuer(leaf, authority, time, Step.CERTIFICATE);
      } catch (Refused e) {
        last = e;
      }
    }
    throw last;
  }

  /// Whether it is of who was expected.
  ///
  /// @throws Refused when it is of somebody else
  static void isOf(X509Certificate leaf, Expectation expectation) throws Refused {
    if (expectation instanceof Expectation.Identity(String subject, Optional<String> issuer)) {
      List<String> subjects = FulcioClaims.subjects(leaf);
      if (!subjects.contains(subject)) {
        throw new Refused(
            Step.IDENTITY, "it was signed by %s, and %s was expected".formatted(String.join(", ", subjects), subject));
      }
      String by = FulcioClaims.issuer(leaf);
      if (issuer.isPresent() && !issuer.get().equals(by)) {
        throw new Refused(
            Step.IDENTITY, "its signer was vouched for by %s, and %s was expected".formatted(by, issuer.get()));
      }
    }
  }
}
