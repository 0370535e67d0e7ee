package dev.slipway.verify;

import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// Works through a list with one thread per core, the calling one among them.
final class Crew {
  private Crew() {}

  /// What is done with one item.
  interface Job {
    void run(int item) throws Cancelled;
  }

  /// Works through items `0` to `count - 1`; returns when all are done.
  ///
  /// @throws Cancelled when the progress or an interrupt asked to stop; what was begun may be half done
  static void run(int count, Progress progress, Job job) throws Cancelled {
    AtomicInteger next = new AtomicInteger();
    AtomicReference<@org.jspecify.annotations.Nullable RuntimeException> bug = new AtomicReference<>();
    AtomicReference<@org.jspecify.annotations.Nullable Cancelled> cancelled = new AtomicReference<>();
    int workers = Math.clamp(count, 1, Runtime.getRuntime().availableProcessors());
    CountDownLatch ended = new CountDownLatch(workers);
    Runnable worker =
        () -> {
          try {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
              progress.checkCancelled();
              job.run(i);
            }
          } catch (Cancelled e) {
            cancelled.set(e);
            next.set(count);
          } catch (RuntimeException e) {
            bug.set(e);
            next.set(count);
          } finally {
            ended.countDown();
          }
        };
    List<Thread> threads = new ArrayList<>();
    for (int i = 1; i < workers; i++) {
      threads.add(Thread.ofPlatform().name("verifying-" + i).daemon().start(worker));
    }
    worker.run();
    try {
      ended.await();
    } catch (InterruptedException e) {
      threads.forEach(Thread::interrupt);
      Thread.currentThread().interrupt();
      throw new Cancelled();
    }
    RuntimeException thrown = bug.get();
    if (thrown != null) {
      throw thrown;
    }
    if (cancelled.get() != null) {
      throw new Cancelled();
    }
    progress.checkCancelled();
  }
}
