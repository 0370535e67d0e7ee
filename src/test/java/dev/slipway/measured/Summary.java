package dev.slipway.measured;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/// Prints all tables together when the benchmarks have run; says nothing when none was measured.
public final class Summary implements TestExecutionListener {
  private Instant started = Instant.MAX;

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    started = Instant.now();
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    List<Path> tables = tables();
    if (tables.isEmpty()) {
      return;
    }
    var text = new StringBuilder("\n== All that was measured (target/benchmark)\n\n");
    try {
      for (Path table : tables) {
        text.append(Files.readString(table)).append('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    System.out.println(text);
  }

  private List<Path> tables() {
    if (!Files.isDirectory(Measurements.FOLDER)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(Measurements.FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".md")).filter(this::isNew).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isNew(Path file) {
    try {
      return Files.getLastModifiedTime(file).compareTo(FileTime.from(started)) >= 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
