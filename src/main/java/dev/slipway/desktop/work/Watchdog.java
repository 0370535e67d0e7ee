package dev.slipway.desktop.work;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Platform;
import javafx.stage.Window;

/// Watches how long the FX thread is busy without a pause.
///
/// It knocks on the thread every few milliseconds and measures until the thread answers: a task or a pulse
/// that runs longer than the limit is written down with what the thread was doing. It costs a wake-up per
/// knock, so it runs in tests and in the unattended rehearsal only.
///
/// Between a knock and its answer the thread may do several things one after the other. Where a pulse begins, and where a
/// later knock comes in between, it could have answered: there the count of processor time begins anew.
public final class Watchdog implements AutoCloseable {
  private static final Duration KNOCK = Duration.ofMillis(5);

  private final Duration limit;
  private final List<Stall> stalls = new CopyOnWriteArrayList<>();
  private final AtomicLong longest = new AtomicLong();
  private final AtomicLong busiest = new AtomicLong();
  private final AtomicLong knocks = new AtomicLong();
  private final Thread thread;
  private volatile Thread fxThread = Thread.currentThread();
  private final Runnable pulse = this::countBusy;
  private volatile boolean open = true;
  /// The processor time of the FX thread when it last began something.
  private volatile long begun;

  /// A moment in which the FX thread did not answer in time.
  ///
  /// @param elapsed how long it took to answer
  /// @param busy    how much processor time the FX thread used meanwhile; much less than `elapsed` means that
  ///                the machine was busy, not the thread
  /// @param where   what it was doing when the limit passed
  public record Stall(Duration elapsed, Duration busy, List<StackTraceElement> where) {
    @Override
    public String toString() {
      var text = new StringBuilder(elapsed.toMillis() + " ms (" + busy.toMillis() + " ms busy)");
      where.stream().limit(30).forEach(element -> text.append("\n    at ").append(element));
      return text.toString();
    }
  }

  private Watchdog(Duration limit) {
    this.limit = limit;
    this.thread = Thread.ofPlatform().daemon().name("fx-watchdog").unstarted(this::watch);
  }

  /// Starts to watch. Stalls longer than `limit` are written down.
  public static Watchdog start(Duration limit) throws InterruptedException {
    var watchdog = new Watchdog(limit);
    var known = new CountDownLatch(1);
    Platform.runLater(() -> {
      watchdog.fxThread = Thread.currentThread();
      watchdog.begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      Window.getWindows().forEach(window -> window.getScene().addPreLayoutPulseListener(watchdog.pulse));
      known.countDown();
    });
    known.await();
    watchdog.thread.start();
    return watchdog;
  }

  private void watch() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    try {
      while (open) {
        var answered = new CountDownLatch(1);
        long before = System.nanoTime();
        long cpu = threads.getThreadCpuTime(fxThread.threadId());
        Platform.runLater(() -> {
          countBusy();
          answered.countDown();
        });
        List<StackTraceElement> where = List.of();
        while (open && !answered.await(KNOCK.toMillis(), TimeUnit.MILLISECONDS)) {
          Platform.runLater(this::countBusy);
          if (where.isEmpty() && System.nanoTime() - before > limit.toNanos()) {
            where = List.of(fxThread.getStackTrace());
          }
        }
        long elapsed = System.nanoTime() - before;
        knocks.incrementAndGet();
        longest.accumulateAndGet(elapsed, Math::max);
        long busy = threads.getThreadCpuTime(fxThread.threadId()) - cpu;
        if (elapsed > limit.toNanos()) {
          stalls.add(new Stall(Duration.ofNanos(elapsed), Duration.ofNanos(busy), where));
        }
        Thread.sleep(KNOCK);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void countBusy() {
    long now = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    busiest.accumulateAndGet(now - begun, Math::max);
    begun = now;
  }

  /// What was longer than the limit, in order.
  public List<Stall> stalls() {
    return List.copyOf(stalls);
  }

  /// The longest the FX thread took to answer.
  public Duration longest() {
    return Duration.ofNanos(longest.get());
  }

  /// The most processor time the FX thread used at a stretch: up to a knock, or to the beginning of a pulse. The rest of
  /// [#longest] went to waiting: for the renderer, or for a processor that had something else to do.
  public Duration busiest() {
    return Duration.ofNanos(busiest.get());
  }

  /// How often the thread has answered.
  public long answers() {
    return knocks.get();
  }

  @Override
  public void close() {
    open = false;
    thread.interrupt();
    Platform.runLater(() ->
        Window.getWindows().forEach(window -> window.getScene().removePreLayoutPulseListener(pulse)));
  }
}
