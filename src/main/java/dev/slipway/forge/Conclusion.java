package dev.slipway.forge;

/// How a run, a job or a step ended. A skipped one is not a success; an unheard-of word is [#UNKNOWN].
public enum Conclusion {
  /// It has not ended.
  NONE,
  SUCCESS,
  FAILURE,
  CANCELLED,
  SKIPPED,
  TIMED_OUT,
  ACTION_REQUIRED,
  NEUTRAL,
  STALE,
  STARTUP_FAILURE,
  UNKNOWN;

  /// Reads the API's word; null means that it has not ended.
  public static Conclusion of(@org.jspecify.annotations.Nullable String word) {
    if (word == null || word.isEmpty()) {
      return NONE;
    }
    for (Conclusion conclusion : values()) {
      if (conclusion.name().equalsIgnoreCase(word)) {
        return conclusion;
      }
    }
    return UNKNOWN;
  }

  /// Whether it ended in a way that makes what it should have built unusable.
  public boolean failed() {
    return switch (this) {
      case FAILURE, TIMED_OUT, STARTUP_FAILURE, CANCELLED, ACTION_REQUIRED, STALE -> true;
      case NONE, SUCCESS, SKIPPED, NEUTRAL, UNKNOWN -> false;
    };
  }
}
