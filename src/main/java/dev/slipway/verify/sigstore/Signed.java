package dev.slipway.verify.sigstore;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Optional;

/// What was signed, by which key: the part of a bundle every log entry must agree with.
///
/// @param signature   the signature itself
/// @param certificate of the signer; empty for a managed key
/// @param key         of the signer
/// @param digest      the digest that was signed, of a message; empty of an attestation
/// @param envelope    the pre-authentication encoding that was signed, of an attestation; else empty
/// @param payload     the attestation; else empty
record Signed(
    byte[] signature,
    Optional<X509Certificate> certificate,
    PublicKey key,
    byte[] digest,
    byte[] envelope,
    byte[] payload) {

  boolean isAttestation() {
    return envelope.length > 0;
  }
}
