package dev.slipway.target;

import java.util.Locale;

/// How the name of an expected file is known.
public enum NameSource {
  /// The workflow file says it whole.
  EXACT,
  /// The workflow file says it with a glob or with holes.
  PATTERN,
  /// A script in the workflow file makes it, and the script could be read.
  SHELL,
  /// An earlier release had it.
  LEARNT,
  /// Nobody can tell.
  UNKNOWN;

  /// The word used in JSON and on pills.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
