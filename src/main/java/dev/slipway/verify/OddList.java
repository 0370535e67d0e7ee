package dev.slipway.verify;

import dev.slipway.archive.ArchiveReader;
import dev.slipway.binary.BinaryReader;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Severity;
import dev.slipway.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// A list by a name no list has: `slipway verify hashes-of-today` means what it lists. Only text of lines is taken for one, for a
/// document, a script or a program may list good files and be none itself.
///
/// @param reading what it says
record OddList(ManifestReader.Reading reading) {
  private static final int LARGEST = 16 << 20;
  private static final int START = 8;

  /// Reads a file as a list; empty when it lists nothing.
  ///
  /// @throws Problem when it cannot be read
  static Optional<OddList> read(String name, Path path) throws Problem {
    try {
      if (Files.size(path) > LARGEST || ArchiveReader.recognise(path).isPresent()) {
        return Optional.empty();
      }
      byte[] bytes = ManifestReader.bytes(path.toRealPath());
      if (!mayList(name, bytes)) {
        return Optional.empty();
      }
      ManifestReader.Reading reading = new ManifestReader(name).read(bytes);
      return reading.manifest().entries().isEmpty() ? Optional.empty() : Optional.of(new OddList(reading));
    } catch (IOException e) {
      throw Problem.outOfReach("%s cannot be read: %s.".formatted(path, WholeFile.reason(e)), e);
    }
  }

  private static boolean mayList(String name, byte[] bytes) {
    String start = ManifestText.of(bytes).text().stripLeading();
    boolean document = start.startsWith("{") || start.startsWith("[") || name.endsWith(".yml") || name.endsWith(".yaml");
    return !document && !start.startsWith("#!") && !BinaryReader.looksLikeBinary(Arrays.copyOf(bytes, START));
  }

  /// What must be said with the answer.
  Finding note() {
    String name = reading.manifest().name();
    return Finding.about(
        name, "read-as-list", Severity.WARNING,
        "%s was read as a checksum manifest, for it lists files. Nothing was verified about %s itself.".formatted(name, name),
        "Call it SHA256SUMS or checksums.txt if that is what it is.");
  }
}
