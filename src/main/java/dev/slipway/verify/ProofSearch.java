package dev.slipway.verify;

import dev.slipway.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
        read(name, path).filter(proof -> speaksOf(proof, files)).ifPresent(proofs::add);
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

  /// A signature by its name speaks of a file beside it; where there is none it is a file like any other.
  private static boolean speaksOf(ProofFile proof, SequencedMap<String, Path> files) {
    return switch (proof) {
      case ProofFile.Bundles _, ProofFile.PublicKey _, ProofFile.Certificate _ -> true;
      case ProofFile.OfMinisign _, ProofFile.OfOpenPgp _, ProofFile.Bare _, ProofFile.Unsupported _, ProofFile.Damaged _ ->
          proof.companion().filter(files::containsKey).isPresent();
    };
  }
}
