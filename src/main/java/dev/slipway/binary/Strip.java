package dev.slipway.binary;

/// How much was taken out of a file after linking.
public enum Strip {
  /// Symbols and debug information are there.
  WITH_DEBUG_INFO,
  /// The symbols are there, the debug information is not.
  WITH_SYMBOLS,
  /// No local symbols: sizes by name are not to be had from this file.
  STRIPPED;

  public boolean stripped() {
    return this == STRIPPED;
  }

  /// The word in JSON.
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
