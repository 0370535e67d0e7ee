package dev.slipway.size;

import dev.slipway.binary.FormatException;
import dev.slipway.binary.Part;
import dev.slipway.binary.WasmCode;
import dev.slipway.binary.WasmModule;
import dev.slipway.binary.name.Demangler;
import dev.slipway.binary.name.SymbolName;
import java.util.ArrayList;
import java.util.List;

/// The tree of a WebAssembly module: sections, functions by crate, data segments by name.
final class WasmTree {
  private WasmTree() {}

  static SizeTree of(String name, SizeTree.Kind kind, WasmModule module) throws FormatException {
    WasmCode code = WasmCode.read(module);
    List<SizeTree> parts = new ArrayList<>();
    for (Part part : module.parts()) {
      if (part.section() < 0) {
        parts.add(SizeTree.leaf(part.name(), SizeTree.Kind.HEADER, part.size(), Provenance.SECTION));
        continue;
      }
      int id = module.entries().get(part.section()).id();
      parts.add(
          id == 10 && code.count() > 0 ? code(part, code)
              : id == 11 && code.segments() > 0 ? data(part, code)
              : SizeTree.leaf(part.name(), SizeTree.Kind.SECTION, part.size(), Provenance.SECTION));
    }
    return BinaryTree.whole(name, kind, module.bytes().size(), parts);
  }

  private static SizeTree code(Part part, WasmCode code) {
    var groups = new SymbolGroups();
    long claimed = 0;
    for (int i = 0; i < code.count(); i++) {
      long size = code.end(i) - code.start(i);
      if (outside(part, code.start(i), code.end(i))) {
        continue;
      }
      groups.add(name(code, i), size, provenance(code, i));
      claimed += size;
    }
    return section(part, groups.build(), claimed);
  }

  /// A function by its number among bodies.
  static SymbolName name(WasmCode code, int body) {
    if (!code.goName(body).isEmpty()) {
      return Demangler.go(code.goName(body));
    }
    String name = code.name(code.imported() + body);
    return name.isEmpty()
        ? new SymbolName("function " + (code.imported() + body), SymbolName.Language.C, "[no name]", "")
        : code.linkedByGo() ? Demangler.wasmOfGo(name) : Demangler.wasm(name);
  }

  static Provenance provenance(WasmCode code, int body) {
    if (!code.goName(body).isEmpty()) {
      return Provenance.PCLNTAB;
    }
    return code.name(code.imported() + body).isEmpty() ? Provenance.CODE_BODIES : Provenance.NAME_SECTION;
  }

  /// A data segment by its number.
  static String segment(WasmCode code, int segment) {
    String name = code.segmentName(segment);
    return name.isEmpty() ? "segment " + segment : name;
  }

  private static SizeTree data(Part part, WasmCode code) {
    List<SizeTree> segments = new ArrayList<>();
    long claimed = 0;
    for (int i = 0; i < code.segments(); i++) {
      long size = code.segmentEnd(i) - code.segmentStart(i);
      if (outside(part, code.segmentStart(i), code.segmentEnd(i))) {
        continue;
      }
      segments.add(
          SizeTree.leaf(
              segment(code, i), SizeTree.Kind.SYMBOL, size,
              code.segmentName(i).isEmpty() ? Provenance.CODE_BODIES : Provenance.NAME_SECTION));
      claimed += size;
    }
    return section(part, segments, claimed);
  }

  /// A module with two code or data sections is damaged: only the last one's entries are known.
  private static boolean outside(Part part, long from, long to) {
    return from < part.offset() || to > part.offset() + part.size();
  }

  private static SizeTree section(Part part, List<SizeTree> children, long claimed) {
    List<SizeTree> all = new ArrayList<>(children);
    if (claimed < part.size()) {
      all.add(
          SizeTree.leaf("section header", SizeTree.Kind.HEADER, part.size() - claimed, Provenance.SECTION));
    }
    return new SizeTree(
        part.name(), SizeTree.Kind.SECTION, part.size(), Provenance.SECTION, SizeTree.largestFirst(all));
  }
}
