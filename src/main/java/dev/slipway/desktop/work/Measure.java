package dev.slipway.desktop.work;

import dev.slipway.desktop.control.Figures;

/// How far a task is, at one moment.
///
/// @param done  units done
/// @param total all units, or negative while that is not known
/// @param phase what is being done now
record Measure(long done, long total, String phase) {
  /// Below this, units are things and not bytes.
  private static final long THINGS = 10_000;

  static final Measure NONE = new Measure(0, -1, "");

  double fraction() {
    return total <= 0 ? -1 : Math.clamp((double) done / total, 0, 1);
  }

  String words() {
    if (total < 0) {
      return "";
    }
    return total < THINGS ? done + " of " + total : Figures.of(done, total);
  }
}
