package dev.slipway.binary;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The one checked door to the bytes of a file: whatever lies outside is a [FormatException] that names
/// the part, the offset and the file.
///
/// Values are read in the byte order of this view. Unsigned 64-bit values come as `long`; one that does not
/// fit is negative and is refused as an offset or a length.
///
/// Reading goes through a buffer over the first 2 GB of the memory, which a buffer can hold: a memory segment is read
/// through variable handles, and in a program that has just started a thousand of these cost as much as a hundred
/// thousand reads of a buffer.
public final class Bytes {
  /// No name in a symbol table is read further than this; real ones stay under 64 KiB.
  private static final int LONGEST_TEXT = 1 << 16;

  /// The JDK makes no larger buffer over memory.
  private static final int LARGEST_BUFFER = Integer.MAX_VALUE - 8;

  /// Names are looked for in pieces of this many bytes: most are shorter.
  private static final int USUAL_TEXT = 128;

  private final MemorySegment memory;
  private final ByteBuffer near;
  private final String file;
  private final String part;
  private final long base;
  private final boolean little;
  private final long size;

  private Bytes(
      MemorySegment memory, ByteBuffer near, String file, String part, long base, long size, boolean little) {
    this.memory = memory;
    this.near = near;
    this.file = file;
    this.part = part;
    this.base = base;
    this.size = size;
    this.little = little;
  }

  /// A whole file, read in little-endian order.
  public static Bytes of(String file, MemorySegment segment) {
    long near = Math.min(segment.byteSize(), LARGEST_BUFFER);
    ByteBuffer buffer = segment.asSlice(0, near).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    return new Bytes(segment, buffer, file, "file", 0, segment.byteSize(), true);
  }

  /// The same bytes, read in another order.
  public Bytes in(ByteOrder order) {
    return new Bytes(memory, near, file, part, base, size, order == ByteOrder.LITTLE_ENDIAN);
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
    return new Bytes(memory, near, file, name, base + offset, length, little);
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

  boolean littleEndian() {
    return little;
  }

  public int u8(long at) throws FormatException {
    return buffer(at, 1).get(place(at, 1)) & 0xff;
  }

  public int u16(long at) throws FormatException {
    short value = buffer(at, 2).getShort(place(at, 2));
    return (little ? value : Short.reverseBytes(value)) & 0xffff;
  }

  public int i32(long at) throws FormatException {
    int value = buffer(at, 4).getInt(place(at, 4));
    return little ? value : Integer.reverseBytes(value);
  }

  public long u32(long at) throws FormatException {
    return i32(at) & 0xffffffffL;
  }

  public long u64(long at) throws FormatException {
    long value = buffer(at, 8).getLong(place(at, 8));
    return little ? value : Long.reverseBytes(value);
  }

  /// A word of 4 or 8 bytes.
  public long word(long at, boolean wide) throws FormatException {
    return wide ? u64(at) : u32(at);
  }

  /// Copies bytes out in one go.
  public void copy(long at, byte[] to, int start, int count) throws FormatException {
    check(at, count);
    long from = base + at;
    if (from + count <= near.capacity()) {
      near.get((int) from, to, start, count);
    } else {
      far(from, count).get(0, to, start, count);
    }
  }

  /// Copies 64-bit words out in one go; much faster than one by one while the code is cold.
  void copyWords(long at, long[] to, int count) throws FormatException {
    check(at, count * 8L);
    far(base + at, count * 8L).order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN).asLongBuffer().get(to, 0, count);
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
    for (int room = Math.min(limit, USUAL_TEXT); ; room = Math.min(limit, room * 8)) {
      byte[] bytes = new byte[room];
      copy(at, bytes, 0, room);
      int length = 0;
      while (length < room && bytes[length] != 0) {
        length++;
      }
      if (length < room || room == limit) {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
      }
    }
  }

  /// A refusal at an offset of this view.
  public FormatException bad(long at, String what) {
    return new FormatException(file, part, base + at, what);
  }

  /// Where bytes can be read, at their [#place].
  private ByteBuffer buffer(long at, int count) throws FormatException {
    check(at, count);
    return base + at + count <= near.capacity() ? near : far(base + at, count);
  }

  /// The index in the buffer that [#buffer] gave: a part beyond 2 GB is a buffer of its own.
  private int place(long at, int count) {
    return base + at + count <= near.capacity() ? (int) (base + at) : 0;
  }

  private ByteBuffer far(long from, long count) {
    return memory.asSlice(from, count).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  private void check(long at, long count) throws FormatException {
    if (at < 0 || count < 0 || at > size - count) {
      throw new FormatException(
          file, part, base + at, "%d bytes are needed where it has %d in all".formatted(count, size));
    }
  }
}
