package dev.slipway.size;

import dev.slipway.binary.BinaryReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// What a file is packed as, told from its first bytes; its name only tells a compressed tar from a single
/// compressed file.
enum Packing {
  ZIP,
  TAR,
  TAR_GZ,
  TAR_XZ,
  TAR_ZST,
  TAR_BZ2,
  /// One file, compressed with gzip.
  GZ,
  /// One file, compressed in another way.
  XZ,
  ZST,
  BZ2,
  NATIVE,
  WASM,
  OTHER;

  static Packing of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(512);
      return of(String.valueOf(file.getFileName()), start);
    }
  }

  static Packing of(String name, byte[] start) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (begins(start, 0x50, 0x4b, 3, 4) || begins(start, 0x50, 0x4b, 5, 6)) {
      return ZIP;
    }
    boolean tar = lower.contains(".tar.") || lower.matches(".*\\.t(gz|xz|zst|bz2|bz)");
    if (begins(start, 0x1f, 0x8b)) {
      return tar ? TAR_GZ : GZ;
    }
    if (begins(start, 0xfd, 0x37, 0x7a, 0x58, 0x5a, 0)) {
      return tar ? TAR_XZ : XZ;
    }
    if (begins(start, 0x28, 0xb5, 0x2f, 0xfd)) {
      return tar ? TAR_ZST : ZST;
    }
    if (begins(start, 0x42, 0x5a, 0x68)) {
      return tar ? TAR_BZ2 : BZ2;
    }
    if (start.length >= 263 && start[257] == 'u' && start[258] == 's' && start[259] == 't' && start[260] == 'a' && start[261] == 'r') {
      return TAR;
    }
    if (begins(start, 0, 0x61, 0x73, 0x6d)) {
      return WASM;
    }
    return BinaryReader.looksLikeBinary(start) ? NATIVE : OTHER;
  }

  private static boolean begins(byte[] start, int... with) {
    if (start.length < with.length) {
      return false;
    }
    for (int i = 0; i < with.length; i++) {
      if ((start[i] & 0xff) != with[i]) {
        return false;
      }
    }
    return true;
  }

  boolean binary() {
    return this == NATIVE || this == WASM;
  }

  /// Whether it is unpacked to be measured.
  boolean archive() {
    return switch (this) {
      case ZIP, TAR, TAR_GZ, TAR_XZ, TAR_ZST, TAR_BZ2, GZ, XZ, ZST, BZ2 -> true;
      case NATIVE, WASM, OTHER -> false;
    };
  }
}
