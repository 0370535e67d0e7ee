package dev.slipway.size;

import dev.slipway.binary.Bytes;
import dev.slipway.binary.FormatException;
import dev.slipway.binary.Section;
import java.util.zip.Deflater;

/// How much smaller bytes would be compressed, found out by compressing them.
final class Compressed {
  private static final long MOST = 256L << 20;

  private Compressed() {}

  static long saved(Bytes bytes, Section section) throws FormatException {
    if (section.fileSize() > MOST) {
      return 0;
    }
    var deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      byte[] chunk = new byte[1 << 16];
      byte[] out = new byte[1 << 16];
      long packed = 0;
      for (long at = 0; at < section.fileSize(); at += chunk.length) {
        int n = (int) Math.min(chunk.length, section.fileSize() - at);
        bytes.copy(section.offset() + at, chunk, 0, n);
        deflater.setInput(chunk, 0, n);
        while (!deflater.needsInput()) {
          packed += deflater.deflate(out);
        }
      }
      deflater.finish();
      while (!deflater.finished()) {
        packed += deflater.deflate(out);
      }
      return Math.max(0, section.fileSize() - packed);
    } finally {
      deflater.end();
    }
  }
}
