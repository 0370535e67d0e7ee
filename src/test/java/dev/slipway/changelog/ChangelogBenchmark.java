package dev.slipway.changelog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.changelog.history.CommitRange;
import dev.slipway.changelog.history.LocalClone;
import dev.slipway.changelog.history.RangeRequest;
import dev.slipway.changelog.history.WholeHistory;
import dev.slipway.changelog.section.Rules;
import dev.slipway.task.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long a large history takes, beside git-cliff in the same run where it is at hand: `GIT_CLIFF` names the program, or it
/// lies on the path.
@Tag("benchmark")
class ChangelogBenchmark {
  private static final int COMMITS = 37_000;
  private static final int TAGS = 700;
  @TempDir Path folder;

  @Test
  void wholeHistoryAndASmallRange() throws Exception {
    Path large = folder.resolve("large.git");
    GeneratedHistory.make(large, COMMITS, TAGS);
    double cold = seconds(() -> whole(large));
    double warm = Double.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      warm = Math.min(warm, seconds(() -> whole(large)));
    }
    double fifty = Double.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      fifty = Math.min(fifty, seconds(() -> range(large)));
    }
    row("whole history, %,d commits, %d tags, first time in process".formatted(COMMITS, TAGS), cold, Optional.empty());
    row("whole history, warm", warm, Optional.empty());
    row("range of about 50 commits, warm", fifty, Optional.empty());
    row("whole history as a command, cold JVM", command(large), Optional.empty());
    assertThat(warm).as("whole history, warm, seconds").isLessThanOrEqualTo(1.0);
    assertThat(fifty).as("50 commits, seconds").isLessThanOrEqualTo(0.15);
  }

  @Test
  void besideGitCliffOnASmallerHistory() throws Exception {
    Path small = folder.resolve("small.git");
    GeneratedHistory.make(small, 4_000, 80);
    Optional<Double> peer = SecondOpinions.gitCliff().map(program -> secondsOf(program, small));
    whole(small);
    row("whole history, 4,000 commits, 80 tags, warm, beside git-cliff", seconds(() -> whole(small)), peer);
    row("the same as a command, cold JVM, beside git-cliff", command(small), peer);
  }

  private static void whole(Path clone) throws Exception {
    try (LocalClone opened = LocalClone.open(clone)) {
      int characters = 0;
      List<CommitRange> ranges = WholeHistory.of(opened, RangeRequest.unreleased(), Progress.unwatched());
      for (CommitRange range : ranges) {
        characters += ChangelogDraft.of(range, Rules.standard(), Map.of()).body().length();
      }
      assertThat(characters).isGreaterThan(10_000);
    }
  }

  private static void range(Path clone) throws Exception {
    try (LocalClone opened = LocalClone.open(clone)) {
      var draft =
          ChangelogDraft.from(opened, RangeRequest.unreleased(), Rules.standard(), Map.of(), Progress.unwatched());
      assertThat(draft.range().commits().size()).isBetween(20, 150);
    }
  }

  /// A JVM of its own; its peak memory is bounded by the option.
  private static double command(Path clone) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), "dev.slipway.Slipway", "changelog",
            "--repo", clone.toString(), "--all");
    return run(builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD));
  }

  private static double secondsOf(Path program, Path clone) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(program.toString(), "--repository", clone.toString()).directory(clone.toFile());
      return run(builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static double run(ProcessBuilder builder) throws Exception {
    long start = System.nanoTime();
    Process process = builder.start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException("took longer than five minutes");
    }
    assertThat(process.exitValue()).isEqualTo(0);
    return (System.nanoTime() - start) / 1e9;
  }

  private interface Step {
    void run() throws Exception;
  }

  private static double seconds(Step step) throws Exception {
    long start = System.nanoTime();
    step.run();
    return (System.nanoTime() - start) / 1e9;
  }

  private static void row(String what, double seconds, Optional<Double> peer) {
    System.out.println(
        String.format(Locale.ROOT, "| %-62s | %7.3f s | %s |", what, seconds,
            peer.map(p -> String.format(Locale.ROOT, "git-cliff %7.3f s | ratio %.3f", p, seconds / p))
                .orElse("no peer in this row")));
  }
}
