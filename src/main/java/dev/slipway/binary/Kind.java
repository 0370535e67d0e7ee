package dev.slipway.binary;

/// What a file is for.
public enum Kind {
  EXECUTABLE,
  LIBRARY,
  OBJECT,
  CORE_DUMP,
  /// Only debug information, such as the inside of a dSYM.
  DEBUG_COMPANION,
  /// A WebAssembly core module.
  MODULE,
  /// A WebAssembly component.
  COMPONENT,
  OTHER;

  /// The word in JSON.
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
