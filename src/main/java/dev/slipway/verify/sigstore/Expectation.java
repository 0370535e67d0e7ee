package dev.slipway.verify.sigstore;

import java.security.PublicKey;
import java.util.Optional;

/// Who should have signed. Without an expectation a bundle only tells who did.
public sealed interface Expectation {

  /// Anybody: the identity is reported, not judged.
  record Anybody() implements Expectation {}

  /// An identity in the certificate.
  ///
  /// @param subject the alternative name: a workflow's URL, or an e-mail address
  /// @param issuer  who vouched for it; empty where the subject alone decides
  record Identity(String subject, Optional<String> issuer) implements Expectation {}

  /// The holder of a key that is known otherwise.
  record Key(PublicKey key) implements Expectation {}

  /// The holder of a key in PEM.
  ///
  /// @throws Refused when it is no public key
  static Expectation key(String pem) throws Refused {
    return new Key(Crypto.pem(pem, Refused.Step.TRUST_ROOT));
  }
}
