package dev.slipway.size;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/// The sizes of one released file, over the releases.
///
/// @param file   its name with its version as `*`
/// @param target the target it is for, as a triple; "" where none
/// @param points oldest first
public record TargetHistory(String file, String target, List<Point> points) {

  /// One release of it.
  ///
  /// @param tag      the release
  /// @param at       when it was published
  /// @param download the bytes users download
  /// @param unpacked the bytes of the largest binary in it; empty where that release was not measured here
  public record Point(String tag, Instant at, long download, OptionalLong unpacked) {}

  public TargetHistory {
    points = List.copyOf(points);
  }

  /// What the newest release added to the one before it; empty where there are not two.
  public OptionalLong change() {
    int n = points.size();
    return n < 2
        ? OptionalLong.empty()
        : OptionalLong.of(points.get(n - 1).download() - points.get(n - 2).download());
  }
}
