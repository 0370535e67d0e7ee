package dev.slipway.verify;

import dev.slipway.archive.ArchiveFormat;
import dev.slipway.archive.ArchiveReader;
import dev.slipway.fact.Severity;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the ending of a file's name promises of its bytes. An error page that was saved as a package has a digest like any other.
final class PromisedFormat {
  /// How packages begin that are looked for by their first bytes, and not into.
  private static final Map<String, byte[]> PACKAGES =
      Map.of(
          ".7z", HexFormat.of().parseHex("377abcaf271c"), ".deb", HexFormat.of().parseHex("213c617263683e0a"),
          ".rpm", HexFormat.of().parseHex("edabeedb"), ".msi", HexFormat.of().parseHex("d0cf11e0a1b11ae1"),
          ".cab", HexFormat.of().parseHex("4d534346"), ".rar", HexFormat.of().parseHex("526172211a07"),
          ".appimage", HexFormat.of().parseHex("7f454c46"));

  private static final Set<ArchiveFormat> TARS =
      EnumSet.of(ArchiveFormat.TAR, ArchiveFormat.TAR_GZ, ArchiveFormat.TAR_XZ, ArchiveFormat.TAR_ZST, ArchiveFormat.TAR_BZ2);

  /// A promise that is not kept.
  ///
  /// @param severity an error where nobody can unpack it, a warning where some tools can
  record Broken(Severity severity, String sentence) {}

  private PromisedFormat() {}

  /// What a name promises and the bytes are not; empty when it promises nothing or they are.
  ///
  /// @param format what the bytes are packed as; empty when they are no archive that is looked into
  /// @param start  the first bytes
  static Optional<Broken> broken(String name, Optional<ArchiveFormat> format, byte[] start) {
    String lower = name.toLowerCase(Locale.ROOT);
    Optional<ArchiveFormat> promised = ArchiveReader.promised(name);
    if (start.length == 0) {
      return Optional.of(promised.isPresent() || PACKAGES.keySet().stream().anyMatch(lower::endsWith)
          ? error(name, "has no bytes")
          : new Broken(Severity.WARNING, name + " has no bytes."));
    }
    Optional<Map.Entry<String, byte[]>> other = PACKAGES.entrySet().stream().filter(known -> lower.endsWith(known.getKey())).findFirst();
    if (other.isPresent()) {
      byte[] magic = other.get().getValue();
      boolean kept = start.length >= magic.length && java.util.Arrays.equals(magic, java.util.Arrays.copyOf(start, magic.length));
      return kept ? Optional.empty() : Optional.of(error(name, "begins like no file of that kind"));
    }
    if (promised.filter(ArchiveFormat.ZIP::equals).isPresent()) {
      return promised.equals(format) ? Optional.empty() : Optional.of(error(name, "is no zip archive"));
    }
    if (promised.filter(TARS::contains).isEmpty() || promised.equals(format)) {
      return Optional.empty();
    }
    if (format.filter(TARS::contains).isEmpty()) {
      return Optional.of(error(name, "holds no tar archive"));
    }
    return Optional.of(
        new Broken(Severity.WARNING, "%s is packed as %s, which its name does not say; tools that go by the name cannot unpack it."
            .formatted(name, format.get().id())));
  }

  private static Broken error(String name, String what) {
    return new Broken(Severity.ERROR, "%s %s, whatever its name says.".formatted(name, what));
  }
}
