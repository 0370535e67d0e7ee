package dev.slipway.verify;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Digest.Algorithm;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import dev.slipway.verify.sigstore.Accepted;
import dev.slipway.verify.sigstore.Artifact;
import dev.slipway.verify.sigstore.BundleVerifier;
import dev.slipway.verify.sigstore.Expectation;
import dev.slipway.verify.sigstore.Refused;
import dev.slipway.verify.sigstore.Statement;
import dev.slipway.verify.sigstore.TrustRoot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the proofs among the files say about one of them.
final class Proofs {
  private static final String RELEASES = "https://dotcom.releases.github.com";

  private final List<ProofFile> proofs;
  private final Trust trust;
  private final BundleVerifier bundles;

  Proofs(List<ProofFile> proofs, Trust trust) {
    this.proofs = proofs;
    this.trust = trust;
    List<TrustRoot> roots = new ArrayList<>(trust.newerRoots());
    if (proofs.stream().anyMatch(proof -> proof instanceof ProofFile.Bundles)) {
      roots.addAll(TrustRoot.shipped());
    }
    this.bundles = new BundleVerifier(roots);
  }

  /// The file is a proof about others, or a key, and not what users download.
  boolean isProof(String name) {
    return proofs.stream().anyMatch(proof -> proof.name().equals(name));
  }

  /// The digests the proofs about a file need besides its SHA-256.
  Set<Algorithm> wanted(Row row) {
    EnumSet<Algorithm> algorithms = EnumSet.noneOf(Algorithm.class);
    for (ProofFile proof : proofs) {
      if (proof instanceof ProofFile.OfMinisign && isAbout(proof, row)) {
        algorithms.add(Algorithm.BLAKE2B);
      } else if (proof instanceof ProofFile.Bundles(_, List<String> json)
          && json.stream().anyMatch(one -> one.contains("SHA2_512") || one.contains("SHA2_384") || isAbout(proof, row))) {
        algorithms.add(Algorithm.SHA512);
        algorithms.add(Algorithm.SHA384);
      }
    }
    return algorithms;
  }

  /// The answers about provenance and signature of a file.
  Map<Check, Cell> about(Row row, Path path, Map<Algorithm, Digest> digests) {
    Map<Check, Cell> cells = new EnumMap<>(Check.class);
    for (ProofFile proof : proofs) {
      switch (proof) {
        case ProofFile.Bundles files -> files.json().forEach(json -> bundle(files, json, row, digests, cells));
        case ProofFile.OfMinisign file when isAbout(file, row) -> keep(cells, Check.SIGNATURE, minisign(file, row, path, digests));
        case ProofFile.OfOpenPgp file when isAbout(file, row) ->
            keep(cells, Check.SIGNATURE, new OpenPgp(trust.keys()).judge(file, row, path));
        case ProofFile.Unsupported file when isAbout(file, row) ->
            keep(cells, Check.SIGNATURE, Cell.notCheckable("%s cannot be checked: %s.".formatted(file.name(), file.reason())));
        case ProofFile.OfMinisign _, ProofFile.OfOpenPgp _, ProofFile.Unsupported _, ProofFile.PublicKey _ -> {}
      }
    }
    cells.putIfAbsent(Check.PROVENANCE, Cell.absent("No attestation among these files is about it."));
    cells.putIfAbsent(Check.SIGNATURE, Cell.absent("No signature among these files is about it."));
    return cells;
  }

  private static boolean isAbout(ProofFile proof, Row row) {
    return proof.companion().filter(row.name::equals).isPresent();
  }

  private void bundle(
      ProofFile.Bundles file, String json, Row row, Map<Algorithm, Digest> digests, Map<Check, Cell> cells) {
    boolean named = isAbout(file, row);
    try {
      Accepted accepted =
          bundles.verify(json, Artifact.of(digests.values()), new Expectation.Anybody());
      boolean provenance = accepted.statement().filter(Statement::isProvenance).isPresent();
      keep(cells, provenance ? Check.PROVENANCE : Check.SIGNATURE, judged(file, accepted, row));
    } catch (Refused e) {
      if (e.step() == Refused.Step.SUBJECT && !named) {
        return;
      }
      if (named || about(json, row)) {
        Check check = json.contains("dsseEnvelope") ? Check.PROVENANCE : Check.SIGNATURE;
        boolean noKey = e.step() == Refused.Step.IDENTITY;
        String sentence = "%s does not hold for %s (%s): %s.".formatted(file.name(), row.name, e.step().words(), e.reason());
        if (noKey) {
          keep(cells, check, Cell.notCheckable(sentence, new Evidence("bundle", file.name())));
        } else {
          row.error("bundle-refused", sentence, "Do not ship it; sign the file again, after its last change.");
          keep(cells, check, Cell.failed(sentence, new Evidence("bundle", file.name()), new Evidence("step", e.step().words())));
        }
      }
    }
  }

  /// A broken bundle that names this file by its digest still speaks about it.
  private static boolean about(String json, Row row) {
    return json.contains("\"" + row.name + "\"");
  }

  private Cell judged(ProofFile.Bundles file, Accepted accepted, Row row) {
    List<Evidence> evidence = ProvenanceWords.evidence(file.name(), accepted);
    String by = accepted.subjects().isEmpty() ? "the holder of a key" : accepted.subjects().getFirst();
    if (trust.identity().isPresent()) {
      return accepted.subjects().contains(trust.identity().get())
          ? new Cell.Passed("Signed by %s.".formatted(by), evidence)
          : wrongSigner(file, row, by, trust.identity().get(), evidence);
    }
    if (trust.repository().isPresent()) {
      String repository = trust.repository().get();
      return isOf(repository, accepted)
          ? new Cell.Passed("Attested by %s.".formatted(by), evidence)
          : wrongSigner(file, row, by, repository, evidence);
    }
    return new Cell.NotChecked(
        "It holds and was signed by %s. Say who should have signed it, and it can pass.".formatted(by), evidence);
  }

  private static boolean isOf(String repository, Accepted accepted) {
    String path = repository.replaceFirst("^https?://[^/]+/", "");
    boolean release =
        accepted.subjects().contains(RELEASES)
            && accepted.statement()
                .filter(Statement::isRelease)
                .map(statement -> statement.predicate().path("repository").asText(""))
                .filter(path::equalsIgnoreCase)
                .isPresent();
    boolean actions =
        "https://token.actions.githubusercontent.com".equals(accepted.claims().get("issuer"))
            && repository.equalsIgnoreCase(accepted.claims().getOrDefault("repository", ""));
    return release || actions;
  }

  private static Cell wrongSigner(ProofFile.Bundles file, Row row, String by, String expected, List<Evidence> evidence) {
    row.error(
        "wrong-signer",
        "%s was signed by %s, and %s was expected (%s).".formatted(row.name, by, expected, file.name()),
        "Find out who built it before anybody uses it.");
    return new Cell.Failed("Signed by %s, and %s was expected.".formatted(by, expected), evidence);
  }

  private Cell minisign(ProofFile.OfMinisign file, Row row, Path path, Map<Algorithm, Digest> digests) {
    Minisign signature = file.signature();
    Evidence by = new Evidence("key id", signature.keyId());
    Evidence comment = new Evidence("trusted comment", signature.comment());
    List<Minisign.Key> keys =
        trust.keys().stream().map(Minisign.Key::read).flatMap(Optional::stream).filter(key -> key.id().equals(signature.keyId())).toList();
    if (keys.isEmpty()) {
      return Cell.notCheckable(
          "%s was made by minisign key %s, and no such key was given to trust.".formatted(file.name(), signature.keyId()), by, comment);
    }
    Digest blake2b = digests.get(Algorithm.BLAKE2B);
    byte[] hash = blake2b == null ? new byte[0] : HexFormat.of().parseHex(blake2b.hex());
    Optional<String> wrong = signature.verify(keys.getFirst(), path, hash);
    if (wrong.isEmpty()) {
      return Cell.passed("Signed with minisign key %s.".formatted(signature.keyId()), by, comment);
    }
    row.findings.add(
        Finding.about(
            row.name, "signature-wrong", Severity.ERROR,
            "%s does not hold for %s: %s.".formatted(file.name(), row.name, wrong.get()),
            "Do not ship it; sign the file again, after its last change."));
    return Cell.failed("%s does not hold: %s.".formatted(file.name(), wrong.get()), by, comment);
  }

  /// Of several answers the worst counts, and of those that are no failure the best.
  private static void keep(Map<Check, Cell> cells, Check check, Cell cell) {
    cells.merge(check, cell, (one, other) -> rank(one) >= rank(other) ? one : other);
  }

  private static int rank(Cell cell) {
    return switch (cell) {
      case Cell.Failed _, Cell.Missing _, Cell.Unlisted _ -> 3;
      case Cell.Passed _ -> 2;
      case Cell.NotChecked _, Cell.NotCheckable _ -> 1;
      case Cell.Absent _ -> 0;
    };
  }
}
