package dev.slipway.archive;

import java.time.Duration;

/// How much reading an archive may cost before it is taken for an attack.
///
/// @param members the most members
/// @param bytes   the most bytes all members unpack to
/// @param ratio   the most bytes unpacked for each byte read, judged from 32 MiB on
/// @param window  the most bytes of history a compressor may ask for
/// @param time    the longest it may take
public record Limits(int members, long bytes, int ratio, long window, Duration time) {

  /// Limits no honest release comes near.
  public static Limits standard() {
    return new Limits(50_000, 8L << 30, 200, 128L << 20, Duration.ofMinutes(5));
  }
}
