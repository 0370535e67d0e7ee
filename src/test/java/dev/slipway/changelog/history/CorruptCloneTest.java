package dev.slipway.changelog.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.changelog.GeneratedHistory;
import dev.slipway.fact.Problem;
import dev.slipway.task.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A clone whose pack was damaged gives one sentence, and nothing beside it: no stack trace reaches the user's terminal.
class CorruptCloneTest {
  @TempDir Path folder;
  private final List<String> logged = new ArrayList<>();
  private final Handler listening =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          logged.add(record.getLoggerName() + ": " + record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    Logger.getLogger("").addHandler(listening);
  }

  @AfterEach
  void silence() {
    Logger.getLogger("").removeHandler(listening);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"flipped bytes", "cut short", "no index"})
  void isASentence(String damage) throws Exception {
    GeneratedHistory.make(folder, 300, 3);
    damage(damage);

    Problem problem =
        catchThrowableOfType(
            Problem.class,
            () -> {
              try (LocalClone clone = LocalClone.open(folder)) {
                new RangeChoice(clone).choose(RangeRequest.unreleased().from("v0.0.0"), Progress.unwatched());
              }
            });

    assertThat(problem).isNotNull();
    assertThat(problem.sentence()).contains("Nothing was changed there").contains("git fsck");
    assertThat(logged).isEmpty();
  }

  private void damage(String how) throws Exception {
    Path pack = file(".pack");
    byte[] bytes = Files.readAllBytes(pack);
    switch (how) {
      case "flipped bytes" -> {
        for (int i = 200; i < bytes.length - 200; i += 97) {
          bytes[i] ^= (byte) 0xff;
        }
        rewrite(pack, bytes);
      }
      case "cut short" -> rewrite(pack, java.util.Arrays.copyOf(bytes, bytes.length / 3));
      default -> rewrite(file(".idx"), new byte[5000]);
    }
  }

  private static void rewrite(Path file, byte[] bytes) throws Exception {
    Files.delete(file);
    Files.write(file, bytes);
  }

  private Path file(String end) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(it -> it.toString().endsWith(end)).findFirst().orElseThrow();
    }
  }
}
