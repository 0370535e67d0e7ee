package dev.slipway.size;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

/// How many bytes stand before the compressed ones in a gzip file (RFC 1952, section 2.3): ten, and what is optional.
final class GzipHeader {
  private static final int CHECKSUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int LONGEST_TEXT = 1 << 16;

  private GzipHeader() {}

  /// @param file from its first byte; what it is read beyond the header is not said
  static long length(InputStream file) throws IOException {
    var in = new DataInputStream(file);
    in.skipNBytes(3);
    int flags = in.readUnsignedByte();
    in.skipNBytes(6);
    long length = 10;
    if ((flags & EXTRA) != 0) {
      int extra = in.readUnsignedByte() | in.readUnsignedByte() << 8;
      in.skipNBytes(extra);
      length += 2 + extra;
    }
    length += (flags & NAME) != 0 ? text(in) : 0;
    length += (flags & COMMENT) != 0 ? text(in) : 0;
    return length + ((flags & CHECKSUM) != 0 ? 2 : 0);
  }

  /// Up to its NUL, which counts.
  private static int text(DataInputStream in) throws IOException {
    int length = 1;
    while (in.readUnsignedByte() != 0) {
      if (++length > LONGEST_TEXT) {
        throw new IOException("a text in its gzip header has no end");
      }
    }
    return length;
  }
}
