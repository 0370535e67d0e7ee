package dev.slipway.transfer;

import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.time.Duration;

/// How time between two tries passes.
@FunctionalInterface
public interface Pause {
  /// Returns when the time is over.
  ///
  /// @throws Cancelled as soon as the work should stop
  void take(Duration time, Progress progress) throws Cancelled;

  /// Real time; notices a cancel within a fifth of a second and an interrupt at once.
  static Pause real() {
    return (time, progress) -> {
      long end = System.nanoTime() + time.toNanos();
      long left = time.toNanos();
      while (left > 0) {
        progress.checkCancelled();
        try {
          Thread.sleep(Duration.ofNanos(Math.min(left, 200_000_000L)));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new Cancelled();
        }
        left = end - System.nanoTime();
      }
    };
  }
}
