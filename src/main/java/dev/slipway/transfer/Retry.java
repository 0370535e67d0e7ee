package dev.slipway.transfer;

import dev.slipway.forge.ForgeException;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When a failed call is tried again: only where it may pass by itself, with growing pauses, and never
/// before the host allows it.
///
/// @param tries       how often at most in a row, the first included
/// @param firstPause  the pause after the first failure; each further one is twice as long
/// @param longestPause the pause that is not exceeded by doubling
/// @param longestWait how long to wait at most for a rate limit; a longer one is given back as the failure
/// @param pause       how the time passes
/// @param clock       what time it is, to know how far off the host's time of retry is
public record Retry(
    int tries, Duration firstPause, Duration longestPause, Duration longestWait, Pause pause, Clock clock) {

  /// What suits a person waiting: six tries over about half a minute, and a wait of at most ninety
  /// seconds for a rate limit.
  public static Retry usual() {
    return new Retry(
        6, Duration.ofSeconds(1), Duration.ofSeconds(15), Duration.ofSeconds(90), Pause.real(), Clock.systemUTC());
  }

  /// The same, waiting longer or shorter for a rate limit.
  public Retry waitingAtMost(Duration wait) {
    return new Retry(tries, firstPause, longestPause, wait, pause, clock);
  }

  /// A call that may fail in passing.
  @FunctionalInterface
  public interface Attempt<T> {
    T run() throws ForgeException, Cancelled;
  }

  /// Makes a call until it succeeds or there is no use in trying on. Only for calls that may be made
  /// twice: reads, deletes, and changes to a stated value.
  ///
  /// @throws ForgeException the last failure
  /// @throws Cancelled when the work should stop
  public <T> T call(Attempt<T> attempt, Progress progress) throws ForgeException, Cancelled {
    Series series = new Series();
    while (true) {
      progress.checkCancelled();
      try {
        return attempt.run();
      } catch (ForgeException e) {
        series.pauseAfter(e, progress);
      }
    }
  }

  /// The tries of one piece of work.
  Series series() {
    return new Series();
  }

  final class Series {
    private int failures;

    private Series() {}

    /// Something was achieved: the count of failures in a row begins anew.
    void nearer() {
      failures = 0;
    }

    /// Waits until the next try.
    ///
    /// @throws ForgeException the failure itself, when there is no use in trying again
    void pauseAfter(ForgeException failure, Progress progress) throws ForgeException, Cancelled {
      failures++;
      if (failure.kind() == ForgeException.Kind.INTERRUPTED || progress.isCancelled()) {
        throw new Cancelled();
      }
      if (!failure.passing() || failures >= tries) {
        throw failure;
      }
      Duration wait = waitAfter(failure);
      if (wait.compareTo(longestWait) > 0) {
        throw failure;
      }
      progress.phase("trying again in %d s: %s".formatted(Math.max(1, wait.toSeconds()), failure.sentence()));
      pause.take(wait, progress);
    }

    private Duration waitAfter(ForgeException failure) {
      Duration grown = firstPause.multipliedBy(1L << Math.min(failures - 1, 20));
      Duration own = grown.compareTo(longestPause) > 0 ? longestPause : grown;
      Optional<Instant> allowed = failure.retryAt();
      Duration asked = allowed.map(at -> Duration.between(clock.instant(), at)).orElse(Duration.ZERO);
      return asked.compareTo(own) > 0 ? asked : own;
    }
  }
}
