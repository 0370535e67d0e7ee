package dev.slipway.release.notes;

import dev.slipway.benchmark.Measured;
import dev.slipway.benchmark.ResultFile;
import dev.slipway.changelog.notes.Block;
import dev.slipway.fact.Problem;
import dev.slipway.gate.ReleasePolicy;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The benchmark results among the files of a release, as the notes tell them. Nothing is measured here and no verdict is given: the
/// figures stand beside what the policy asks for.
///
/// @param block  what the files say; without rows where no file holds results
/// @param unread sentences about files that could not be read
public record BenchmarkResults(Block.Benchmarks block, List<String> unread) {
  public BenchmarkResults {
    unread = List.copyOf(unread);
  }

  /// Reads the files whose names speak of benchmarks.
  public static BenchmarkResults of(List<Path> files, ReleasePolicy policy) {
    List<Block.BenchmarkRow> rows = new ArrayList<>();
    List<String> unread = new ArrayList<>();
    for (Path file : files) {
      if (ResultFile.named(String.valueOf(file.getFileName()))) {
        try {
          ResultFile.read(file).forEach(figure -> rows.add(row(figure, policy)));
        } catch (Problem problem) {
          unread.add(problem.getMessage());
        }
      }
    }
    return new BenchmarkResults(new Block.Benchmarks(rows), unread);
  }

  private static Block.BenchmarkRow row(Measured figure, ReleasePolicy policy) {
    String result =
        ResultFile.text(figure.value()) + figure.spread().map(spread -> " " + spread).orElse("")
            + (figure.unit().isEmpty() ? "" : " " + figure.unit());
    Optional<String> target =
        policy.benchmarks().entrySet().stream()
            .filter(it -> it.getKey().equalsIgnoreCase(figure.name()))
            .map(Map.Entry::getValue)
            .findFirst()
            .flatMap(BenchmarkResults::words);
    return new Block.BenchmarkRow(figure.name(), result, target);
  }

  private static Optional<String> words(ReleasePolicy.BenchmarkTarget target) {
    String unit = target.unit().isEmpty() ? "" : " " + target.unit();
    return target.below().map(limit -> "below " + plain(limit) + unit)
        .or(() -> target.above().map(limit -> "above " + plain(limit) + unit));
  }

  private static String plain(double limit) {
    return BigDecimal.valueOf(limit).stripTrailingZeros().toPlainString();
  }
}
