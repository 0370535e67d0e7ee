package dev.slipway.verify.sigstore;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A bundle that holds: who signed what, when, and how that is known.
///
/// @param root       the trust root it was accepted by
/// @param subjects   the names in the signer's certificate; empty for a managed key
/// @param claims     what the certificate says about the build, by the names Fulcio gives its extensions
/// @param times      when it was signed, as the log and the timestamp authorities say
/// @param logIndex   its place in the transparency log
/// @param statement  the attestation, when the bundle is one
public record Accepted(
    String root,
    List<String> subjects,
    Map<String, String> claims,
    List<Instant> times,
    Optional<Long> logIndex,
    Optional<Statement> statement) {
  public Accepted {
    subjects = List.copyOf(subjects);
    claims = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(claims));
    times = List.copyOf(times);
  }
}
