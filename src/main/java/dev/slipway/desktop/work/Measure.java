package dev.slipway.desktop.work;

import dev.slipway.desktop.control.Figures;

/// How far a task is, at one moment.
///
/// @param done  units done
/// @param total all units, or negative while that is not known
/// @param phase what is being done now
record Measure(long done, long total, String phase) {
  /// Fewer units are things: jobs, files, commits. From the second on they are bytes; between the two they may be either, and
  /// only the part that is done is told.
  private static final long THINGS = 1_000;
  private static final long BYTES = 10_000;

  static final Measure NONE = new Measure(0, -1, "");

  double fraction() {
    return total <= 0 ? -1 : Math.clamp((double) done / total, 0, 1);
  }

  String words() {
    if (total < 0) {
      return "";
    }
    if (total < THINGS) {
      return done + " of " + total;
    }
    return total < BYTES ? Math.round(fraction() * 100) + " %" : Figures.of(done, total);
  }
}
