package dev.slipway.binary;

import java.nio.ByteOrder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What an executable, library or WebAssembly file is.
///
/// @param name       the file, as the caller named it
/// @param size       its size in bytes
/// @param format     its format, with what only that format has
/// @param arch       the machine it is made for
/// @param byteOrder  of its numbers
/// @param os         the system it is made for
/// @param abi        the C library it was linked against
/// @param kind       what it is for
/// @param linkage    what must be there when it is loaded
/// @param strip      how much was taken out of it
/// @param libraries  the libraries it asks for, in file order; of WebAssembly the modules it imports from
/// @param sections   its sections in file order
/// @param slices     the files within a universal file, the modules within a component; else empty
/// @param traces     what the text inside tells: toolchains, crates, versions
public record BinaryFile(
    String name,
    long size,
    Format format,
    Architecture arch,
    ByteOrder byteOrder,
    OperatingSystem os,
    Abi abi,
    Kind kind,
    Linkage linkage,
    Strip strip,
    List<String> libraries,
    List<Section> sections,
    List<BinaryFile> slices,
    Traces traces) {

  public BinaryFile {
    libraries = List.copyOf(libraries);
    sections = List.copyOf(sections);
    slices = List.copyOf(slices);
  }

  /// Whether no local symbols are left.
  public boolean stripped() {
    return strip.stripped();
  }

  /// All machines it runs on: one, unless it is universal.
  public Set<Architecture> architectures() {
    if (slices.isEmpty() || arch != Architecture.UNIVERSAL) {
      return Set.of(arch);
    }
    var all = new LinkedHashSet<Architecture>();
    slices.forEach(slice -> all.add(slice.arch()));
    return all;
  }

  BinaryFile with(Traces found) {
    return new BinaryFile(
        name, size, format, arch, byteOrder, os, abi, kind, linkage, strip, libraries, sections, slices, found);
  }
}
