package dev.slipway.binary.name;

/// A symbol in the words of its language.
///
/// @param text     the whole name, without hashes
/// @param language what it was written in
/// @param group    its crate, package, namespace or source file; "" where none can be told
/// @param module   the module within the group; "" when it stands at its root
public record SymbolName(String text, Language language, String group, String module) {

  /// What a symbol was written in.
  public enum Language {
    RUST,
    CPP,
    GO,
    /// C, assembly, or anything that is not mangled.
    C
  }
}
