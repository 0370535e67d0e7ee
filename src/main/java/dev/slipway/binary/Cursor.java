package dev.slipway.binary;

import java.nio.charset.StandardCharsets;

/// Reads [Bytes] one value after the other, as the formats with variable-length numbers need it.
final class Cursor {
  private final Bytes bytes;
  private long at;

  Cursor(Bytes bytes, long at) {
    this.bytes = bytes;
    this.at = at;
  }

  long at() {
    return at;
  }

  void to(long position) throws FormatException {
    if (position < at || position > bytes.size()) {
      throw bytes.bad(at, "something in it reaches beyond its end");
    }
    at = position;
  }

  FormatException bad(String what) {
    return bytes.bad(at, what);
  }

  boolean atEnd() {
    return at >= bytes.size();
  }

  /// The next byte, which stays the next.
  int peek() throws FormatException {
    return bytes.u8(at);
  }

  /// How many bytes are left.
  long left() {
    return bytes.size() - at;
  }

  /// The bytes from a place to here, as hexadecimal text.
  String hex(long from) throws FormatException {
    byte[] text = new byte[(int) Math.min(64, at - from)];
    bytes.copy(from, text, 0, text.length);
    return java.util.HexFormat.of().formatHex(text);
  }

  int u8() throws FormatException {
    return bytes.u8(at++);
  }

  void skip(long count) throws FormatException {
    if (count < 0 || count > bytes.size() - at) {
      throw bytes.bad(at, Long.toUnsignedString(count) + " bytes are announced beyond its end");
    }
    at += count;
  }

  /// An unsigned LEB128 number of at most 32 bits.
  long uleb32() throws FormatException {
    int b = bytes.u8(at++);
    if (b < 0x80) {
      return b;
    }
    long value = b & 0x7f;
    for (int shift = 7; shift < 35; shift += 7) {
      b = bytes.u8(at++);
      value |= (long) (b & 0x7f) << shift;
      if (b < 0x80) {
        if (value > 0xffffffffL) {
          break;
        }
        return value;
      }
    }
    throw bytes.bad(at, "a number has more than 32 bits");
  }

  /// An unsigned LEB128 number of at most 64 bits.
  long uleb64() throws FormatException {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      int b = bytes.u8(at++);
      value |= (long) (b & 0x7f) << shift;
      if (b < 0x80) {
        return value;
      }
    }
    throw bytes.bad(at, "a number has more than 64 bits");
  }

  /// A signed LEB128 number of at most 64 bits.
  long sleb64() throws FormatException {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      int b = bytes.u8(at++);
      value |= (long) (b & 0x7f) << shift;
      if (b < 0x80) {
        return shift + 7 < 64 && (b & 0x40) != 0 ? value | -1L << (shift + 7) : value;
      }
    }
    throw bytes.bad(at, "a number has more than 64 bits");
  }

  void skipLeb() throws FormatException {
    for (int i = 0; i < 10; i++) {
      if (bytes.u8(at++) < 0x80) {
        return;
      }
    }
    throw bytes.bad(at, "a number has more than 64 bits");
  }

  /// A name with its length in front, as WebAssembly writes it; at most 64 KiB of it are kept.
  String name() throws FormatException {
    long length = uleb32();
    long start = at;
    skip(length);
    byte[] text = new byte[(int) Math.min(length, 1 << 16)];
    bytes.copy(start, text, 0, text.length);
    return new String(text, StandardCharsets.UTF_8);
  }
}
