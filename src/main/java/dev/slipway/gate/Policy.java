package dev.slipway.gate;

/// What happens when a gate does not hold.
public enum Policy {
  /// Nothing is published.
  BLOCK,
  /// Publishing is possible; the board shows a warning.
  WARN,
  /// Shown for information only.
  INFO;

  /// The word in the policy file, in JSON and in the pill on screen.
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
