package dev.slipway.release.run;

import java.time.Duration;

/// How often the host is asked, and how long nothing may happen.
///
/// @param poll  the time between two looks at a run
/// @param stall how long jobs may wait for a runner while nothing else runs; GitHub lets a job with a
///              retired label wait for 24 hours, and `timeout-minutes` does not count that time
/// @param find  how long a dispatched run may take to appear
public record Rhythm(Duration poll, Duration stall, Duration find) {

  /// For hosts on the network: every 10 seconds, which ETags make free while nothing changes.
  public static Rhythm forHosts() {
    return new Rhythm(Duration.ofSeconds(10), Duration.ofMinutes(30), Duration.ofMinutes(2));
  }

  /// For the rehearsal, whose runs take seconds.
  public static Rhythm forRehearsals() {
    return new Rhythm(Duration.ofMillis(150), Duration.ofSeconds(4), Duration.ofSeconds(10));
  }
}
