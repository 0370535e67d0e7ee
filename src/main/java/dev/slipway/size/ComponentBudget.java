package dev.slipway.size;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The most bytes a component may take of a binary. A component is one or several crates, packages or files.
///
/// @param name   what it is called
/// @param crates their names; `-` and `_` are the same, `*` stands for anything
/// @param kind   what it is a part of: a native binary or WebAssembly
/// @param limit  the most bytes
public record ComponentBudget(String name, List<String> crates, Budget.Kind kind, long limit) {
  private static final long MB = 1 << 20;
  private static final long KB = 1 << 10;

  public ComponentBudget {
    crates = List.copyOf(crates);
    if (limit <= 0) {
      throw new IllegalArgumentException("a budget of " + limit + " bytes");
    }
  }

  /// What a component has.
  ///
  /// @param file what it is a part of
  /// @param size its bytes, over all sections
  public record Result(ComponentBudget budget, String file, long size) {

    public boolean holds() {
      return size <= budget.limit();
    }

    /// Bytes over the limit; negative where that many are left.
    public long over() {
      return size - budget.limit();
    }
  }

  /// The components of the plan of `weft`, section 4.4: 15 MB of native code, 242 KB of WebAssembly.
  public static List<ComponentBudget> weft() {
    return List.of(
        of("clawft-core", Budget.Kind.BINARY, 4 * MB, "clawft_core"),
        of("clawft-cli", Budget.Kind.BINARY, 2 * MB, "clawft_cli"),
        of("tokio runtime", Budget.Kind.BINARY, 3 * MB, "tokio", "tokio_*", "mio"),
        of("reqwest", Budget.Kind.BINARY, 2 * MB, "reqwest", "hyper", "hyper_*", "h2", "http", "http_*"),
        of("serde, serde_json", Budget.Kind.BINARY, MB, "serde", "serde_*"),
        of("clawft-core", Budget.Kind.WASM, 100 * KB, "clawft_core"),
        of("sona", Budget.Kind.WASM, 30 * KB, "sona"),
        of("rvf-types", Budget.Kind.WASM, 30 * KB, "rvf_types"),
        of("WASI HTTP client", Budget.Kind.WASM, 50 * KB, "waki", "wasi_http*"),
        of("micro-hnsw-wasm", Budget.Kind.WASM, 12 * KB, "micro_hnsw_wasm"),
        of("ruvector-temporal-tensor", Budget.Kind.WASM, 10 * KB, "ruvector_temporal_tensor"),
        of("cognitum-gate-kernel", Budget.Kind.WASM, 10 * KB, "cognitum_gate_kernel"));
  }

  public static ComponentBudget of(String name, Budget.Kind kind, long limit, String... crates) {
    return new ComponentBudget(name, List.of(crates), kind, limit);
  }

  /// Holds a binary against it.
  public Result judge(String file, SizeTree tree) {
    List<Pattern> patterns = crates.stream().map(ComponentBudget::pattern).toList();
    return new Result(this, file, groups(tree)
        .filter(group -> patterns.stream().anyMatch(pattern -> pattern.matcher(group.name().replace('-', '_')).matches()))
        .mapToLong(SizeTree::size)
        .sum());
  }

  private static Pattern pattern(String glob) {
    String[] parts = glob.replace('-', '_').split("\\*", -1);
    return Pattern.compile(Stream.of(parts).map(Pattern::quote).collect(java.util.stream.Collectors.joining(".*")));
  }

  private static Stream<SizeTree> groups(SizeTree tree) {
    return tree.kind() == SizeTree.Kind.GROUP ? Stream.of(tree) : tree.parts().stream().flatMap(ComponentBudget::groups);
  }
}
