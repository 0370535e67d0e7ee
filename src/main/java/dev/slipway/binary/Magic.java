package dev.slipway.binary;

import java.nio.ByteOrder;

/// What a file begins with, by which it is told apart; 0 where it is too short to have it.
///
/// Told from bytes in memory as well as from a file: looking at files is most of what is done with them, and a process that
/// looks should not get ready to map them.
///
/// @param word the first four bytes, the first of them the most significant
/// @param next the four after them
record Magic(int word, int next) {

  static Magic of(byte[] start) {
    return new Magic(start.length < 4 ? 0 : word(start, 0), start.length < 8 ? 0 : word(start, 4));
  }

  static Magic of(Bytes any) throws FormatException {
    Bytes bytes = any.in(ByteOrder.BIG_ENDIAN);
    return new Magic(bytes.size() < 4 ? 0 : bytes.i32(0), bytes.size() < 8 ? 0 : bytes.i32(4));
  }

  private static int word(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
  }

  /// Whether it is an executable of DOS, as every one of Windows is to begin with.
  boolean isDos() {
    return word >>> 16 == 0x4d5a;
  }
}
