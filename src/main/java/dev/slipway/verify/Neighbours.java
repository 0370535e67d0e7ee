package dev.slipway.verify;

import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What lies beside one file and may speak about it: manifests and proofs, in the same folder and no deeper.
final class Neighbours {
  private Neighbours() {}

  /// The names of the manifests and proofs in a folder, and the file itself.
  ///
  /// @throws Problem when the folder cannot be listed
  static SequencedMap<String, Path> of(Path folder, String file, Place place) throws Problem {
    SequencedMap<String, Path> found = new LinkedHashMap<>();
    keep(file, place, found);
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path path : all) {
        String name = String.valueOf(path.getFileName());
        boolean proof = ProofFile.companion(name).map(file::equals).orElse(false) || (ProofFile.mayBe(name) && (name.endsWith(".json") || name.endsWith(".jsonl")));
        if (proof || ManifestName.isManifest(name)) {
          keep(name, place, found);
        }
      }
    } catch (IOException e) {
      throw Problem.outOfReach("%s cannot be listed: %s.".formatted(folder, WholeFile.reason(e)), e);
    }
    return found;
  }

  private static void keep(String name, Place place, SequencedMap<String, Path> found) {
    if (place.find(name) instanceof SafeFolder.Found.File(Path path, _)) {
      found.put(name, path);
    }
  }
}
