package dev.slipway.binary;

/// The machine a file is made for, by the name target triples use.
public enum Architecture {
  X86("i686"),
  X86_64("x86_64"),
  ARM("arm"),
  AARCH64("aarch64"),
  RISCV32("riscv32"),
  RISCV64("riscv64"),
  POWERPC("powerpc"),
  POWERPC64("powerpc64"),
  S390X("s390x"),
  MIPS("mips"),
  MIPS64("mips64"),
  LOONGARCH64("loongarch64"),
  SPARC64("sparc64"),
  WASM32("wasm32"),
  WASM64("wasm64"),
  /// A Mach-O file with several architectures; they are in [BinaryFile#slices].
  UNIVERSAL("universal"),
  UNKNOWN("unknown");

  private final String word;

  Architecture(String word) {
    this.word = word;
  }

  /// The name as in a target triple and in JSON.
  public String word() {
    return word;
  }
}
