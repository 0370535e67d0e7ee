package dev.slipway.binary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The tables of a WebAssembly module, what fills them, the types of functions, and what is exported.
final class WasmTables {
  private static final int MOST = 4_000_000;

  private final WasmModule module;
  private final WasmCode code;
  private final int[] types;
  private int[] same = new int[0];
  private int tables;
  private int globals;
  private final List<Boolean> open = new ArrayList<>();
  private final List<int[]> elements = new ArrayList<>();
  private final Map<Integer, List<Integer>> filling = new HashMap<>();
  private final List<int[]> globalFunctions = new ArrayList<>();
  private final List<Integer> exportedFunctions = new ArrayList<>();
  private final List<Integer> exportedGlobals = new ArrayList<>();

  private WasmTables(WasmModule module, WasmCode code) {
    this.module = module;
    this.code = code;
    this.types = new int[code.imported() + code.count()];
    Arrays.fill(types, -1);
  }

  static WasmTables read(WasmModule module, WasmCode code) throws FormatException {
    var tables = new WasmTables(module, code);
    for (WasmModule.Entry entry : module.entries()) {
      Cursor cursor = module.cursor(entry);
      switch (entry.id()) {
        case 1 -> tables.types(cursor);
        case 2 -> tables.imports(cursor);
        case 3 -> tables.functions(cursor);
        case 4 -> tables.tables(cursor);
        case 6 -> tables.globals(cursor);
        case 7 -> tables.exports(cursor);
        case 8 -> tables.exportedFunctions.add((int) Math.min(MOST, cursor.uleb32()));
        case 9 -> tables.elements(cursor);
        default -> {}
      }
    }
    return tables;
  }

  /// Equal types may stand there under several numbers; the first number is taken for all. Recursive types of the
  /// garbage collection proposal keep their own.
  private void types(Cursor cursor) throws FormatException {
    long count = count(cursor);
    int[] numbers = new int[(int) count];
    Map<String, Integer> first = new HashMap<>();
    int i = 0;
    for (; i < count && cursor.peek() == 0x60; i++) {
      StringBuilder key = new StringBuilder();
      cursor.u8();
      for (int half = 0; half < 2; half++) {
        for (long n = count(cursor); n > 0; n--) {
          long from = cursor.at();
          WasmModule.skipValueType(cursor);
          key.append(cursor.hex(from));
        }
        key.append('/');
      }
      numbers[i] = first.putIfAbsent(key.toString(), i) == null ? i : first.get(key.toString());
    }
    for (; i < count; i++) {
      numbers[i] = i;
    }
    same = numbers;
  }

  private void imports(Cursor cursor) throws FormatException {
    long count = count(cursor);
    int function = 0;
    for (long i = 0; i < count; i++) {
      cursor.skip(cursor.uleb32());
      cursor.skip(cursor.uleb32());
      if (cursor.peek() == 0) {
        cursor.u8();
        types[function++] = sameType(cursor.uleb32());
        continue;
      }
      int kind = WasmModule.skipImportType(cursor);
      if (kind == 1) {
        tables++;
        open.add(true);
      } else if (kind == 3) {
        globals++;
      }
    }
  }

  private void functions(Cursor cursor) throws FormatException {
    long count = Math.min(count(cursor), code.count());
    for (int i = 0; i < count; i++) {
      types[code.imported() + i] = sameType(cursor.uleb32());
    }
  }

  private void tables(Cursor cursor) throws FormatException {
    for (long n = count(cursor); n > 0; n--) {
      boolean initial = cursor.peek() == 0x40;
      if (initial) {
        cursor.skip(2);
      }
      WasmModule.skipValueType(cursor);
      WasmModule.skipLimits(cursor);
      if (initial) {
        WasmExpression.skip(cursor);
      }
      tables++;
      open.add(false);
    }
  }

  private void globals(Cursor cursor) throws FormatException {
    for (long n = count(cursor); n > 0; n--) {
      WasmModule.skipValueType(cursor);
      cursor.u8();
      WasmExpression.Value value = WasmExpression.read(cursor);
      if (value.function() >= 0 && value.function() < types.length) {
        globalFunctions.add(new int[] {globals, (int) value.function()});
      }
      globals++;
    }
  }

  private void exports(Cursor cursor) throws FormatException {
    for (long n = count(cursor); n > 0; n--) {
      cursor.skip(cursor.uleb32());
      int kind = cursor.u8();
      int index = (int) Math.min(MOST, cursor.uleb32());
      if (kind == 0) {
        exportedFunctions.add(index);
      } else if (kind == 1 && index < open.size()) {
        open.set(index, true);
      } else if (kind == 3) {
        exportedGlobals.add(index);
      }
    }
  }

  private void elements(Cursor cursor) throws FormatException {
    for (long n = count(cursor); n > 0; n--) {
      long flags = cursor.uleb32();
      boolean active = (flags & 1) == 0;
      long table = 0;
      if (active) {
        table = (flags & 2) != 0 ? cursor.uleb32() : 0;
        WasmExpression.skip(cursor);
      }
      boolean expressions = (flags & 4) != 0;
      if ((flags & 3) != 0) {
        if (expressions) {
          WasmModule.skipValueType(cursor);
        } else {
          cursor.u8();
        }
      }
      int[] found = new int[16];
      int count = 0;
      for (long i = count(cursor); i > 0; i--) {
        long function = expressions ? WasmExpression.read(cursor).function() : cursor.uleb32();
        if (function >= 0 && function < types.length) {
          found = count == found.length ? Arrays.copyOf(found, count * 2) : found;
          found[count++] = (int) function;
        }
      }
      if (active) {
        fill(table, elements.size());
      }
      elements.add(Arrays.copyOf(found, count));
    }
  }

  /// Each thing takes a byte at least.
  private long count(Cursor cursor) throws FormatException {
    long count = cursor.uleb32();
    if (count > MOST || count > cursor.left()) {
      throw cursor.bad("it announces " + count + " things");
    }
    return count;
  }

  int tables() {
    return tables;
  }

  int globals() {
    return globals;
  }

  int elements() {
    return elements.size();
  }

  /// The functions an element segment holds.
  int[] functions(int element) {
    return elements.get(element);
  }

  /// The element segments that are put into a table.
  List<Integer> filling(int table) {
    return filling.getOrDefault(table, List.of());
  }

  /// Notes that a segment is put into a table.
  void fill(long table, int element) {
    if (table >= 0 && table < tables) {
      List<Integer> into = filling.computeIfAbsent((int) table, _ -> new ArrayList<>());
      if (!into.contains(element)) {
        into.add(element);
      }
    }
  }

  /// Whether others than the module can call through a table.
  boolean open(int table) {
    return open.get(table);
  }

  /// The type of a function, -1 where it is not told.
  int type(int function) {
    return types[function];
  }

  /// The first number of a type; -1 for one that is not there.
  int sameType(long type) {
    return type >= 0 && type < same.length ? same[(int) type] : -1;
  }

  /// Globals that begin as a function, each with it.
  List<int[]> globalFunctions() {
    return globalFunctions;
  }

  /// The exported functions and the start function.
  List<Integer> exportedFunctions() {
    return exportedFunctions;
  }

  List<Integer> exportedGlobals() {
    return exportedGlobals;
  }
}
