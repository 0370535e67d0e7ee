package dev.slipway.verify;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Digest.Algorithm;
import dev.slipway.verify.sigstore.Artifact;
import dev.slipway.verify.sigstore.BareSignature;
import dev.slipway.verify.sigstore.Refused;
import dev.slipway.verify.sigstore.TrustRoot;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What the proofs among the files say about one of them.
final class Proofs {
  private final List<ProofFile> proofs;
  private final Map<String, ManifestReader.Wrapper> wrapped;
  private final Trust trust;
  private final BundleProofs bundles;
  private final String trouble;

  /// @param proofs  the files that speak about others
  /// @param wrapped the manifests that stand in a signed message, by name
  Proofs(List<ProofFile> proofs, Map<String, ManifestReader.Wrapper> wrapped, Trust trust) {
    this(proofs, wrapped, trust, "");
  }

  private Proofs(List<ProofFile> proofs, Map<String, ManifestReader.Wrapper> wrapped, Trust trust, String trouble) {
    this.proofs = List.copyOf(proofs);
    this.wrapped = Map.copyOf(wrapped);
    this.trust = trust;
    this.bundles = new BundleProofs(trust);
    this.trouble = trouble;
  }

  /// The same, with what the code host has.
  Proofs with(FetchedAttestations fetched) {
    return new Proofs(
        Stream.concat(proofs.stream(), fetched.proofs().stream()).toList(), wrapped, trust, fetched.trouble());
  }

  /// The file is a proof about others, or a key, and not what users download.
  boolean isProof(String name) {
    return proofs.stream().anyMatch(proof -> proof.name().equals(name));
  }

  /// Whether anything may speak about a file.
  boolean speakOf(String name) {
    return wrapped.containsKey(name) || proofs.stream().anyMatch(proof -> isAbout(proof, name));
  }

  /// The digests the proofs about a file need besides its SHA-256.
  Set<Algorithm> wanted(Row row) {
    EnumSet<Algorithm> algorithms = EnumSet.noneOf(Algorithm.class);
    for (ProofFile proof : proofs) {
      if (proof instanceof ProofFile.OfMinisign && isAbout(proof, row.name)) {
        algorithms.add(Algorithm.BLAKE2B);
      } else if (proof instanceof ProofFile.Bare && isAbout(proof, row.name)) {
        algorithms.add(Algorithm.SHA512);
      } else if (proof instanceof ProofFile.Bundles(_, List<ProofFile.Bundle> all) && all.stream().anyMatch(Proofs::needsLonger)) {
        algorithms.add(Algorithm.SHA512);
        algorithms.add(Algorithm.SHA384);
      }
    }
    return algorithms;
  }

  /// A bundle that names no SHA-256 may have signed a longer digest; one that names both must name those of one file.
  private static boolean needsLonger(ProofFile.Bundle bundle) {
    return bundle.sketch().digests().stream().noneMatch(digest -> digest.length() == 64)
        || bundle.sketch().digests().stream().anyMatch(digest -> digest.length() == 96 || digest.length() == 128);
  }

  /// The answers about provenance and signature of a file.
  Map<Check, Cell> about(Row row, Path path, Map<Algorithm, Digest> digests) {
    Map<Check, Cell> cells = new EnumMap<>(Check.class);
    for (ProofFile proof : proofs) {
      boolean named = isAbout(proof, row.name);
      switch (proof) {
        case ProofFile.Bundles(String name, List<ProofFile.Bundle> all) -> bundles(name, all, named, row, Artifact.of(digests.values(), path), cells);
        case ProofFile.OfMinisign file when named -> keep(cells, row, minisign(file, path, digests));
        case ProofFile.OfOpenPgp(String name, byte[] bytes) when named ->
            keep(cells, row, new OpenPgp(trust.keys()).detached(name, bytes, path));
        case ProofFile.Bare file when named -> keep(cells, row, bare(file, Artifact.of(digests.values(), path)));
        case ProofFile.Unsupported(String name, String reason) when named ->
            keep(cells, Check.PROVENANCE, Cell.notCheckable("%s cannot be checked: %s.".formatted(name, reason)));
        case ProofFile.Damaged(String name, String reason) when named ->
            keep(cells, row, new SignatureAnswer.Broken("%s cannot be read: %s.".formatted(name, reason), List.of()));
        case ProofFile.Lost(String name, String reason) when name.equals(row.name) -> {
          String sentence = "%s should be a proof and cannot be read as one: %s.".formatted(name, reason);
          row.error("unreadable-proof", sentence, "Attest the files again, or remove it.");
          keep(cells, Check.PROVENANCE, Cell.failed(sentence));
        }
        case ProofFile.OfMinisign _, ProofFile.OfOpenPgp _, ProofFile.Bare _, ProofFile.Certificate _, ProofFile.Unsupported _,
            ProofFile.Damaged _, ProofFile.Lost _, ProofFile.PublicKey _ -> {}
      }
    }
    switch (wrapped.getOrDefault(row.name, new ManifestReader.Wrapper.None())) {
      case ManifestReader.Wrapper.None() -> {}
      case ManifestReader.Wrapper.Broken() ->
          keep(cells, row, new SignatureAnswer.Broken("%s is not exactly one signed message.".formatted(row.name), List.of()));
      case ManifestReader.Wrapper.Around(SignedText.Message message) ->
          keep(cells, row, new OpenPgp(trust.keys()).around("The signature of " + row.name, message.text(), message.armor()));
    }
    cells.putIfAbsent(
        Check.PROVENANCE,
        trouble.isEmpty()
            ? Cell.absent("No attestation that was found is about it.")
            : Cell.notChecked("The code host could not be asked for attestations: " + trouble));
    cells.putIfAbsent(Check.SIGNATURE, Cell.absent("No signature among these files is about it."));
    return cells;
  }

  private void bundles(
      String name, List<ProofFile.Bundle> all, boolean named, Row row, Artifact artifact, Map<Check, Cell> cells) {
    List<BundleProofs.Answer> answers =
        all.stream().flatMap(bundle -> bundles.about(name, bundle, named && all.size() == 1, row, artifact).stream()).toList();
    answers.forEach(answer -> keep(cells, answer.check(), answer.cell()));
    if (named && answers.isEmpty()) {
      keep(cells, row, new SignatureAnswer.Broken("none of the bundles in %s is about it.".formatted(name), List.of()));
    }
  }

  private static boolean isAbout(ProofFile proof, String name) {
    return proof.companion().filter(name::equals).isPresent();
  }

  private SignatureAnswer minisign(ProofFile.OfMinisign file, Path path, Map<Algorithm, Digest> digests) {
    Minisign signature = file.signature();
    List<Evidence> evidence =
        signature.global().isPresent()
            ? List.of(new Evidence("key id", signature.keyId()), new Evidence("trusted comment", signature.comment()))
            : List.of(new Evidence("key id", signature.keyId()));
    List<Minisign.Key> given = trust.keys().stream().map(Minisign.Key::read).flatMap(Optional::stream).toList();
    List<Minisign.Key> keys = given.stream().filter(key -> key.id().equals(signature.keyId())).toList();
    if (keys.isEmpty() && !given.isEmpty()) {
      return new SignatureAnswer.Broken(
          "%s was made by minisign key %s, which is none of those that were given.".formatted(file.name(), signature.keyId()), evidence);
    }
    if (keys.isEmpty()) {
      return new SignatureAnswer.Open(
          "%s was made by minisign key %s, and no such key was given to trust.".formatted(file.name(), signature.keyId()), evidence);
    }
    Digest blake2b = digests.get(Algorithm.BLAKE2B);
    byte[] hash = blake2b == null ? new byte[0] : HexFormat.of().parseHex(blake2b.hex());
    Optional<String> wrong = signature.verify(keys.getFirst(), path, hash).or(() -> signedAsAnother(file));
    return wrong.isEmpty()
        ? new SignatureAnswer.Holds("Signed with minisign key %s.".formatted(signature.keyId()), with(evidence, keys.getFirst()))
        : new SignatureAnswer.Broken("%s does not hold: %s.".formatted(file.name(), wrong.get()), evidence);
  }

  /// An older file by a newer name would have a good signature; the name that was signed with it tells.
  private static Optional<String> signedAsAnother(ProofFile.OfMinisign file) {
    String now = file.companion().orElse(file.name());
    return file.signature().signedAs()
        .filter(then -> !GitHubName.uploaded(then).equals(GitHubName.uploaded(now)))
        .map(then -> "it was made for a file called %s, as its trusted comment says".formatted(then));
  }

  private List<Evidence> with(List<Evidence> evidence, Minisign.Key key) {
    Stream<Evidence> given =
        trust.keys().stream().filter(text -> Minisign.Key.read(text).filter(key::equals).isPresent()).limit(1)
            .map(text -> new Evidence("public key", text.strip().lines().toList().getLast().strip()));
    return Stream.concat(evidence.stream(), given).toList();
  }

  /// A signature in base64: with a key that was given it is a yes or a no; with a certificate beside it, it can only be
  /// a no, for nothing says that the certificate was still valid.
  private SignatureAnswer bare(ProofFile.Bare file, Artifact artifact) {
    BareSignature signature = file.signature();
    List<String> keys = trust.keys().stream().filter(key -> key.contains("-----BEGIN PUBLIC KEY-----")).toList();
    try {
      for (String key : keys) {
        if (signature.isBy(key, artifact)) {
          return new SignatureAnswer.Holds(
              "Signed with a public key that was given (%s).".formatted(file.name()),
              List.of(new Evidence("public key", key.replaceAll("-----[A-Z ]+-----|\\s", ""))));
        }
      }
      for (ProofFile proof : proofs) {
        if (proof instanceof ProofFile.Certificate(String name, String pem) && proof.companion().equals(file.companion())) {
          return new SignatureAnswer.Open(
              "%s signs it, by a certificate for %s. Nothing says when it was made, so the certificate may have expired before; sign it with a bundle."
                  .formatted(file.name(), String.join(", ", signature.signers(pem, artifact, roots()))),
              List.of(new Evidence("certificate", name)));
        }
      }
    } catch (Refused e) {
      return new SignatureAnswer.Broken(
          "%s does not hold (%s): %s.".formatted(file.name(), e.step().words(), e.reason()), List.of());
    }
    return keys.isEmpty()
        ? new SignatureAnswer.Open("%s says neither who made it nor with which key; give the key with --key.".formatted(file.name()), List.of())
        : new SignatureAnswer.Broken("%s was made by none of the public keys that were given.".formatted(file.name()), List.of());
  }

  private List<TrustRoot> roots() {
    return Stream.concat(trust.newerRoots().stream(), TrustRoot.shipped().stream()).toList();
  }

  private static void keep(Map<Check, Cell> cells, Row row, SignatureAnswer answer) {
    if (answer instanceof SignatureAnswer.Broken) {
      row.error(
          "signature-wrong", "%s: %s".formatted(row.name, answer.words()),
          "Do not ship it; sign the file again, after its last change.");
    }
    keep(cells, Check.SIGNATURE, answer.cell());
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
