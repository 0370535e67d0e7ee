package dev.slipway.forge;

/// How far a run, a job or a step is. A value this version does not know is [#UNKNOWN], never a failure.
public enum RunStatus {
  REQUESTED,
  WAITING,
  PENDING,
  QUEUED,
  IN_PROGRESS,
  COMPLETED,
  UNKNOWN;

  /// Reads the API's word; anything unheard of is [#UNKNOWN].
  public static RunStatus of(String word) {
    for (RunStatus status : values()) {
      if (status.name().equalsIgnoreCase(word)) {
        return status;
      }
    }
    return UNKNOWN;
  }

  /// Whether nothing more will happen.
  public boolean ended() {
    return this == COMPLETED;
  }
}
