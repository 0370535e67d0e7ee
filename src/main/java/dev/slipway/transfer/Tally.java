package dev.slipway.transfer;

import dev.slipway.task.Progress;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// Adds up the progress of several transfers at once.
final class Tally {
  private final Progress whole;
  private final long total;
  private final AtomicLong done = new AtomicLong();
  private final AtomicBoolean stopped = new AtomicBoolean();

  Tally(Progress whole, long total) {
    this.whole = whole;
    this.total = total;
  }

  void stop() {
    stopped.set(true);
  }

  /// The progress of one transfer among them.
  Progress part() {
    var own = new AtomicLong();
    return new Progress() {
      @Override
      public void report(long now, long ofThis) {
        long before = own.getAndSet(now);
        whole.report(done.addAndGet(now - before), total);
      }

      @Override
      public void phase(String what) {
        whole.phase(what);
      }

      @Override
      public boolean isCancelled() {
        return stopped.get() || whole.isCancelled() || Thread.currentThread().isInterrupted();
      }
    };
  }
}
