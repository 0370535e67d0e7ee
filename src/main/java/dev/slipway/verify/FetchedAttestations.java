package dev.slipway.verify;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Digest.Algorithm;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Severity;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.verify.sigstore.Refused;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the code host has about files that were hashed.
///
/// @param proofs  the bundles, as if they lay in a file beside the others
/// @param trouble why not every file could be asked about; empty when every one was
record FetchedAttestations(List<ProofFile> proofs, String trouble) {
  private static final String NAME = "attestations of the code host";
  private static final int MOST_BUNDLES = 2_000;

  /// Asks about every file that was hashed.
  static FetchedAttestations ask(
      AttestationSource source, Claims claims, Map<Path, Hashing.Outcome> outcomes, Progress progress) throws Cancelled {
    Set<String> all = new LinkedHashSet<>();
    String trouble = "";
    for (Row row : claims.rows().values()) {
      progress.checkCancelled();
      if (row.found instanceof SafeFolder.Found.File(Path path, _)
          && outcomes.get(path) instanceof Hashing.Outcome.Hashed(_, Map<Algorithm, Digest> digests, _)
          && digests.get(Algorithm.SHA256) instanceof Digest digest) {
        try {
          all.addAll(source.about(row.name, digest));
        } catch (Problem e) {
          trouble = e.sentence();
          break;
        }
      }
    }
    List<ProofFile.Bundle> bundles = new ArrayList<>();
    for (String json : all.stream().limit(MOST_BUNDLES).toList()) {
      try {
        bundles.add(ProofReader.bundle(json));
      } catch (Refused e) {
        claims.findings().add(
            Finding.about(
                NAME, "unreadable-attestation", Severity.WARNING,
                "An attestation the code host has cannot be read: %s.".formatted(e.reason()), "Attest the files again."));
      }
    }
    if (!trouble.isEmpty()) {
      claims.findings().add(
          Finding.about(
              NAME, "attestations-not-read", Severity.WARNING, "The code host could not be asked for attestations: " + trouble,
              "Verify again when it can be reached."));
    }
    return new FetchedAttestations(bundles.isEmpty() ? List.of() : List.of(new ProofFile.Bundles(NAME, bundles)), trouble);
  }
}
