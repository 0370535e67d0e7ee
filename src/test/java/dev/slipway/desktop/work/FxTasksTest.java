package dev.slipway.desktop.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javafx.application.Platform;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

class FxTasksTest {

  @BeforeAll
  static void start() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  private static <T> T fx(Supplier<T> work) throws Exception {
    var done = new CompletableFuture<T>();
    Platform.runLater(() -> done.complete(work.get()));
    return done.get(10, TimeUnit.SECONDS);
  }

  @Test
  void workRunsElsewhereAndCallsBackHere() throws Exception {
    var result = new CompletableFuture<String>();
    fx(() -> new FxTasks(Duration.ofSeconds(10)).run("Counting", _ -> Platform.isFxApplicationThread() ? "here" : "elsewhere")
        .onSuccess(value -> result.complete(value + ", told " + (Platform.isFxApplicationThread() ? "here" : "elsewhere"))));
    assertThat(result.get(10, TimeUnit.SECONDS)).isEqualTo("elsewhere, told here");
  }

  @Test
  void aCancelledTaskIsNoFailure() throws Exception {
    var ended = new CompletableFuture<String>();
    var begun = new CountDownLatch(1);
    var running = fx(() -> new FxTasks(Duration.ofSeconds(10)).run("Waiting", _ -> {
      begun.countDown();
      new CountDownLatch(1).await();
      return "";
    }).onSuccess(_ -> ended.complete("success")).onFailure(_ -> ended.complete("failure")).onEnd(() -> ended.complete("stopped")));
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    running.cancel();
    assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo("stopped");
  }

  @Test
  void onlyTheNewestSnapshotIsShown() {
    var later = new java.util.ArrayDeque<Runnable>();
    var latest = new Latest<>(0, later::add);
    for (int i = 1; i <= 1000; i++) {
      latest.accept(i);
    }
    assertThat(later).hasSize(1);
    later.remove().run();
    assertThat(latest.shown().get()).isEqualTo(1000);
    latest.accept(1001);
    later.remove().run();
    assertThat(latest.shown().get()).isEqualTo(1001);
  }

  @Test
  void theWatchdogSeesABusyThread() throws Exception {
    try (var watchdog = Watchdog.start(Duration.ofMillis(50))) {
      var done = new CountDownLatch(1);
      long wanted = Duration.ofMillis(200).toNanos();
      Platform.runLater(() -> {
        var threads = ManagementFactory.getThreadMXBean();
        long end = threads.getCurrentThreadCpuTime() + wanted;
        while (threads.getCurrentThreadCpuTime() < end) {
          Thread.onSpinWait();
        }
        done.countDown();
      });
      assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
      long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      while (watchdog.stalls().isEmpty() && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      assertThat(watchdog.stalls()).anySatisfy(stall -> assertThat(stall.elapsed()).isGreaterThan(Duration.ofMillis(50)));
      assertThat(watchdog.longest()).isGreaterThan(Duration.ofMillis(50));
      assertThat(watchdog.busiest()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }
  }
}
