package dev.slipway.forge.github;

import dev.slipway.forge.ForgeException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.function.Function;

/// Bytes from the host that may come slowly but must keep coming: a read that brings nothing for too
/// long fails, and so do reads that together bring next to nothing in that time. Time between reads does
/// not count, for the reader may be the slow one. A failure is told as every other failure of a call.
final class StallGuard extends FilterInputStream {
  private static final long IDLE = -1;

  /// What must come in the time that a single byte may take: far less than the slowest line carries.
  private static final long LEAST = 1024;

  private final Duration most;
  private final Function<IOException, ForgeException> told;
  private final Thread watch;
  private volatile long waitingSince = IDLE;
  private volatile boolean stalled;
  private long waited;
  private long came;

  StallGuard(InputStream in, Duration most, Function<IOException, ForgeException> told) {
    super(in);
    this.most = most;
    this.told = told;
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
    long began = now();
    waitingSince = began;
    try {
      int n = in.read(buffer, offset, length);
      if (n < 0 && stalled) {
        throw new IOException("stalled");
      }
      if (n > 0) {
        count(n, now() - began);
      }
      return n;
    } catch (IOException e) {
      throw told.apply(stalled ? new HttpTimeoutException("nothing came for " + most.toSeconds() + " s") : e);
    } finally {
      waitingSince = IDLE;
    }
  }

  private void count(int bytes, long millis) throws IOException {
    came += bytes;
    waited += millis;
    if (waited <= most.toMillis()) {
      return;
    }
    stalled = came < LEAST;
    if (stalled) {
      throw new IOException("trickles");
    }
    came = 0;
    waited = 0;
  }

  @Override
  public void close() throws IOException {
    watch.interrupt();
    in.close();
  }
}
