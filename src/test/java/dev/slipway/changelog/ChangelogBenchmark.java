package dev.slipway.changelog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.changelog.commit.Message;
import dev.slipway.changelog.history.CommitRange;
import dev.slipway.changelog.history.LocalClone;
import dev.slipway.changelog.history.RangeRequest;
import dev.slipway.changelog.history.WholeHistory;
import dev.slipway.changelog.section.Rules;
import dev.slipway.measured.Measurements;
import dev.slipway.task.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long a large history takes, beside git-cliff in the same run where it is at hand: `GIT_CLIFF` names the program, or it
/// lies on the path. With `GIT_CLIFF_WHOLE` set, git-cliff takes the whole large history too.
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
    double warm = best(() -> whole(large));
    double fifty = best(() -> range(large));
    try (Measurements table = Measurements.of("changelog", "git-cliff 2.14.2")) {
      table.tell("whole history of %,d commits and %d tags, first time in process".formatted(COMMITS, TAGS), cold, "s");
      table.limit("the same, warm", warm, "s", 1.0);
      Run command = command(large);
      table.limit("the same as a command, cold", command.seconds(), "s", 2.5);
      command.megabytes().ifPresent(peak -> table.limit("its peak memory", peak, "MB", 400));
      table.limit("range of about 50 commits, in process", fifty * 1000, "ms", 150);
      Optional<Path> cliff = SecondOpinions.gitCliff();
      if (cliff.isPresent()) {
        Run theirs = gitCliff(cliff.get(), large, "--unreleased");
        table.compare("range of about 50 commits", fifty * 1000, theirs.seconds() * 1000, "ms", 1.0);
        if (System.getenv("GIT_CLIFF_WHOLE") != null) { // takes three minutes and more
          Run theirLarge = gitCliff(cliff.get(), large);
          table.compare("whole history of %,d commits as a command".formatted(COMMITS), command.seconds(), theirLarge.seconds(), "s", 0.05);
          theirLarge.megabytes().ifPresent(peak -> table.tell("peak memory of git-cliff for it", peak, "MB"));
        }
        Path small = folder.resolve("small.git");
        GeneratedHistory.make(small, 4_000, 80);
        whole(small);
        Run theirWhole = gitCliff(cliff.get(), small);
        table.compare("whole history of 4,000 commits and 80 tags, warm", best(() -> whole(small)), theirWhole.seconds(), "s", 0.25);
        table.compare("the same as a command, cold", command(small).seconds(), theirWhole.seconds(), "s", 1.0);
      }
    }
  }

  @Test
  void messagesBesideConventionalCommitsParser() throws Exception {
    List<String> messages = new ArrayList<>();
    Path large = folder.resolve("messages.git");
    GeneratedHistory.make(large, COMMITS, TAGS);
    try (LocalClone opened = LocalClone.open(large)) {
      opened.commits(Optional.empty(), opened.resolve("HEAD"), List.of(), Progress.unwatched()).commits()
          .forEach(commit -> messages.add(commit.message()));
    }
    double ours = best(() -> messages.forEach(Message::read));
    try (Measurements table = Measurements.of("commit-messages", "conventional-commits-parser 6.4")) {
      Optional<Double> theirs = parser(messages);
      if (theirs.isPresent()) {
        table.compare("reading %,d commit messages, warm".formatted(messages.size()), ours * 1000, theirs.get(), "ms", 1.0);
      } else {
        table.tell("reading %,d commit messages, warm".formatted(messages.size()), ours * 1000, "ms");
      }
    }
  }

  /// Milliseconds for all messages, the best of five rounds in one process.
  private Optional<Double> parser(List<String> messages) throws Exception {
    Optional<Path> modules = SecondOpinions.conventionalCommitsParser();
    if (modules.isEmpty()) {
      return Optional.empty();
    }
    Path list = folder.resolve("messages.json");
    new ObjectMapper().writeValue(list.toFile(), messages);
    Path script =
        Files.writeString(
            folder.resolve("time.mjs"),
            """
            const { CommitParser } = await import(process.argv[2] + '/conventional-commits-parser/dist/index.js');
            const parser = new CommitParser();
            const messages = JSON.parse((await import('node:fs')).readFileSync(process.argv[3], 'utf8'));
            let best = Infinity;
            for (let i = 0; i < 5; i++) {
              const start = performance.now();
              for (const message of messages) { try { parser.parse(message); } catch { } }
              best = Math.min(best, performance.now() - start);
            }
            console.log(best);
            """);
    Process node =
        new ProcessBuilder("node", script.toString(), modules.get().toString(), list.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(node.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip();
    return node.waitFor() == 0 ? Optional.of(Double.parseDouble(out)) : Optional.empty();
  }

  private static void whole(Path clone) throws Exception {
    try (LocalClone opened = LocalClone.open(clone)) {
      List<CommitRange> ranges = WholeHistory.of(opened, RangeRequest.unreleased(), Progress.unwatched());
      int characters = ChangelogDraft.of(ranges, Rules.standard()).stream().mapToInt(draft -> draft.body().length()).sum();
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

  /// What a process took.
  private record Run(double seconds, Optional<Double> megabytes) {}

  /// A JVM of its own with the options of `bin/slipway`.
  private static Run command(Path clone) throws Exception {
    return run(
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1", "-cp",
            System.getProperty("java.class.path"), "dev.slipway.Slipway", "changelog", "--repo", clone.toString(), "--all"));
  }

  private static Run gitCliff(Path program, Path clone, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of(program.toString(), "--repository", clone.toString()));
    command.addAll(List.of(options));
    return run(new ProcessBuilder(command).directory(clone.toFile()));
  }

  private static Run run(ProcessBuilder builder) throws Exception {
    long start = System.nanoTime();
    Process process =
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    Optional<Double> peak = Optional.empty();
    while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
      Optional<Double> now = peak(status);
      peak = now.isPresent() ? now : peak;
      if (System.nanoTime() - start > 1800e9) {
        process.destroyForcibly();
        throw new IllegalStateException("took longer than half an hour");
      }
    }
    assertThat(process.exitValue()).isEqualTo(0);
    return new Run((System.nanoTime() - start) / 1e9, peak);
  }

  /// The largest resident size so far, in MB of 1024, where the system tells it.
  private static Optional<Double> peak(Path status) {
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst();
    } catch (java.io.IOException e) {
      return Optional.empty();
    }
  }

  private static double best(Step step) throws Exception {
    double best = Double.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      best = Math.min(best, seconds(step));
    }
    return best;
  }

  private interface Step {
    void run() throws Exception;
  }

  private static double seconds(Step step) throws Exception {
    long start = System.nanoTime();
    step.run();
    return (System.nanoTime() - start) / 1e9;
  }
}
