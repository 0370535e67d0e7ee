package dev.slipway.binary;

import java.util.List;
import java.util.Optional;

/// An image of machine code: ELF, Mach-O with one architecture, or PE.
public sealed interface NativeImage extends Image permits ElfImage, MachoImage, PeImage {

  /// Its symbols with an address; empty when it was stripped.
  SymbolTable symbols() throws FormatException;

  /// Where functions begin and end, told by something other than symbols: unwind tables or function starts.
  ///
  /// What cannot be understood there ends the list; it never makes the file unreadable.
  FunctionRanges functions() throws FormatException;

  /// Go's own function table, which stripping leaves.
  Optional<Pclntab> goFunctions() throws FormatException;

  /// What the linker says each kind of input contributed (PE debug directory type 13); empty elsewhere.
  default List<Contribution> contributions() throws FormatException {
    return List.of();
  }

  /// One row of the linker's table.
  ///
  /// @param name    such as `.text$mn`
  /// @param address where it lies in memory
  record Contribution(String name, long address, long size) {}
}
