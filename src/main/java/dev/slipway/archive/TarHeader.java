package dev.slipway.archive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One 512-byte header of a tar file (POSIX ustar, GNU and old).
///
/// @param name   the name, with the ustar prefix before it
/// @param mode   permission bits
/// @param size   bytes that follow, as the header says
/// @param type   the type flag
/// @param link   what a link points to
/// @param real   bytes with all holes filled, in GNU's old sparse headers; the size in all others
/// @param more   whether blocks with more of GNU's old sparse map follow
/// @param holes  that map as far as it stands here
record TarHeader(String name, int mode, long size, char type, String link, long real, boolean more, SparseMap holes) {
  static final int BLOCK = 512;

  static boolean isZero(byte[] block) {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  static TarHeader of(byte[] block, Findings findings) throws Broken {
    long stated = number(block, 148, 8, "checksum");
    long unsigned = 0;
    long signed = 0;
    for (int i = 0; i < BLOCK; i++) {
      byte b = i >= 148 && i < 156 ? (byte) ' ' : block[i];
      unsigned += b & 0xFF;
      signed += b;
    }
    if (stated != unsigned && stated != signed) {
      throw new Broken("bad-header", "A header in it does not have the checksum it says. It was not read on.");
    }
    long size = number(block, 124, 12, "size");
    if (size < 0) {
      throw new Broken("negative-size", "A member says that it has less than no bytes. It was not read on.");
    }
    others(block, findings);
    String name = text(block, 0, 100, findings);
    boolean posix = block[257] == 'u' && block[258] == 's' && block[259] == 't' && block[260] == 'a' && block[261] == 'r' && block[262] == 0;
    if (posix) {
      String prefix = text(block, 345, 155, findings);
      name = prefix.isEmpty() ? name : prefix + "/" + name;
    } else if (block[345] != 0 && "LKS".indexOf(block[156]) < 0) {
      // GNU's own form has times there, which Python puts before the name all the same.
      boolean times = text(block, 345, 12, new Findings("")).matches("[0-7 ]*");
      String told = "%s has something before its name that only some unpackers take for a folder.".formatted(Findings.shown(name));
      if (times) {
        findings.info("two-names", told);
      } else {
        findings.error("two-names", told);
      }
    }
    boolean sparse = block[156] == 'S';
    SparseMap holes = SparseMap.ofHeader();
    if (sparse) {
      holes.block(block, 386, 4);
    }
    return new TarHeader(
        name,
        (int) (number(block, 100, 8, "mode") & 07777),
        size,
        (char) (block[156] & 0xFF),
        text(block, 157, 100, findings),
        sparse ? number(block, 483, 12, "size") : size,
        sparse && block[482] != 0,
        holes);
  }

  /// Numbers nobody here needs: a reader that cannot read one of them takes the header for the end of the archive.
  private static void others(byte[] block, Findings findings) {
    boolean devices = new String(block, 257, 5, StandardCharsets.ISO_8859_1).equals("ustar");
    int[][] fields = {{108, 8}, {116, 8}, {136, 12}, {329, 8}, {337, 8}};
    for (int[] field : fields) {
      try {
        if (field[0] < 329 || devices) {
          number(block, field[0], field[1], "number");
        }
      } catch (Broken e) {
        findings.error("bad-header", "A header in it has an owner, a time or a device that is no number; some unpackers take it for the end.");
        return;
      }
    }
  }

  /// A number in octal, or in base 256 where its first bit is set, as GNU writes large ones.
  private static long number(byte[] block, int at, int length, String what) throws Broken {
    if ((block[at] & 0x80) != 0) {
      long value = block[at] == (byte) 0xFF ? -1 : block[at] & 0x7F;
      for (int i = 1; i < length; i++) {
        if (value > Long.MAX_VALUE >> 9 || value < Long.MIN_VALUE >> 9) {
          throw new Broken("bad-header", "A header in it has a %s no number can hold. It was not read on.".formatted(what));
        }
        value = value << 8 | (block[at + i] & 0xFF);
      }
      return value;
    }
    String field = new String(block, at, length, StandardCharsets.ISO_8859_1);
    int end = field.indexOf('\0');
    if (end == 0 && !field.replace('\0', ' ').isBlank()) {
      // Whoever skips what stands before the number reads it, and whoever stops there reads none.
      throw new Broken("bad-header", "A header in it has a %s that unpackers do not agree on. It was not read on.".formatted(what));
    }
    String digits = (end < 0 ? field : field.substring(0, end)).strip();
    if (digits.isEmpty()) {
      return 0;
    }
    if (digits.startsWith("-")) {
      throw new Broken("negative-size", "A header in it has a negative %s. It was not read on.".formatted(what));
    }
    try {
      if (digits.startsWith("+")) {
        throw new NumberFormatException(digits);
      }
      return Long.parseLong(digits, 8);
    } catch (NumberFormatException e) {
      throw new Broken("bad-header", "A header in it has a %s that is no number. It was not read on.".formatted(what));
    }
  }

  private static String text(byte[] block, int at, int length, Findings findings) {
    int end = at;
    while (end < at + length && block[end] != 0) {
      end++;
    }
    return decode(Arrays.copyOfRange(block, at, end), findings);
  }

  /// UTF-8; where it is not, the other bytes as `%FF`, which loses nothing and is told.
  static String decode(byte[] raw, Findings findings) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
    } catch (CharacterCodingException e) {
      String name = escaped(raw);
      findings.info("name-not-utf8", "%s is not written in UTF-8.".formatted(Findings.shown(name)));
      return name;
    }
  }

  static String escaped(byte[] raw) {
    StringBuilder out = new StringBuilder();
    for (byte b : raw) {
      if (b >= 0) {
        out.append((char) b);
      } else {
        out.append(String.format("%%%02X", b & 0xFF));
      }
    }
    return out.toString();
  }
}
