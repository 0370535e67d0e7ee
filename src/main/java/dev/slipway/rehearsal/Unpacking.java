package dev.slipway.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.util.function.BiConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// Takes apart the zips that the embedded GitHub made itself.
final class Unpacking {
  private Unpacking() {}

  /// Keeps every member of a zip on the shelf and tells its name.
  static void zip(Shelf shelf, Shelf.Stored archive, BiConsumer<String, Shelf.Stored> member) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive.path()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        member.accept(entry.getName(), shelf.keep(zip::transferTo));
      }
    }
  }
}
