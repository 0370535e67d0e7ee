package dev.slipway.binary;

import java.util.Optional;

/// What must be there when the file is loaded.
public sealed interface Linkage {

  /// Nothing: no interpreter, no libraries, fixed address.
  record Static() implements Linkage {}

  /// Nothing, and it may be loaded anywhere.
  record StaticPie() implements Linkage {}

  /// Libraries that the system does not promise, or on ELF any library at all.
  ///
  /// @param interpreter the program that loads it, on ELF executables
  record Dynamic(Optional<String> interpreter) implements Linkage {}

  /// Only libraries that belong to the operating system: the most static that macOS knows, and on Windows
  /// an executable that brings its own C runtime.
  record SystemOnly() implements Linkage {}

  /// An object file; it was not linked yet.
  record Relocatable() implements Linkage {}

  /// WebAssembly: what its imports name must be provided by the host.
  record HostImports() implements Linkage {}

  /// A universal file; each slice has its own.
  record PerSlice() implements Linkage {}

  /// Whether nothing else has to be installed for it on ELF.
  default boolean isStatic() {
    return switch (this) {
      case Static _, StaticPie _ -> true;
      case Dynamic _, SystemOnly _, Relocatable _, HostImports _, PerSlice _ -> false;
    };
  }

  /// The word in JSON.
  default String word() {
    return switch (this) {
      case Static _ -> "static";
      case StaticPie _ -> "static-pie";
      case Dynamic _ -> "dynamic";
      case SystemOnly _ -> "system-only";
      case Relocatable _ -> "relocatable";
      case HostImports _ -> "host-imports";
      case PerSlice _ -> "per-slice";
    };
  }
}
