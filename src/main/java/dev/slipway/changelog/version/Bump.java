package dev.slipway.changelog.version;

/// How far a change moves the version.
public enum Bump {
  NONE,
  PATCH,
  MINOR,
  MAJOR;

  /// The word in JSON and on screen.
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /// The larger of two.
  public Bump or(Bump other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
