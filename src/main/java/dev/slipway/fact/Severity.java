package dev.slipway.fact;

/// How much a finding weighs.
public enum Severity {
  /// Does not hold; a command that finds one exits with 1.
  ERROR,
  /// Likely to hurt somebody.
  WARNING,
  /// Worth knowing.
  INFO;

  /// The word used in JSON: `error`, `warning` or `info`.
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
