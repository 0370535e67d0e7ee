package dev.slipway.binary;

import java.util.Optional;

/// Finds Go's function table in a PE image, which gives it no section of its own.
final class PeGoTable {
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
      Optional<Pclntab> found = Pclntab.find(data, text, image.base()).filter(table -> fits(table, image));
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
}
