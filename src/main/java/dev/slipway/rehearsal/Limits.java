package dev.slipway.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Counts calls as GitHub does: 5,000 an hour with a token, 60 without one.
///
/// Told to, it lets the count run out in the middle of the release and later asks for a pause, each once.
final class Limits {
  private static final int WITH_TOKEN = 5000;
  private static final int WITHOUT_TOKEN = 60;
  private static final int CALLS_BEFORE_IT_RUNS_OUT = 12;
  private static final int CALLS_BEFORE_THE_PAUSE = 12;

  private final Duration shortage;
  private final Count named = new Count(WITH_TOKEN);
  private final Count anonymous = new Count(WITHOUT_TOKEN);
  private int callsUntilShortage = -1;
  private int callsUntilPause = -1;

  private static final class Count {
    private final int limit;
    private int used;
    private Instant resets = Instant.now().plus(Duration.ofHours(1));

    Count(int limit) {
      this.limit = limit;
    }

    void renew() {
      if (!Instant.now().isBefore(resets)) {
        used = 0;
        resets = Instant.now().plus(Duration.ofHours(1));
      }
    }

    int remaining() {
      return limit - used;
    }
  }

  /// @param shortage how long a used-up limit lasts
  Limits(Duration shortage) {
    this.shortage = shortage;
  }

  /// Lets the limit run out a few calls from now, and asks for a pause a few calls after that.
  synchronized void runOut() {
    callsUntilShortage = CALLS_BEFORE_IT_RUNS_OUT;
    callsUntilPause = -1;
  }

  /// Takes back what [#runOut()] announced.
  synchronized void behave() {
    callsUntilShortage = -1;
    callsUntilPause = -1;
    named.used = Math.min(named.used, WITH_TOKEN / 2);
  }

  /// Lets a call through.
  ///
  /// @throws Refusal 403 when the hour's calls are used up, 429 when a pause is asked for
  synchronized void pass(boolean authorized) throws Refusal {
    Count count = count(authorized);
    if (authorized && callsUntilShortage >= 0 && callsUntilShortage-- == 0) {
      named.used = WITH_TOKEN;
      // The API tells whole seconds: up to the next one is added so that who waits until then is let through.
      named.resets = Instant.ofEpochSecond(Instant.now().plus(shortage).getEpochSecond());
      callsUntilPause = CALLS_BEFORE_THE_PAUSE;
    } else if (authorized && callsUntilPause >= 0 && count.remaining() > 0 && callsUntilPause-- == 0) {
      throw Refusal.with(
          429,
          "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
          Map.of("Retry-After", "1"));
    }
    if (count.remaining() <= 0) {
      throw Refusal.of(403, "API rate limit exceeded for user ID 583231.");
    }
  }

  /// Counts a call that was answered with something new.
  synchronized void charge(boolean authorized) {
    Count count = count(authorized);
    count.used = Math.min(count.limit, count.used + 1);
  }

  synchronized Map<String, String> headers(boolean authorized) {
    Count count = count(authorized);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-RateLimit-Limit", Integer.toString(count.limit));
    headers.put("X-RateLimit-Remaining", Integer.toString(count.remaining()));
    headers.put("X-RateLimit-Reset", Long.toString(count.resets.getEpochSecond()));
    headers.put("X-RateLimit-Used", Integer.toString(count.used));
    headers.put("X-RateLimit-Resource", "core");
    return headers;
  }

  private Count count(boolean authorized) {
    Count count = authorized ? named : anonymous;
    count.renew();
    return count;
  }
}
