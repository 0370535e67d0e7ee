package dev.slipway.release;

import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A text kept on disk between two sessions.
final class KeptText {
  private static final long LONGEST = 4L << 20;

  private KeptText() {}

  /// The text; empty when there is none.
  ///
  /// @throws Problem when it is there and cannot be read: an edit is never silently replaced
  static Optional<String> read(Path file) throws Problem {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      if (Files.size(file) > LONGEST) {
        throw Problem.outOfReach("%s has more than 4 MiB and was not read; shorten it or move it away.".formatted(file));
      }
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      throw Problem.outOfReach(
          "%s could not be read: %s. Nothing was changed; make it readable or move it away.".formatted(file, WholeFile.reason(e)), e);
    }
  }
}
