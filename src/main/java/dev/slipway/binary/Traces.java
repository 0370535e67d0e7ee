package dev.slipway.binary;

import java.util.List;
import java.util.Optional;

/// What the readable text inside a file tells. Traces show that something is there; they prove no absence.
///
/// @param versions  texts that look like a version, `1.2.3` or `1.2.3-rc.1`, with the word in front of them
/// @param crates    Rust crates whose source paths are named in panic messages; a list, not sizes
/// @param rustc     the Rust compiler that made it
/// @param go        the Go release that made it
/// @param compilers what the compilers and linkers wrote about themselves
public record Traces(
    List<VersionText> versions,
    List<Crate> crates,
    Optional<String> rustc,
    Optional<String> go,
    List<String> compilers) {

  public Traces {
    versions = List.copyOf(versions);
    crates = List.copyOf(crates);
    compilers = List.copyOf(compilers);
  }

  /// A text that looks like a version.
  ///
  /// @param before the word directly in front of it, lower case, at most 32 characters; "" where none
  /// @param version the version without a leading `v`
  public record VersionText(String before, String version) {}

  /// A crate and its version.
  public record Crate(String name, String version) {}

  /// Nothing was looked for.
  public static Traces none() {
    return new Traces(List.of(), List.of(), Optional.empty(), Optional.empty(), List.of());
  }
}
