package dev.slipway.size;

import dev.slipway.binary.name.SymbolName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Puts symbols under their crate, package or file, and Rust's under their module within.
final class SymbolGroups {
  private record Module(List<SizeTree> symbols) {}

  private final Map<String, Map<String, Module>> groups = new LinkedHashMap<>();

  void add(SymbolName name, long size, Provenance provenance) {
    groups
        .computeIfAbsent(name.group(), _ -> new LinkedHashMap<>())
        .computeIfAbsent(name.module(), _ -> new Module(new ArrayList<>()))
        .symbols()
        .add(SizeTree.leaf(name.text(), SizeTree.Kind.SYMBOL, size, provenance));
  }

  List<SizeTree> build() {
    List<SizeTree> built = new ArrayList<>();
    groups.forEach(
        (group, modules) -> {
          List<SizeTree> children = new ArrayList<>();
          modules.forEach(
              (module, content) -> {
                if (module.isEmpty() || modules.size() == 1) {
                  children.addAll(content.symbols());
                } else {
                  children.add(
                      SizeTree.of(module, SizeTree.Kind.MODULE, common(content.symbols()), content.symbols()));
                }
              });
          built.add(SizeTree.of(group, SizeTree.Kind.GROUP, common(children), children));
        });
    return built;
  }

  /// How most of the bytes are known.
  private static Provenance common(List<SizeTree> parts) {
    Map<Provenance, Long> bytes = new LinkedHashMap<>();
    parts.forEach(part -> bytes.merge(part.provenance(), part.size(), Long::sum));
    return bytes.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(Provenance.NONE);
  }
}
