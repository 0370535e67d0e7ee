package dev.slipway.forge.github;

import dev.slipway.forge.Download;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.ForgeException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;

/// A text that is read once from its beginning to its end; when the connection breaks off, it goes on
/// where it was over a new one.
final class ResumedStream extends InputStream {
  private static final int MOST_BREAKS_IN_A_ROW = 3;

  /// So much makes up for the breaks before, however slowly it came.
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
        return n;
      } catch (ForgeException e) {
        breaks = gotOn(e) ? 1 : breaks + 1;
        if (e.kind() != Kind.UNREACHABLE || breaks > MOST_BREAKS_IN_A_ROW) {
          throw e;
        }
        brokeAt = position;
        current.close();
        current = opening.at(position);
        current.bytes().skipNBytes(position - current.offset()); // the host may send all of it again
      }
    }
  }

  /// Whether enough came since the last break to begin counting anew. Of a connection that was cut, anything is enough: it
  /// comes to its end by and by. One that was given up because next to nothing came would go on like that for years.
  private boolean gotOn(ForgeException broken) {
    long came = position - brokeAt;
    return came >= WORTH_A_BREAK || (came > 0 && !(broken.getCause() instanceof HttpTimeoutException));
  }

  @Override
  public void close() throws IOException {
    current.close();
  }
}
