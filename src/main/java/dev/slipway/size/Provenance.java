package dev.slipway.size;

/// How a size is known.
public enum Provenance {
  /// The size of the whole file.
  FILE("file"),
  /// The format's own table of sections or headers.
  SECTION("section"),
  /// A size that the symbol table states.
  SYMTAB("symtab"),
  /// The distance to the next symbol, where the table states none.
  NEXT_SYMBOL("next-symbol"),
  /// Mach-O's list of function starts.
  FUNCTION_STARTS("function-starts"),
  /// `.eh_frame` or `.pdata`.
  UNWIND("unwind"),
  /// Go's function table.
  PCLNTAB("pclntab"),
  /// The linker's contribution table in a PE file.
  POGO("pogo"),
  /// WebAssembly: the length of a body or segment, with a name from the name section.
  NAME_SECTION("name-section"),
  /// WebAssembly: the length of a body or segment that has no name.
  CODE_BODIES("code-bodies"),
  /// Bytes of a compressed stream, counted while a member was unpacked.
  COMPRESSED("compressed"),
  /// Nothing claims these bytes; they are what is left.
  NONE("none");

  private final String word;

  Provenance(String word) {
    this.word = word;
  }

  /// The word in JSON and on screen.
  public String word() {
    return word;
  }
}
