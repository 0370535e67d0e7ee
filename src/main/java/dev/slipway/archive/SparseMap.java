package dev.slipway.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Where the bytes of a tar member with holes belong (GNU tar's manual, "Storing Sparse Files"): in the header itself (old GNU), in an
/// extended header (0.0 and 0.1), or at the start of the content (1.0). A map that does not fit what is stored is read by every unpacker
/// in its own way.
final class SparseMap {
  private static final int ENTRY = 24;
  private static final int FIELD = 12;

  private final boolean inContent;
  private long numbers;
  private long number;
  private boolean digits;
  private long offset;
  private long end;
  private long stored;
  private long left = -1;
  private long length;
  private boolean wrong;

  private SparseMap(boolean inContent) {
    this.inContent = inContent;
  }

  /// A map that stands in the content, to be fed with it.
  static SparseMap ofContent() {
    return new SparseMap(true);
  }

  /// A map that is filled by [#block].
  static SparseMap ofHeader() {
    return new SparseMap(false);
  }

  /// A map as a list of numbers, each offset before its length.
  static SparseMap of(String list) {
    SparseMap map = new SparseMap(false);
    for (String part : list.isEmpty() ? new String[0] : list.split(",", -1)) {
      map.wrong |= !part.matches("\\d{1,18}");
      map.next(map.wrong ? 0 : Long.parseLong(part));
    }
    map.wrong |= map.numbers % 2 != 0;
    return map;
  }

  /// The entries in a header, or in a block that follows one.
  void block(byte[] block, int at, int entries) {
    for (int i = 0; i < entries; i++) {
      String from = field(block, at + i * ENTRY);
      String many = field(block, at + i * ENTRY + FIELD);
      if (from.isEmpty() && many.isEmpty()) {
        return;
      }
      wrong |= !from.matches("[0-7]{1,12}") || !many.matches("[0-7]{1,12}");
      next(wrong ? 0 : Long.parseLong(from, 8));
      next(wrong ? 0 : Long.parseLong(many, 8));
    }
  }

  private static String field(byte[] block, int at) {
    String text = new String(Arrays.copyOfRange(block, at, at + FIELD), StandardCharsets.ISO_8859_1);
    int zero = text.indexOf('\0');
    return (zero < 0 ? text : text.substring(0, zero)).strip();
  }

  /// Takes the next bytes of the content; those behind the map are let go.
  void content(byte[] bytes, int from, int count) {
    for (int i = from; i < from + count && inContent && left != 0 && !wrong; i++) {
      length++;
      byte b = bytes[i];
      if (b >= '0' && b <= '9' && number < Long.MAX_VALUE / 100) {
        number = number * 10 + b - '0';
        digits = true;
      } else if (b != '\n' || !digits) {
        wrong = true;
      } else if (left < 0) {
        left = Math.min(number, Long.MAX_VALUE / 4) * 2;
        number = 0;
        digits = false;
      } else {
        next(number);
        left--;
        number = 0;
        digits = false;
      }
    }
  }

  private void next(long value) {
    if (numbers++ % 2 == 0) {
      wrong |= value < end;
      offset = value;
    } else {
      end = offset + value;
      stored += value;
      wrong |= end < offset || stored < 0;
    }
  }

  /// Whether it fits a member.
  ///
  /// @param size     the bytes stored, with the map where that stands among them
  /// @param unpacked the bytes with all holes filled
  boolean fits(long size, long unpacked) {
    long map = inContent ? (length + TarHeader.BLOCK - 1) / TarHeader.BLOCK * TarHeader.BLOCK : 0;
    boolean whole = !inContent || left == 0;
    return !wrong && whole && map + stored == size && end <= unpacked;
  }
}
