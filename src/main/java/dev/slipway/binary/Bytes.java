package dev.slipway.binary;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The one checked door to the bytes of a file: whatever lies outside is a [FormatException] that names
/// the part, the offset and the file.
///
/// Values are read in the byte order of this view. Unsigned 64-bit values come as `long`; one that does not
/// fit is negative and is refused as an offset or a length.
public final class Bytes {
  private static final ValueLayout.OfShort LE16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort BE16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt LE32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt BE32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LE64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong BE64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  /// No name in a symbol table is read further than this; real ones stay under 64 KiB.
  private static final int LONGEST_TEXT = 1 << 16;

  private final MemorySegment segment;
  private final String file;
  private final String part;
  private final long base;
  private final boolean little;
  private final long size;

  private Bytes(MemorySegment segment, String file, String part, long base, boolean little) {
    this.segment = segment;
    this.file = file;
    this.part = part;
    this.base = base;
    this.little = little;
    this.size = segment.byteSize();
  }

  /// A whole file, read in little-endian order.
  public static Bytes of(String file, MemorySegment segment) {
    return new Bytes(segment, file, "file", 0, true);
  }

  /// The same bytes, read in another order.
  public Bytes in(ByteOrder order) {
    return new Bytes(segment, file, part, base, order == ByteOrder.LITTLE_ENDIAN);
  }

  /// A part of these bytes.
  ///
  /// @throws FormatException when it reaches beyond them
  public Bytes slice(long offset, long length, String name) throws FormatException {
    if (offset < 0 || length < 0 || offset > size || length > size - offset) {
      throw new FormatException(
          file, name, base + offset,
          "%s bytes are announced where %d remain"
              .formatted(Long.toUnsignedString(length), Math.max(0, offset < 0 ? 0 : size - offset)));
    }
    return new Bytes(segment.asSlice(offset, length), file, name, base + offset, little);
  }

  /// From an offset to the end.
  public Bytes from(long offset, String name) throws FormatException {
    return slice(offset, Math.max(0, size - Math.max(0, offset)), name);
  }

  public long size() {
    return size;
  }

  /// Where these bytes begin in the file.
  public long base() {
    return base;
  }

  public String file() {
    return file;
  }

  /// The memory itself, for bulk reading within [#size].
  MemorySegment segment() {
    return segment;
  }

  boolean littleEndian() {
    return little;
  }

  public int u8(long at) throws FormatException {
    check(at, 1);
    return segment.get(ValueLayout.JAVA_BYTE, at) & 0xff;
  }

  public int u16(long at) throws FormatException {
    check(at, 2);
    return (little ? segment.get(LE16, at) : segment.get(BE16, at)) & 0xffff;
  }

  public int i32(long at) throws FormatException {
    check(at, 4);
    return little ? segment.get(LE32, at) : segment.get(BE32, at);
  }

  public long u32(long at) throws FormatException {
    return i32(at) & 0xffffffffL;
  }

  public long u64(long at) throws FormatException {
    check(at, 8);
    return little ? segment.get(LE64, at) : segment.get(BE64, at);
  }

  /// A word of 4 or 8 bytes.
  public long word(long at, boolean wide) throws FormatException {
    return wide ? u64(at) : u32(at);
  }

  /// Copies bytes out in one go.
  public void copy(long at, byte[] to, int start, int count) throws FormatException {
    check(at, count);
    MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, at, to, start, count);
  }

  /// Copies 64-bit words out in one go; much faster than one by one while the code is cold.
  void copyWords(long at, long[] to, int count) throws FormatException {
    check(at, count * 8L);
    MemorySegment.copy(segment, little ? LE64 : BE64, at, to, 0, count);
  }

  /// Text up to a NUL, or to the end, at most 64 KiB of it.
  public String text(long at) throws FormatException {
    check(at, 0);
    return text(at, size - at);
  }

  /// Text up to a NUL within `most` bytes.
  public String text(long at, long most) throws FormatException {
    check(at, 0);
    int limit = (int) Math.min(Math.min(most, size - at), LONGEST_TEXT);
    int length = 0;
    while (length < limit && segment.get(ValueLayout.JAVA_BYTE, at + length) != 0) {
      length++;
    }
    byte[] bytes = new byte[length];
    MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, at, bytes, 0, length);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// A refusal at an offset of this view.
  public FormatException bad(long at, String what) {
    return new FormatException(file, part, base + at, what);
  }

  private void check(long at, long count) throws FormatException {
    if (at < 0 || count < 0 || at > size - count) {
      throw new FormatException(
          file, part, base + at, "%d bytes are needed where it has %d in all".formatted(count, size));
    }
  }
}
