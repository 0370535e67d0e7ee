package dev.slipway.forge.github;

import dev.slipway.forge.Download;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.ForgeException.Kind;
import java.io.IOException;
import java.io.InputStream;

/// A text that is read once from its beginning to its end; when the connection breaks off, it goes on
/// where it was over a new one.
final class ResumedStream extends InputStream {
  private static final int MOST_BREAKS_IN_A_ROW = 3;

  /// What came since the last break makes up for the breaks before.
  private static final long WORTH_A_BREAK = 1 << 20;

  /// Opens the bytes from a position on.
  @FunctionalInterface
  interface Opening {
    Download at(long offset) throws ForgeException;
  }

  private final Opening opening;
  private Download current;
  private long position;
  private long brokeAt;
  private int breaks;

  ResumedStream(Opening opening) throws ForgeException {
    this.opening = opening;
    this.current = opening.at(0);
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    int n = read(one, 0, 1);
    return n < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    while (true) {
      try {
        int n = current.bytes().read(buffer, offset, length);
        position += Math.max(0, n);
        breaks = position - brokeAt >= WORTH_A_BREAK ? 0 : breaks;
        return n;
      } catch (ForgeException e) {
        if (e.kind() != Kind.UNREACHABLE || ++breaks > MOST_BREAKS_IN_A_ROW) {
          throw e;
        }
        brokeAt = position;
        current.close();
        current = opening.at(position);
        current.bytes().skipNBytes(position - current.offset()); // the host may send all of it again
      }
    }
  }

  @Override
  public void close() throws IOException {
    current.close();
  }
}
