package dev.slipway.size;

import dev.slipway.binary.FormatException;
import dev.slipway.binary.Image;
import dev.slipway.binary.NativeImage;
import dev.slipway.binary.Section;
import dev.slipway.binary.Traces;
import dev.slipway.binary.WasmComponent;
import dev.slipway.binary.WasmModule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What a binary could do without: symbols, debug information, crates in several versions, data that is there twice,
/// code that nothing reaches.
public final class Savings {
  /// Names of sections in ELF, Mach-O (`segment,section`) and WebAssembly (`custom "name"`).
  private static final Pattern DEBUG =
      Pattern.compile("__DWARF,.*|\\.(z?debug_.*|gdb_index|stab|stabstr)|custom \"(\\.debug_.*|external_debug_info|sourceMappingURL)\"");

  private static final Pattern SYMBOLS =
      Pattern.compile("\\.symtab|\\.strtab|\\.symtab_shndx|symbol table|symbol names|COFF .*|custom \"name\"");

  private static final long LEAST = 64;

  private Savings() {}

  /// Looks for them, the largest first.
  ///
  /// @param traces what the readable text in the file tells, for crates that are there in several versions
  public static List<Saving> of(Image image, SizeTree tree, Traces traces) throws FormatException {
    List<Saving> found = new ArrayList<>();
    add(found, "debug information", sum(tree, DEBUG), Saving.Kind.EXACT,
        "Strip it (strip = \"debuginfo\", or llvm-strip --strip-debug), and keep it in a file of its own.");
    // Mach-O keeps what is exported and imported in the same table, so not all of it can go.
    boolean mixed = image.file().os() == dev.slipway.binary.OperatingSystem.MACOS;
    add(found, "symbols and their names", sum(tree, SYMBOLS), mixed ? Saving.Kind.AT_MOST : Saving.Kind.EXACT,
        "Strip the release (strip = true, or llvm-strip); crash reports then need the unstripped file.");
    crates(found, tree, traces);
    if (image instanceof NativeImage code) {
      twice(found, code);
      compressible(found, code);
    }
    if (image instanceof WasmModule || image instanceof WasmComponent) {
      add(found, "code and data that nothing reaches", RetainedSizes.of(image).unreached(), Saving.Kind.AT_MOST,
          "Link with --gc-sections, or run wasm-opt: no export leads there.");
    }
    found.sort(Comparator.comparingLong(Saving::bytes).reversed());
    return List.copyOf(found);
  }

  private static void add(List<Saving> found, String what, long bytes, Saving.Kind kind, String how) {
    if (bytes >= LEAST) {
      found.add(new Saving(what, bytes, kind, how));
    }
  }

  private static long sum(SizeTree tree, Pattern names) {
    if (names.matcher(tree.name()).matches()
        && (tree.kind() == SizeTree.Kind.SECTION || tree.kind() == SizeTree.Kind.HEADER)) {
      return tree.size();
    }
    boolean deeper = tree.kind() == SizeTree.Kind.FILE || tree.kind() == SizeTree.Kind.SLICE;
    return deeper ? tree.parts().stream().mapToLong(part -> sum(part, names)).sum() : 0;
  }

  /// A crate that is there in several versions could be there once. Sizes are known by crate, not by version.
  private static void crates(List<Saving> found, SizeTree tree, Traces traces) {
    Map<String, TreeSet<String>> versions = new TreeMap<>();
    traces.crates().forEach(
        crate -> versions.computeIfAbsent(crate.name().replace('-', '_'), _ -> new TreeSet<>()).add(crate.version()));
    List<TopEntry> crates = TopList.of(tree, TopList.By.CRATE, Integer.MAX_VALUE);
    versions.forEach(
        (crate, those) -> {
          if (those.size() > 1) {
            long bytes = crates.stream().filter(entry -> entry.name().equals(crate)).mapToLong(TopEntry::size).sum();
            String title = "%s in %d versions (%s)".formatted(crate, those.size(), String.join(", ", those));
            found.add(
                new Saving(
                    title, bytes * (those.size() - 1) / those.size(), Saving.Kind.AT_MOST,
                    "See who asks for which with cargo tree -d, and update to one of them."));
          }
        });
  }

  private static void twice(List<Saving> found, NativeImage image) throws FormatException {
    EqualRanges equal = EqualRanges.of(image, Attribution.of(image));
    add(found, "functions that are there more than once, byte for byte (%,d)".formatted(equal.functions()), equal.functionBytes(),
        Saving.Kind.AT_MOST, "Let the linker fold them (--icf=safe, or /OPT:ICF).");
    add(found, "data that is there more than once, byte for byte (%,d)".formatted(equal.data()), equal.dataBytes(),
        Saving.Kind.AT_MOST, "Look at what is included or generated twice.");
  }

  /// Sections for debuggers may be kept compressed.
  private static void compressible(List<Saving> found, NativeImage image) throws FormatException {
    long saved = 0;
    for (Section section : image.sections()) {
      if (section.name().startsWith(".debug_") && section.fileSize() > 0) {
        saved += Compressed.saved(image.bytes(), section);
      }
    }
    add(found, "debug sections that are not compressed", saved, Saving.Kind.ESTIMATE,
        "Where they must stay, compress them (--compress-debug-sections=zstd).");
  }
}
