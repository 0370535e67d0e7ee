package dev.slipway.binary;

/// The C library or ABI a file was linked against, as far as the file tells.
public enum Abi {
  GNU("gnu"),
  MUSL("musl"),
  BIONIC("android"),
  MSVC("msvc"),
  MINGW("gnu"),
  /// The file does not tell: a static executable carries no such mark.
  UNTOLD("untold");

  private final String word;

  Abi(String word) {
    this.word = word;
  }

  /// The last part of a target triple.
  public String word() {
    return word;
  }
}
