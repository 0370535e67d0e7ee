package dev.slipway.binary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The small files under `src/test/resources/binaries`, made by the script beside them.
public final class Fixtures {
  private static final Path FOLDER = Path.of("src/test/resources/binaries");

  private Fixtures() {}

  public static Path file(String name) {
    return FOLDER.resolve(name);
  }

  /// All of them, in order of name.
  public static List<Path> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(f -> !f.toString().endsWith(".sh")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
