package dev.slipway.archive;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.commons.compress.MemoryLimitException;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// The unpacked bytes of one compressed stream, held to the budget; what a decoder throws, checked or
/// not, becomes a [Broken].
final class Decompression extends BlockStream {

  /// How bytes are compressed.
  enum Codec {
    GZIP,
    XZ,
    ZSTD,
    BZIP2
  }

  private final CountingStream packed;
  private final InputStream plain;
  private final Budget budget;
  private final Codec codec;
  private long out;

  Decompression(Codec codec, InputStream in, Budget budget) throws IOException {
    this.codec = codec;
    this.budget = budget;
    this.packed = new CountingStream(new BufferedInputStream(in, 1 << 16));
    this.plain = open();
  }

  private InputStream open() throws IOException {
    try {
      return switch (codec) {
        case GZIP -> new GzipCompressorInputStream(packed, true);
        case XZ -> new XZCompressorInputStream(packed, true, (int) (budget.limits().window() >> 10) + 1024);
        case ZSTD -> new ZstdInputStreamNoFinalizer(packed).setLongMax(63 - Long.numberOfLeadingZeros(budget.limits().window()));
        case BZIP2 -> new BZip2CompressorInputStream(packed, true);
      };
    } catch (IOException | RuntimeException e) {
      throw broken(e);
    }
  }

  @Override
  public int read(byte[] b, int off, int len) throws IOException {
    int n;
    try {
      n = plain.read(b, off, len);
    } catch (IOException | RuntimeException e) {
      throw broken(e);
    }
    if (n > 0) {
      out += n;
      budget.ratio(packed.count(), out);
      budget.time();
    }
    return n;
  }

  private Broken broken(Exception e) {
    if (e instanceof Broken known) {
      return known;
    }
    String said = String.valueOf(e.getMessage()).replaceFirst("\\.+$", "");
    String lower = said.toLowerCase(Locale.ROOT);
    if (e instanceof MemoryLimitException || lower.contains("memory") || lower.contains("window") || lower.contains("lzma2 properties")) {
      return new Broken(
          "window-too-large",
          "Unpacking it takes more than %d MB of memory. It was not read on.".formatted(budget.limits().window() >> 20));
    }
    if (out > 0 && (lower.contains("garbage") || lower.contains("unexpected data after") || lower.contains("unknown frame descriptor"))) {
      return new Broken("trailing-data", "Something follows the end of its compressed data.");
    }
    if (out > 0 && codec == Codec.BZIP2 && lower.contains("bad magic")) {
      return new Broken("trailing-data", "Something follows the end of its compressed data.");
    }
    return new Broken("damaged", "Its %s data is damaged: %s.".formatted(codec.name().toLowerCase(Locale.ROOT), said));
  }

  @Override
  public void close() throws IOException {
    plain.close();
  }
}
