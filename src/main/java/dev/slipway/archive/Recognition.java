package dev.slipway.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Tells what a file is packed as from its first bytes; its name only counts where they tell nothing.
final class Recognition {
  /// The longer endings before those they end with.
  private static final List<Ending> ENDINGS =
      List.of(
          new Ending(ArchiveFormat.TAR_GZ, ".tar.gz", ".tgz", ".crate"),
          new Ending(ArchiveFormat.TAR_XZ, ".tar.xz", ".txz"),
          new Ending(ArchiveFormat.TAR_ZST, ".tar.zst", ".tzst"),
          new Ending(ArchiveFormat.TAR_BZ2, ".tar.bz2", ".tbz2", ".tbz"),
          new Ending(ArchiveFormat.TAR, ".tar", ".gem"),
          new Ending(ArchiveFormat.ZIP, ".zip", ".jar", ".whl", ".nupkg", ".vsix", ".xpi", ".aar", ".war", ".egg",
              ".ear", ".aab", ".ipa", ".msix", ".msixbundle", ".appx", ".appxbundle", ".snupkg", ".conda"),
          new Ending(ArchiveFormat.GZ, ".gz"),
          new Ending(ArchiveFormat.XZ, ".xz"),
          new Ending(ArchiveFormat.ZST, ".zst"),
          new Ending(ArchiveFormat.BZ2, ".bz2"));

  /// How the names of files of a format end.
  private record Ending(ArchiveFormat format, List<String> names) {
    Ending(ArchiveFormat format, String... names) {
      this(format, List.of(names));
    }
  }

  private Recognition() {}

  static Optional<ArchiveFormat> of(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), TarHeader.BLOCK)) {
      byte[] start = in.readNBytes(TarHeader.BLOCK);
      Optional<ArchiveFormat> found = of(start);
      if (found.isEmpty()) {
        found = selfExtracting(file, start);
      }
      return found.isPresent() ? found : byName(String.valueOf(file.getFileName()));
    }
  }

  /// What a file that begins like no archive says it is: reading it as that tells what is wrong with it.
  private static Optional<ArchiveFormat> byName(String name) {
    return promised(name)
        .map(format -> switch (format) {
          case TAR_GZ -> ArchiveFormat.GZ;
          case TAR_XZ -> ArchiveFormat.XZ;
          case TAR_ZST -> ArchiveFormat.ZST;
          case TAR_BZ2 -> ArchiveFormat.BZ2;
          case ZIP, TAR, GZ, XZ, ZST, BZ2 -> format;
        });
  }

  /// What the ending of a name says a file is packed as.
  static Optional<ArchiveFormat> promised(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return ENDINGS.stream().filter(known -> known.names.stream().anyMatch(lower::endsWith)).map(Ending::format).findFirst();
  }

  /// What bytes that begin so are packed as; a compressed tar is told by [#inside].
  static Optional<ArchiveFormat> of(byte[] start) {
    if (starts(start, 'P', 'K', 3, 4) || starts(start, 'P', 'K', 5, 6)) {
      return Optional.of(ArchiveFormat.ZIP);
    }
    if (starts(start, 0x1F, 0x8B, 8)) {
      return Optional.of(ArchiveFormat.GZ);
    }
    if (starts(start, 0xFD, '7', 'z', 'X', 'Z', 0)) {
      return Optional.of(ArchiveFormat.XZ);
    }
    boolean skippable = start.length >= 4 && (start[0] & 0xF0) == 0x50 && start[1] == 0x2A && start[2] == 0x4D && start[3] == 0x18;
    if (starts(start, 0x28, 0xB5, 0x2F, 0xFD) || skippable) {
      return Optional.of(ArchiveFormat.ZST);
    }
    if (starts(start, 'B', 'Z', 'h') && start.length > 9 && start[3] >= '1' && start[3] <= '9' && (start[4] == 0x31 || start[4] == 0x17)) {
      return Optional.of(ArchiveFormat.BZ2);
    }
    return isTar(start) ? Optional.of(ArchiveFormat.TAR) : Optional.empty();
  }

  /// What a compressed stream is when its unpacked bytes begin so.
  static ArchiveFormat inside(ArchiveFormat compressed, byte[] start) {
    if (!isTar(start)) {
      return compressed;
    }
    return switch (compressed) {
      case GZ -> ArchiveFormat.TAR_GZ;
      case XZ -> ArchiveFormat.TAR_XZ;
      case ZST -> ArchiveFormat.TAR_ZST;
      case BZ2 -> ArchiveFormat.TAR_BZ2;
      case ZIP, TAR, TAR_GZ, TAR_XZ, TAR_ZST, TAR_BZ2 -> compressed;
    };
  }

  static Decompression.Codec codec(ArchiveFormat format) {
    return switch (format) {
      case GZ, TAR_GZ -> Decompression.Codec.GZIP;
      case XZ, TAR_XZ -> Decompression.Codec.XZ;
      case ZST, TAR_ZST -> Decompression.Codec.ZSTD;
      case BZ2, TAR_BZ2 -> Decompression.Codec.BZIP2;
      case ZIP, TAR -> throw new IllegalArgumentException(format + " is not compressed as a whole");
    };
  }

  /// A zip archive behind a program that unpacks it: recognised by its end.
  private static Optional<ArchiveFormat> selfExtracting(Path file, byte[] start) throws IOException {
    if (!starts(start, 'M', 'Z') && !starts(start, '#', '!')) {
      return Optional.empty();
    }
    try (Bytes bytes = Bytes.of(file)) {
      ZipEnd end = ZipEnd.find(bytes, new Findings(""));
      return end.count() > 0 ? Optional.of(ArchiveFormat.ZIP) : Optional.empty();
    } catch (Broken e) {
      return Optional.empty();
    }
  }

  static boolean isTar(byte[] start) {
    if (start.length < TarHeader.BLOCK) {
      return false;
    }
    boolean ustar = start[257] == 'u' && start[258] == 's' && start[259] == 't' && start[260] == 'a' && start[261] == 'r';
    if (ustar) {
      return true;
    }
    try {
      byte[] block = java.util.Arrays.copyOf(start, TarHeader.BLOCK);
      return !TarHeader.isZero(block) && !TarHeader.of(block, new Findings("")).name().isEmpty();
    } catch (Broken e) {
      return false;
    }
  }

  private static boolean starts(byte[] bytes, int... magic) {
    if (bytes.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((bytes[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
