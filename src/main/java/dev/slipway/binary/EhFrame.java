package dev.slipway.binary;

import java.util.HashMap;
import java.util.Map;

/// Function ranges from `.eh_frame`, which stripping leaves (LSB 5, section 10.6).
final class EhFrame {
  private final Bytes frames;
  private final long address;
  private final boolean wide;
  private final Ranges ranges = new Ranges();
  private final Map<Long, Integer> encodings = new HashMap<>();

  private EhFrame(Bytes frames, long address, boolean wide) {
    this.frames = frames;
    this.address = address;
    this.wide = wide;
  }

  static FunctionRanges read(Bytes frames, long address, boolean wide) {
    var reader = new EhFrame(frames, address, wide);
    try {
      reader.walk();
    } catch (FormatException e) {
      // An odd entry ends the list: what was read before it stands, and no more is claimed.
      System.getLogger(EhFrame.class.getName()).log(System.Logger.Level.DEBUG, e.getMessage());
    }
    return reader.ranges.build(FunctionRanges.Source.UNWIND);
  }

  private void walk() throws FormatException {
    long at = 0;
    while (at + 4 <= frames.size()) {
      long length = frames.u32(at);
      long start = at + 4;
      if (length == 0) {
        return;
      }
      if (length == 0xffffffffL) {
        length = frames.u64(start);
        start += 8;
      }
      if (length < 4 || length > frames.size() - start) {
        throw frames.bad(at, "an entry reaches beyond its end");
      }
      long back = frames.u32(start);
      if (back != 0) {
        entry(start, start - back);
      }
      at = start + length;
    }
  }

  private void entry(long start, long cie) throws FormatException {
    Integer known = encodings.get(cie);
    int encoding = known == null ? encoding(cie) : known;
    encodings.put(cie, encoding);
    if (encoding == 0xff) {
      return;
    }
    var cursor = new Cursor(frames, start + 4);
    long from = pointer(cursor, encoding);
    long size = pointer(cursor, encoding & 0x0f);
    if (size > 0 && from != 0) {
      ranges.add(from, size);
    }
  }

  /// How a common entry says that the addresses of its functions are written; 0xff when it cannot be told.
  private int encoding(long cieId) throws FormatException {
    if (cieId < 0) {
      throw frames.bad(0, "an entry points before its start");
    }
    // cieId is where the length field stands; a 64-bit length has eight bytes more.
    long id = frames.u32(cieId) == 0xffffffffL ? cieId + 12 : cieId + 4;
    return augmented(id + 4);
  }

  private int augmented(long at) throws FormatException {
    var cursor = new Cursor(frames, at);
    int version = cursor.u8();
    String augmentation = frames.text(cursor.at(), 32);
    cursor.skip(augmentation.length() + 1L);
    if (augmentation.equals("eh")) {
      cursor.skip(wide ? 8 : 4);
    }
    cursor.skipLeb();
    cursor.skipLeb();
    if (version == 1) {
      cursor.u8();
    } else {
      cursor.skipLeb();
    }
    if (!augmentation.startsWith("z")) {
      return 0;
    }
    cursor.skipLeb();
    for (char c : augmentation.substring(1).toCharArray()) {
      switch (c) {
        case 'R' -> {
          return cursor.u8();
        }
        case 'L' -> cursor.u8();
        case 'P' -> pointer(cursor, cursor.u8());
        case 'S', 'B', 'G' -> {}
        default -> {
          return 0xff;
        }
      }
    }
    return 0;
  }

  private long pointer(Cursor cursor, int encoding) throws FormatException {
    long at = cursor.at();
    long value =
        switch (encoding & 0x0f) {
          case 0 -> fixed(cursor, wide ? 8 : 4, false);
          case 1 -> cursor.uleb64();
          case 2 -> fixed(cursor, 2, false);
          case 3 -> fixed(cursor, 4, false);
          case 4, 12 -> fixed(cursor, 8, true);
          case 9 -> cursor.sleb64();
          case 10 -> fixed(cursor, 2, true);
          case 11 -> fixed(cursor, 4, true);
          default -> throw frames.bad(at, "a pointer is encoded in an unknown way");
        };
    return (encoding & 0x70) == 0x10 ? value + address + at : value;
  }

  private long fixed(Cursor cursor, int size, boolean signed) throws FormatException {
    long at = cursor.at();
    cursor.skip(size);
    return switch (size) {
      case 2 -> signed ? (short) frames.u16(at) : frames.u16(at);
      case 4 -> signed ? frames.i32(at) : frames.u32(at);
      default -> frames.u64(at);
    };
  }
}
