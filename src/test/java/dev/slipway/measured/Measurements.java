package dev.slipway.measured;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/// The table of one benchmark: what was measured here, what the peer took in the same run, and the ratio.
///
/// Closing it prints the table and writes it to `target/benchmark/NAME.md`. A limit that was not kept is said in the
/// table and fails nothing: whoever reads a table knows the machine it was measured on, a build does not.
///
/// ```java
/// try (var table = Measurements.of("verify", "sha256sum -c")) {
///   table.compare("6 × 50 MB", Measurements.medianMillis(11, ours), Measurements.medianMillis(11, theirs), "ms", 0.75);
/// }
/// ```
public final class Measurements implements AutoCloseable {
  static final Path FOLDER = Path.of("target", "benchmark");

  private final String name;
  private final String peer;
  private final List<String> rows = new ArrayList<>();

  private Measurements(String name, String peer) {
    this.name = name;
    this.peer = peer;
  }

  /// A new table.
  ///
  /// @param name the benchmark, also the name of the file it is written to
  /// @param peer what is measured beside ours, or `limit` where there is nothing to compare with
  public static Measurements of(String name, String peer) {
    return new Measurements(name, peer);
  }

  /// A row beside a peer.
  ///
  /// @param what   what was done
  /// @param ours   our figure
  /// @param theirs the peer's figure in the same run
  /// @param unit   the unit of both
  /// @param atMost the ratio of ours to theirs that is asked for
  public void compare(String what, double ours, double theirs, String unit, double atMost) {
    double ratio = ours / theirs;
    row(what, figure(ours, unit), figure(theirs, unit), format("%.2f", ratio), "≤ " + format("%.2f", atMost),
        ratio <= atMost);
  }

  /// A row against a fixed limit.
  ///
  /// @param what   what was done
  /// @param ours   our figure
  /// @param unit   its unit
  /// @param atMost the figure that is asked for
  public void limit(String what, double ours, String unit, double atMost) {
    row(what, figure(ours, unit), "", "", "≤ " + figure(atMost, unit), ours <= atMost);
  }

  /// A row that only tells.
  public void tell(String what, double ours, String unit) {
    rows.add("| %s | %s | | | | |".formatted(what, figure(ours, unit)));
  }

  /// The median of the wall times of several runs, in milliseconds, after one run that warms up.
  public static double medianMillis(int runs, Callable<?> work) throws Exception {
    work.call();
    double[] millis = new double[runs];
    for (int i = 0; i < runs; i++) {
      long start = System.nanoTime();
      work.call();
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    return millis[runs / 2];
  }

  @Override
  public void close() {
    String table =
        "### " + name + "\n\n| what | Slipway | " + peer + " | ratio | asked for | |\n|---|---:|---:|---:|---:|---|\n"
            + String.join("\n", rows) + "\n";
    System.out.println();
    System.out.println(table);
    try {
      Files.createDirectories(FOLDER);
      Files.writeString(FOLDER.resolve(name.replaceAll("[^A-Za-z0-9.-]+", "-") + ".md"), table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void row(String what, String ours, String theirs, String ratio, String asked, boolean kept) {
    rows.add("| %s | %s | %s | %s | %s | %s |".formatted(what, ours, theirs, ratio, asked, kept ? "kept" : "MISSED"));
  }

  private static String figure(double value, String unit) {
    return format(value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value) + " " + unit;
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}
