package dev.slipway.archive;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.deflate64.Deflate64CompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// The unpacked bytes of one zip member, never more than it says it has; its size and CRC are held
/// against the directory when the end is reached.
final class ZipContent extends BlockStream {
  private final ZipEntryRecord entry;
  private final String shown;
  private final Findings findings;
  private final Budget budget;
  private final CountingStream packed;
  private final InputStream plain;
  private final CRC32 crc = new CRC32();
  private long out;
  private boolean ended;

  ZipContent(ZipEntryRecord entry, InputStream packed, String shown, Findings findings, Budget budget) throws IOException {
    this.entry = entry;
    this.shown = shown;
    this.findings = findings;
    this.budget = budget;
    this.packed = new CountingStream(packed);
    this.plain = open();
  }

  static boolean supports(int method) {
    return switch (method) {
      case 0, 8, 9, 12, 93, 95 -> true;
      default -> false;
    };
  }

  private InputStream open() throws IOException {
    try {
      return switch (entry.method()) {
        case 8 -> new Inflating(packed);
        case 9 -> new Deflate64CompressorInputStream(packed);
        case 12 -> new BZip2CompressorInputStream(packed);
        case 93 -> new ZstdInputStreamNoFinalizer(packed).setLongMax(27);
        case 95 -> new XZCompressorInputStream(new BufferedInputStream(packed), true, (int) (budget.limits().window() >> 10));
        default -> packed;
      };
    } catch (IOException | RuntimeException e) {
      throw damaged(e);
    }
  }

  @Override
  public int read(byte[] b, int off, int len) throws IOException {
    if (ended || len == 0) {
      return ended ? -1 : 0;
    }
    int n;
    try {
      n = plain.read(b, off, len);
    } catch (IOException | RuntimeException e) {
      ended = true;
      throw damaged(e);
    }
    if (n < 0) {
      finish();
      return -1;
    }
    out += n;
    budget.unpacked(n);
    budget.ratio(packed.count(), out);
    if (out > entry.size()) {
      ended = true;
      throw new Broken("size-differs", "%s unpacks to more than the %d bytes it says.".formatted(shown, entry.size()));
    }
    crc.update(b, off, n);
    return n;
  }

  private void finish() throws IOException {
    ended = true;
    if (out != entry.size()) {
      findings.error("size-differs", "%s unpacks to %d bytes and says %d.".formatted(shown, out, entry.size()));
    } else if (crc.getValue() != entry.crc()) {
      findings.error("crc-differs", "The content of %s does not have the checksum the archive has for it.".formatted(shown));
    } else if (packed.read() >= 0) {
      findings.warning("hidden-data", "Bytes follow the compressed content of %s within its member.".formatted(shown));
    }
  }

  private IOException damaged(Exception e) {
    return e instanceof Broken known
        ? known
        : new Broken("damaged", "The content of %s cannot be unpacked: %s.".formatted(shown, e.getMessage()));
  }

  @Override
  public void close() throws IOException {
    plain.close();
  }

  /// Raw deflate that leaves what follows its end unread, so that it can be noticed.
  private static final class Inflating extends BlockStream {
    private final CountingStream in;
    private final Inflater inflater = new Inflater(true);
    private final byte[] buffer = new byte[1 << 15];
    private boolean trailing;

    Inflating(CountingStream in) {
      this.in = in;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
      try {
        while (true) {
          int n = inflater.inflate(b, off, len);
          if (n > 0) {
            return n;
          }
          if (inflater.finished()) {
            if (inflater.getRemaining() > 0 && !trailing) {
              trailing = true;
              throw new IOException("bytes follow its end");
            }
            return -1;
          }
          if (inflater.needsDictionary()) {
            throw new IOException("it needs a dictionary");
          }
          int read = in.read(buffer, 0, buffer.length);
          if (read < 0) {
            throw new EOFException("it ends too early");
          }
          inflater.setInput(buffer, 0, read);
        }
      } catch (DataFormatException e) {
        throw new IOException(e.getMessage() == null ? "invalid data" : e.getMessage(), e);
      }
    }

    @Override
    public void close() {
      inflater.end();
    }
  }
}
