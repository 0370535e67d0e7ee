package dev.slipway.desktop.runs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where moments of a run lie across the picture, and which of them are written on the axis. No nodes.
///
/// @param from    the x of the start of the run
/// @param scale   pixels a minute
/// @param minutes what the axis spans
record TimeAxis(double from, double scale, double minutes) {
  /// A limit further away than this many times the run would press the run together; it is told in words alone.
  private static final double FARTHEST_LIMIT = 2;

  /// A moment that is written on the axis.
  ///
  /// @param x    where
  /// @param text what, such as "0 min" or "15"
  record Tick(double x, String text) {}

  /// The axis for a run that begins at `from` and has `room` pixels.
  static TimeAxis fit(Timeline timeline, double from, double room) {
    double length = Math.max(minutes(timeline.length()), 0.05);
    double span = limit(timeline).map(limit -> Math.max(length, minutes(limit))).orElse(length);
    return new TimeAxis(from, room / span, span);
  }

  /// The limit of the run, where it is near enough to be drawn.
  static Optional<Duration> limit(Timeline timeline) {
    double length = Math.max(minutes(timeline.length()), 0.05);
    return timeline.budget().filter(limit -> minutes(limit) <= length * FARTHEST_LIMIT);
  }

  double x(Duration moment) {
    return from + minutes(moment) * scale;
  }

  List<Tick> ticks() {
    double step = step();
    var ticks = new ArrayList<Tick>();
    for (double at = 0; at <= minutes + 0.001; at += step) {
      ticks.add(new Tick(Math.round(from + at * scale) + 0.5, text(at, step)));
    }
    return ticks;
  }

  private double step() {
    for (double step : new double[] {1 / 60.0, 2 / 60.0, 5 / 60.0, 10 / 60.0, 0.5, 1, 2, 5, 10, 30, 60, 120}) {
      if (minutes / step <= 6) {
        return step;
      }
    }
    return Math.ceil(minutes / 6);
  }

  private static String text(double at, double step) {
    if (step >= 1) {
      return at == 0 ? "0 min" : Long.toString(Math.round(at));
    }
    return at == 0 ? "0 s" : Long.toString(Math.round(at * 60));
  }

  private static double minutes(Duration duration) {
    return duration.toMillis() / 60_000.0;
  }
}
