package dev.slipway.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClosingTest {
  private static final Logger LOGGER = Logger.getLogger("dev.slipway.rehearsal");

  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();

  /// Whoever publishes closes soon after, while the run that the new tag started has hardly begun.
  @ParameterizedTest(name = "steps of {0} ms")
  @ValueSource(longs = {0, 1, 5, 60_000})
  void closingInTheMiddleOfARunIsQuietAndLeavesNothing(long step) throws Exception {
    List<String> said = new CopyOnWriteArrayList<>();
    Handler handler = listening(said);
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    LOGGER.addHandler(handler);
    Thread.setDefaultUncaughtExceptionHandler((_, e) -> said.add(e.toString()));
    try {
      Duration soon = Duration.ofMillis(1);
      Rehearsal rehearsal =
          github.start(Project.WEFT, Fault.NONE, new Pace(soon, Duration.ofMillis(step), soon, Duration.ofMinutes(1)));
      new Runs(new Curl(rehearsal)).dispatch("0.4.0");
      rehearsal.close();
      assertThat(rehearsal.folder()).doesNotExist();
      assertThat(said).isEmpty();
    } finally {
      LOGGER.removeHandler(handler);
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  private static Handler listening(List<String> said) {
    return new Handler() {
      @Override
      public void publish(LogRecord entry) {
        if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
          said.add(entry.getMessage());
        }
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
