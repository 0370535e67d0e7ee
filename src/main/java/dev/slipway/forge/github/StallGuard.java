package dev.slipway.forge.github;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;

/// Bytes from the host that may come slowly but must keep coming: a read that brings nothing for too
/// long fails. Time between reads does not count, for the reader may be the slow one.
final class StallGuard extends FilterInputStream {
  private static final long IDLE = -1;

  private final Duration most;
  private final Thread watch;
  private volatile long waitingSince = IDLE;
  private volatile boolean stalled;

  StallGuard(InputStream in, Duration most) {
    super(in);
    this.most = most;
    this.watch = Thread.ofVirtual().name("stall-guard").start(this::watch);
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(Math.clamp(most.toMillis() / 4, 10, 1_000));
        long since = waitingSince;
        if (since != IDLE && now() - since > most.toMillis()) {
          stalled = true;
          in.close(); // wakes the reader
          return;
        }
      }
    } catch (InterruptedException e) {
      // closed: nothing left to watch
    } catch (IOException e) {
      System.getLogger(StallGuard.class.getName()).log(System.Logger.Level.DEBUG, "closing a stalled answer", e);
    }
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    int n = read(one, 0, 1);
    return n < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    waitingSince = now();
    try {
      int n = in.read(buffer, offset, length);
      if (n < 0 && stalled) {
        throw stall(null);
      }
      return n;
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      if (stalled) {
        throw stall(e);
      }
      throw e;
    } finally {
      waitingSince = IDLE;
    }
  }

  private IOException stall(@org.jspecify.annotations.Nullable IOException cause) {
    return new IOException("nothing came for " + most.toSeconds() + " s", cause);
  }

  @Override
  public void close() throws IOException {
    watch.interrupt();
    in.close();
  }
}
