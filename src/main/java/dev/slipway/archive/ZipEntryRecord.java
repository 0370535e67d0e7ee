package dev.slipway.archive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// One entry of a zip file's directory.
///
/// @param rawName    the bytes of its name
/// @param name       the name they spell
/// @param flags      general purpose bits
/// @param method     how it is compressed
/// @param crc        the CRC-32 of its content
/// @param compressed its length in the archive
/// @param size       its length unpacked
/// @param offset     where its local header is, counted from the beginning of the archive
/// @param mode       its Unix mode with type bits; 0 where it has none
/// @param bits       what stands where a mode would, whichever system it says it comes from
record ZipEntryRecord(
    byte[] rawName,
    String name,
    int flags,
    int method,
    long crc,
    long compressed,
    long size,
    long offset,
    int mode,
    int bits) {

  static final int ENCRYPTED = 1;
  static final int DESCRIPTOR = 1 << 3;
  static final int UTF8 = 1 << 11;
  private static final int ODD = 1 << 5 | 1 << 6 | 1 << 13;

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  Member.Kind kind() {
    return switch (mode & 0170000) {
      case 0120000 -> Member.Kind.SYMBOLIC_LINK;
      case 0020000, 0060000, 0010000, 0140000 -> Member.Kind.SPECIAL;
      case 0040000 -> Member.Kind.FOLDER;
      default -> name.endsWith("/") ? Member.Kind.FOLDER : Member.Kind.FILE;
    };
  }

  /// The flags by which unpackers decide how to read it: encrypted, sizes behind it, and how its name is written where that matters.
  int telling() {
    return ENCRYPTED | DESCRIPTOR | (name.chars().allMatch(c -> c < 0x80) ? 0 : UTF8);
  }

  /// A folder by its mode and not by its name, or the other way round: unpackers go by one or the other.
  boolean isFolderForSome() {
    return kind() == Member.Kind.FOLDER != name.endsWith("/");
  }

  /// Patched, encrypted in another way, or with masked headers: most unpackers refuse it, and some do not look.
  boolean isMarkedOdd() {
    return (flags & ODD) != 0;
  }

  /// Some unpackers take the mode for what it is only where it comes from Unix, and others wherever it stands.
  boolean isLinkForSome() {
    return kind() == Member.Kind.FILE && (bits & 0170000) == 0120000;
  }

  /// The name, in UTF-8 where it says so or can only be, in the DOS code page otherwise.
  static String decode(byte[] raw, boolean utf8, Findings findings) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
    } catch (CharacterCodingException e) {
      if (utf8) {
        String name = TarHeader.escaped(raw);
        findings.warning("name-not-utf8", "%s is marked as UTF-8 and is not.".formatted(Findings.shown(name)));
        return name;
      }
      return new String(raw, Charset.isSupported("IBM437") ? Charset.forName("IBM437") : StandardCharsets.ISO_8859_1);
    }
  }
}
