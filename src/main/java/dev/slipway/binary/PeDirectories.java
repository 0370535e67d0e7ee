package dev.slipway.binary;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the data directories of a PE image say: imports, delayed imports, and the debug directory.
record PeDirectories(
    List<String> libraries,
    Optional<String> pdb,
    Optional<String> pdbId,
    List<NativeImage.Contribution> contributions) {

  private static final int MOST_LIBRARIES = 10_000;
  private static final int MOST_CONTRIBUTIONS = 100_000;

  static PeDirectories read(PeImage image) throws FormatException {
    Set<String> libraries = new LinkedHashSet<>();
    imports(image, 1, 20, 12, libraries);
    imports(image, 13, 32, 4, libraries);
    Optional<String> pdb = Optional.empty();
    Optional<String> pdbId = Optional.empty();
    List<NativeImage.Contribution> contributions = List.of();
    Optional<Bytes> debug =
        image.directorySize(6) == 0 ? Optional.empty() : image.at(image.directoryAt(6), "debug directory");
    if (debug.isPresent()) {
      Bytes table = debug.get();
      long count = Math.min(64, image.directorySize(6) / 28);
      for (int i = 0; i < count && 28L * (i + 1) <= table.size(); i++) {
        int type = table.i32(28L * i + 12);
        long size = table.u32(28L * i + 16);
        long at = table.u32(28L * i + 24);
        if (at == 0 || size == 0) {
          continue;
        }
        Bytes data = image.bytes().slice(at, size, "debug directory entry");
        if (type == 2 && size > 24 && data.i32(0) == 0x53445352) {
          byte[] id = new byte[16];
          data.copy(4, id, 0, 16);
          // LLD's MinGW mode writes a build id here with no file to it.
          pdb = data.text(24).isEmpty() ? Optional.empty() : Optional.of(data.text(24));
          pdbId = Optional.of(HexFormat.of().formatHex(id) + "-" + data.u32(20));
        } else if (type == 13) {
          contributions = pogo(data);
        }
      }
    }
    return new PeDirectories(List.copyOf(libraries), pdb, pdbId, contributions);
  }

  /// Import tables end with an empty row; the count in the directory is not to be trusted.
  private static void imports(PeImage image, int directory, int row, int nameAt, Set<String> libraries)
      throws FormatException {
    if (image.directorySize(directory) == 0) {
      return;
    }
    Optional<Bytes> table = image.at(image.directoryAt(directory), "import table");
    if (table.isEmpty() && image.companion()) {
      return;
    }
    if (table.isEmpty()) {
      throw image.bytes().bad(0, "its import table lies at no loaded address");
    }
    Bytes rows = table.get();
    for (long at = 0; at + row <= rows.size() && libraries.size() < MOST_LIBRARIES; at += row) {
      long name = rows.u32(at + nameAt);
      if (name == 0) {
        return;
      }
      Optional<Bytes> text = image.at(name, "library name");
      if (text.isEmpty()) {
        throw rows.bad(at, "a library's name lies at no loaded address");
      }
      libraries.add(text.get().text(0, 512));
    }
  }

  private static List<NativeImage.Contribution> pogo(Bytes data) throws FormatException {
    List<NativeImage.Contribution> rows = new ArrayList<>();
    long at = 4;
    while (at + 8 < data.size() && rows.size() < MOST_CONTRIBUTIONS) {
      long address = data.u32(at);
      long size = data.u32(at + 4);
      String name = data.text(at + 8, 256);
      if (name.isEmpty()) {
        break;
      }
      rows.add(new NativeImage.Contribution(name, address, size));
      at += 8 + ((name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length + 4L) & ~3L);
    }
    return List.copyOf(rows);
  }
}
