package dev.slipway.binary;

import java.util.List;
import java.util.Optional;

/// The format of a file and what only that format has.
public sealed interface Format {

  /// An ELF file (System V gABI).
  ///
  /// @param bits          32 or 64
  /// @param positionIndependent whether it may be loaded anywhere
  /// @param soname        the name a library is asked for by
  /// @param runpath       where libraries are looked for, RUNPATH or RPATH
  /// @param glibc         the highest GLIBC version it asks for, such as `2.34`
  /// @param buildId       the GNU build id in hexadecimal
  /// @param goBuildId     the Go build id
  /// @param debugLink     the file its debug information was moved to
  record Elf(
      int bits,
      boolean positionIndependent,
      Optional<String> soname,
      Optional<String> runpath,
      Optional<String> glibc,
      Optional<String> buildId,
      Optional<String> goBuildId,
      Optional<String> debugLink)
      implements Format {}

  /// A Mach-O file with one architecture (Apple's `<mach-o/loader.h>`).
  ///
  /// @param bits      32 or 64
  /// @param minimumOs the oldest system it runs on, such as `11.0`
  /// @param sdk       the SDK it was built with
  /// @param uuid      its UUID in hexadecimal
  /// @param signing   whether it carries a code signature
  /// @param functions how many functions LC_FUNCTION_STARTS lists
  record MachO(
      int bits,
      Optional<String> minimumOs,
      Optional<String> sdk,
      Optional<String> uuid,
      Signing signing,
      int functions)
      implements Format {}

  /// Several Mach-O files for different architectures in one.
  record Universal() implements Format {}

  /// A PE image or COFF object (Microsoft PE format).
  ///
  /// @param bits      32 or 64
  /// @param subsystem such as `console` or `windows`
  /// @param minimumOs the oldest system it runs on, such as `6.0`
  /// @param pdb       the debug file it names, and that file's id
  /// @param pdbId     the GUID and age of that file
  /// @param signing   whether it carries an Authenticode signature
  /// @param pogo      whether the linker left its contribution table (debug directory type 13)
  record Pe(
      int bits,
      String subsystem,
      Optional<String> minimumOs,
      Optional<String> pdb,
      Optional<String> pdbId,
      Signing signing,
      boolean pogo)
      implements Format {}

  /// A WebAssembly core module or component.
  ///
  /// @param component whether it is a component (component model binary, layer 1)
  /// @param imports   what it asks for: `module::name` of a module, the interface of a component
  /// @param exports   what it offers
  /// @param names     how many functions have a name in the name section
  record Wasm(boolean component, List<String> imports, List<String> exports, int names)
      implements Format {}

  /// Whether a code signature is there. Whether it is valid is not looked at here.
  enum Signing {
    ABSENT,
    /// macOS: linker-made, names nobody.
    AD_HOC,
    PRESENT
  }

  /// The word in JSON.
  default String word() {
    return switch (this) {
      case Elf _ -> "elf";
      case MachO _, Universal _ -> "macho";
      case Pe _ -> "pe";
      case Wasm _ -> "wasm";
    };
  }
}
