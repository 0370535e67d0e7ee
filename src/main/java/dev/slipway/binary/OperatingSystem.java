package dev.slipway.binary;

/// The system a file is made for.
public enum OperatingSystem {
  LINUX("linux"),
  ANDROID("android"),
  FREEBSD("freebsd"),
  NETBSD("netbsd"),
  OPENBSD("openbsd"),
  SOLARIS("solaris"),
  MACOS("macos"),
  IOS("ios"),
  WINDOWS("windows"),
  UEFI("uefi"),
  /// WebAssembly that asks for `wasi_snapshot_preview1`.
  WASIP1("wasip1"),
  /// A WebAssembly component that asks for `wasi:` interfaces.
  WASIP2("wasip2"),
  /// No system is asked for: bare metal, or WebAssembly without WASI.
  NONE("none"),
  UNKNOWN("unknown");

  private final String word;

  OperatingSystem(String word) {
    this.word = word;
  }

  /// The name in JSON.
  public String word() {
    return word;
  }
}
