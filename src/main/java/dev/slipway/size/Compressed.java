package dev.slipway.size;

import dev.slipway.binary.Bytes;
import dev.slipway.binary.FormatException;
import dev.slipway.binary.Section;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Deflater;

/// How much smaller bytes would be compressed, found out by compressing them.
final class Compressed implements AutoCloseable {
  private static final long MOST = 256L << 20;
  private static final int CHUNK = 1 << 16;

  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
  private final byte[] out = new byte[CHUNK];
  private long taken;
  private long packed;

  private Compressed() {}

  static long saved(Bytes bytes, Section section) throws FormatException {
    if (section.fileSize() > MOST) {
      return 0;
    }
    try (var compressed = new Compressed()) {
      byte[] chunk = new byte[CHUNK];
      for (long at = 0; at < section.fileSize(); at += CHUNK) {
        int n = (int) Math.min(CHUNK, section.fileSize() - at);
        bytes.copy(section.offset() + at, chunk, 0, n);
        compressed.take(chunk, n);
      }
      return compressed.saved();
    }
  }

  /// Of a stream as far as it is looked at: nothing is said of what comes behind 256 MB.
  static long saved(InputStream content) throws IOException {
    try (var compressed = new Compressed()) {
      byte[] chunk = new byte[CHUNK];
      for (int n = content.read(chunk); n >= 0 && compressed.taken < MOST; n = content.read(chunk)) {
        compressed.take(chunk, n);
      }
      return compressed.saved();
    }
  }

  private void take(byte[] chunk, int length) {
    taken += length;
    deflater.setInput(chunk, 0, length);
    while (!deflater.needsInput()) {
      packed += deflater.deflate(out);
    }
  }

  private long saved() {
    deflater.finish();
    while (!deflater.finished()) {
      packed += deflater.deflate(out);
    }
    return Math.max(0, taken - packed);
  }

  @Override
  public void close() {
    deflater.end();
  }
}
