package dev.slipway.binary;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// What refers to what in a WebAssembly module: functions, data segments, globals, tables, element segments, and for
/// each table and type the set of functions that an indirect call through them may reach.
///
/// A `call_indirect` is taken to reach every function of its type in its table, and nothing else; a table that is
/// imported or exported can be called through by anybody. A data segment is referred to by loads and stores whose
/// address stands in the code, and by `memory.init`; one that nothing refers to so is held by the module.
public final class WasmGraph {
  private static final int MOST_EDGES = 200_000_000;

  private final WasmCode code;
  private final int functions;
  private final int segments;
  private final int nodes;
  private final int[] from;
  private final int[] to;

  private WasmGraph(WasmCode code, int functions, int nodes, int[] from, int[] to) {
    this.code = code;
    this.functions = functions;
    this.segments = code.segments();
    this.nodes = nodes;
    this.from = from;
    this.to = to;
  }

  /// Reads it.
  public static WasmGraph read(WasmModule module) throws FormatException {
    WasmCode code = WasmCode.read(module);
    var tables = WasmTables.read(module, code);
    var builder = new Builder(module, code, tables);
    builder.build();
    return new WasmGraph(
        code, builder.functions, builder.nodes, Arrays.copyOf(builder.from, builder.edges), Arrays.copyOf(builder.to, builder.edges));
  }

  public WasmCode code() {
    return code;
  }

  /// The number of nodes. Functions come first, imported ones before others; then data segments; then what has no
  /// bytes of its own; the module itself, from which everything is reached, is the last.
  public int nodes() {
    return nodes;
  }

  public int root() {
    return nodes - 1;
  }

  /// The data segment a node is, or -1.
  public int segment(int node) {
    return node >= functions && node < functions + segments ? node - functions : -1;
  }

  /// The function a node is, or -1.
  public int function(int node) {
    return node < functions ? node : -1;
  }

  /// Where each edge begins.
  public int[] from() {
    return from;
  }

  /// Where each edge ends.
  public int[] to() {
    return to;
  }

  /// The bytes of a node itself.
  public long size(int node) {
    if (node < code.imported()) {
      return 0;
    }
    if (node < functions) {
      return code.end(node - code.imported()) - code.start(node - code.imported());
    }
    int segment = segment(node);
    return segment < 0 ? 0 : code.segmentEnd(segment) - code.segmentStart(segment);
  }

  /// Gathers the edges.
  private static final class Builder implements WasmInstructions.Listener {
    private final WasmModule module;
    private final WasmCode code;
    private final WasmTables tables;
    private final int functions;
    private final int globalBase;
    private final int tableBase;
    private final int elementBase;
    private final int signatureBase;
    private final Map<Long, Integer> signatures = new HashMap<>();
    private final boolean[] addressed;
    private int[] from = new int[1 << 14];
    private int[] to = new int[1 << 14];
    private int edges;
    private int nodes;
    private int me;

    Builder(WasmModule module, WasmCode code, WasmTables tables) {
      this.module = module;
      this.code = code;
      this.tables = tables;
      functions = code.imported() + code.count();
      globalBase = functions + code.segments();
      tableBase = globalBase + tables.globals();
      elementBase = tableBase + tables.tables();
      signatureBase = elementBase + tables.elements();
      addressed = new boolean[code.segments()];
    }

    void build() throws FormatException {
      var instructions = new WasmInstructions(module.bytes(), this);
      for (int i = 0; i < code.count(); i++) {
        me = code.imported() + i;
        instructions.read(code.body(i), code.end(i));
      }
      int root = signatureBase + signatures.size();
      nodes = root + 1;
      signatures.forEach((key, node) -> members((int) (key >>> 32), (int) key.longValue(), node));
      for (int element = 0; element < tables.elements(); element++) {
        for (int function : tables.functions(element)) {
          edge(elementBase + element, function, functions);
        }
      }
      for (int table = 0; table < tables.tables(); table++) {
        for (int element : tables.filling(table)) {
          edge(tableBase + table, elementBase + element, signatureBase);
        }
        if (tables.open(table)) {
          add(root, tableBase + table);
        }
      }
      for (int[] initial : tables.globalFunctions()) {
        edge(globalBase + initial[0], initial[1], functions);
      }
      for (int function : tables.exportedFunctions()) {
        edge(root, function, functions);
      }
      for (int global : tables.exportedGlobals()) {
        edge(root, globalBase + global, tableBase);
      }
      for (int i = 0; i < addressed.length; i++) {
        if (!addressed[i]) {
          add(root, functions + i);
        }
      }
    }

    /// The functions of a type that a table may hold.
    private void members(int table, int type, int node) {
      for (int element : tables.filling(table)) {
        for (int function : tables.functions(element)) {
          if (tables.type(function) == type) {
            edge(node, function, functions);
          }
        }
      }
    }

    private void edge(int a, long b, int below) {
      if (b >= 0 && b < below) {
        add(a, (int) b);
      }
    }

    private void add(int a, int b) {
      if (edges == from.length) {
        int room = Math.min(MOST_EDGES, edges * 2);
        if (room == edges) {
          return;
        }
        from = Arrays.copyOf(from, room);
        to = Arrays.copyOf(to, room);
      }
      from[edges] = a;
      to[edges++] = b;
    }

    @Override
    public void calls(long function) {
      edge(me, function, functions);
    }

    @Override
    public void callsIndirectly(long table, long type) {
      int same = tables.sameType(type);
      if (table < tables.tables() && same >= 0) {
        add(me, signatures.computeIfAbsent(table << 32 | same, _ -> signatureBase + signatures.size()));
      }
    }

    @Override
    public void refersTo(long function) {
      edge(me, function, functions);
    }

    @Override
    public void global(long global) {
      if (global < tables.globals()) {
        add(me, globalBase + (int) global);
      }
    }

    @Override
    public void table(long table) {
      if (table < tables.tables()) {
        add(me, tableBase + (int) table);
      }
    }

    @Override
    public void element(long table, long segment) {
      if (segment < tables.elements()) {
        add(me, elementBase + (int) segment);
        tables.fill(table, (int) segment);
      }
    }

    @Override
    public void data(long segment) {
      if (segment < code.segments()) {
        addressed[(int) segment] = true;
        add(me, functions + (int) segment);
      }
    }

    @Override
    public void address(long address) {
      int segment = code.segmentAt(address);
      if (segment >= 0) {
        data(segment);
      }
    }
  }
}
