package dev.slipway.verify.sigstore;

import dev.slipway.verify.sigstore.Refused.Step;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;

/// Builds the path from a certificate to a trusted authority, as of the time of signing.
final class Chains {
  private Chains() {}

  /// The certificate that issued `leaf`, when the leaf chains to the authority at that time.
  static X509Certificate issuer(X509Certificate leaf, TrustRoot.Authority authority, Instant time, Step step)
      throws Refused {
    if (!authority.period().has(time)) {
      throw new Refused(step, "%s is not trusted at %s".formatted(authority.uri(), time));
    }
    List<X509Certificate> chain = authority.chain();
    for (int i = 0; i < chain.size(); i++) {
      if (chain.get(i).getSubjectX500Principal().equals(leaf.getIssuerX500Principal())) {
        List<X509Certificate> path = new ArrayList<>();
        path.add(leaf);
        path.addAll(chain.subList(i, chain.size() - 1));
        validate(path, chain.getLast(), time, step);
        return chain.get(i);
      }
    }
    throw new Refused(step, "it was not issued by " + authority.uri());
  }

  private static void validate(List<X509Certificate> path, X509Certificate anchor, Instant time, Step step)
      throws Refused {
    try {
      PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(time));
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
      anchor.checkValidity(Date.from(time));
    } catch (GeneralSecurityException e) {
      throw new Refused(step, "the certificates do not lead to a trusted root: " + e.getMessage(), e);
    }
  }
}
