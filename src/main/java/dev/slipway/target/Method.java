package dev.slipway.target;

/// How a leg builds its target.
public enum Method {
  /// On a runner of the same system and processor.
  NATIVE("native"),
  /// On a runner of the same system and another processor.
  SAME_OS("same-os"),
  /// On a runner of another system.
  CROSS("cross"),
  /// The runner or the target is not known.
  UNKNOWN("unknown");

  private final String word;

  Method(String word) {
    this.word = word;
  }

  /// The word used in JSON.
  public String word() {
    return word;
  }
}
