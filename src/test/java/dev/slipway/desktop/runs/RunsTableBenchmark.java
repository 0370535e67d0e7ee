package dev.slipway.desktop.runs;

import dev.slipway.desktop.RunsWindow;
import dev.slipway.desktop.SampleRuns;
import dev.slipway.forge.Conclusion;
import dev.slipway.forge.RunStatus;
import dev.slipway.forge.WorkflowRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.control.ListView;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Scrolls 10,000 runs on the software pipeline and prints how long each pulse kept the FX thread.
@Tag("benchmark")
class RunsTableBenchmark {
  private static final int RUNS = 10_000;
  private static final int PULSES = 300;
  private static final double LIMIT = 33;

  @Test
  void howLongAPulseTakesWhileScrolling() throws Exception {
    RunsWindow window = RunsWindow.open();
    List<WorkflowRun> runs = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      runs.add(SampleRuns.run(100 + i, "Release", i, RunStatus.COMPLETED, i % 7 == 0 ? Conclusion.FAILURE : Conclusion.SUCCESS,
          Instant.ofEpochSecond(1_700_000_000L + i * 60L), 600 + i % 900, "branch-" + i % 50));
    }
    ListView<?> list = window.show(runs);
    scroll(list, 60);
    double[] pulses = scroll(list, PULSES);
    java.util.Arrays.sort(pulses);
    System.out.printf("| runs scrolled | pulses | median ms | p99 ms | longest ms | limit ms | ratio |%n");
    System.out.printf("| %d | %d | %.1f | %.1f | %.1f | %.0f | %.2f |%n", RUNS, PULSES, pulses[PULSES / 2],
        pulses[PULSES * 99 / 100], pulses[PULSES - 1], LIMIT, pulses[PULSES - 1] / LIMIT);
  }

  /// The time each pulse takes from its start, when timers run, to its end, when layout and drawing were handed over.
  private static double[] scroll(ListView<?> list, int count) throws Exception {
    var done = new CompletableFuture<double[]>();
    Platform.runLater(() -> new AnimationTimer() {
      private final double[] times = new double[count];
      private int at;
      private long begun;

      private final Runnable after = () -> {
        if (begun != 0 && at < count) {
          times[at++] = (System.nanoTime() - begun) / 1e6;
        }
      };

      @Override
      public void handle(long now) {
        if (at >= count) {
          stop();
          list.getScene().removePostLayoutPulseListener(after);
          done.complete(times);
          return;
        }
        if (begun == 0) {
          list.getScene().addPostLayoutPulseListener(after);
        }
        begun = System.nanoTime();
        list.scrollTo((at * 37) % RUNS);
        Platform.requestNextPulse();
      }
    }.start());
    return done.get(60, TimeUnit.SECONDS);
  }
}
