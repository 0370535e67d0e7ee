package dev.slipway.rehearsal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Somebody may ask a run, or the legs of a job, to stop.
final class Cancellation {
  private final CountDownLatch latch = new CountDownLatch(1);
  private final List<Cancellation> parts = new CopyOnWriteArrayList<>();

  void ask() {
    latch.countDown();
    parts.forEach(Cancellation::ask);
  }

  /// One that is asked when this one is, and can be asked alone.
  Cancellation part() {
    Cancellation part = new Cancellation();
    parts.add(part);
    if (asked()) {
      part.ask();
    }
    return part;
  }

  boolean asked() {
    return latch.getCount() == 0;
  }

  /// Waits, and tells whether it was asked before the time was over.
  boolean within(Duration time) throws InterruptedException {
    return latch.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// Waits until it is asked.
  void await() throws InterruptedException {
    latch.await();
  }
}
