package dev.slipway.binary;

import java.util.Optional;

/// Finds Go's function table in a PE image, which gives it no section of its own.
final class PeGoTable {
  private static final int CHUNK = 1 << 16;

  private PeGoTable() {}

  static Optional<Pclntab> find(PeImage image) throws FormatException {
    long text =
        image.sections().stream().filter(s -> s.name().equals(".text")).mapToLong(Section::address)
            .findFirst().orElse(0);
    for (Section section : image.sections()) {
      if (section.code() || section.fileSize() < 72) {
        continue;
      }
      Bytes data = image.bytes().slice(section.offset(), section.fileSize(), section.name());
      Optional<Pclntab> found = scan(data, text, image.base()).filter(table -> fits(table, image));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /// Whether its functions lie where code is: a table that was misunderstood must not name other bytes.
  private static boolean fits(Pclntab table, PeImage image) {
    try {
      return code(image, table.address(0)) && code(image, table.address(table.count() - 1));
    } catch (FormatException e) {
      return false;
    }
  }

  private static boolean code(PeImage image, long address) {
    return image.sections().stream()
        .anyMatch(s -> s.code() && address >= s.address() && address - s.address() < s.vmSize());
  }

  /// The magic number, two zero bytes, the instruction size and the pointer size, on a 4-byte boundary.
  private static Optional<Pclntab> scan(Bytes data, long text, long base) throws FormatException {
    byte[] chunk = new byte[CHUNK + 8];
    for (long at = 0; at + 72 <= data.size(); at += CHUNK) {
      int size = (int) Math.min(chunk.length, data.size() - at);
      data.copy(at, chunk, 0, size);
      for (int i = 0; i + 8 <= size; i += 4) {
        if (chunk[i + 1] == -1 && chunk[i + 2] == -1 && chunk[i + 3] == -1
            && (chunk[i] == (byte) 0xf1 || chunk[i] == (byte) 0xf0 || chunk[i] == (byte) 0xfa)
            && chunk[i + 4] == 0 && chunk[i + 5] == 0 && (chunk[i + 7] == 8 || chunk[i + 7] == 4)) {
          Optional<Pclntab> table = Pclntab.read(data.from(at + i, "Go function table"), text, base);
          if (table.isPresent() && table.get().count() > 50) {
            return table;
          }
        }
      }
    }
    return Optional.empty();
  }
}
