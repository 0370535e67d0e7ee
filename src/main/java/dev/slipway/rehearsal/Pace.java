package dev.slipway.rehearsal;

import java.time.Duration;

/// How fast the embedded GitHub does what takes the real one minutes.
///
/// @param queue     how long a job waits for a runner
/// @param step      how long one step takes
/// @param limit     how long a used-up rate limit lasts; the API tells times in whole seconds
/// @param link      how long a link to a blob may be used; one minute on GitHub
public record Pace(Duration queue, Duration step, Duration limit, Duration link) {

  /// For people: a run takes some five seconds, so that there is something to watch.
  public static final Pace PEOPLE =
      new Pace(Duration.ofMillis(700), Duration.ofMillis(350), Duration.ofSeconds(4), Duration.ofMinutes(1));

  /// For tests: a run takes about a tenth of a second.
  public static final Pace TESTS =
      new Pace(Duration.ofMillis(10), Duration.ofMillis(4), Duration.ofSeconds(1), Duration.ofMinutes(1));
}
