package dev.slipway.verify;

import dev.slipway.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// Finds the files that speak about others.
final class ProofSearch {
  private ProofSearch() {}

  /// The proofs among some files.
  static List<ProofFile> among(SequencedMap<String, Path> files, Place place) {
    List<ProofFile> proofs = new ArrayList<>();
    for (String name : files.keySet()) {
      if (ProofFile.mayBe(name) && place.find(name) instanceof SafeFolder.Found.File(Path path, _)) {
        read(name, path).flatMap(proof -> speaking(proof, files)).ifPresent(proofs::add);
      }
    }
    return proofs;
  }

  /// The proofs about one file that lie beside it.
  static List<ProofFile> beside(String name, Place place) {
    SequencedMap<String, Path> files = new LinkedHashMap<>();
    for (String ending : ProofFile.ENDINGS) {
      if (place.find(name + ending) instanceof SafeFolder.Found.File(Path path, _)) {
        files.put(name + ending, path);
      }
    }
    if (files.isEmpty()) {
      return List.of();
    }
    files.put(name, files.firstEntry().getValue());
    return among(files, place);
  }

  /// A proof that cannot be read must not look as if there were none.
  private static Optional<ProofFile> read(String name, Path path) {
    try {
      return ProofReader.read(name, path);
    } catch (IOException e) {
      return Optional.of(new ProofFile.Damaged(name, WholeFile.reason(e)));
    }
  }

  /// A signature by its name speaks of a file beside it; where there is none it is a file like any other, unless it can only
  /// have been meant as a proof.
  private static Optional<ProofFile> speaking(ProofFile proof, SequencedMap<String, Path> files) {
    boolean beside = proof.companion().filter(files::containsKey).isPresent();
    return switch (proof) {
      case ProofFile.Bundles _, ProofFile.Lost _ -> Optional.of(proof);
      case ProofFile.PublicKey(String name) -> Optional.of(beside && isSignature(name) ? noSignature(name, "a public key") : proof);
      case ProofFile.Certificate(String name, _) -> Optional.of(beside && isSignature(name) ? noSignature(name, "a certificate") : proof);
      case ProofFile.Damaged(String name, String reason) ->
          beside ? Optional.of(proof) : ProofFile.isMeant(name) ? Optional.of(new ProofFile.Lost(name, reason)) : Optional.empty();
      case ProofFile.OfMinisign _, ProofFile.OfOpenPgp _, ProofFile.Bare _, ProofFile.Unsupported _ ->
          beside ? Optional.of(proof) : Optional.empty();
    };
  }

  private static boolean isSignature(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return ProofFile.SIGNATURES.stream().anyMatch(lower::endsWith);
  }

  private static ProofFile noSignature(String name, String what) {
    return new ProofFile.Damaged(name, "it holds %s and no signature".formatted(what));
  }
}
