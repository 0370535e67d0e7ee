package dev.slipway.binary;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// The names Go's function table has for the functions of a WebAssembly module. The table lies in the memory that the
/// data segments fill, and stripping leaves it. Go's linker leaves out runs of zeros there, so that it is put together again.
///
/// In place of an address the table has a function's number among the bodies, counted from 0x1000; up to Go 1.24 it
/// stands in the upper 16 bits, above the block within the function (the Go source's `cmd/link/internal/wasm/asm.go`).
final class WasmGoTable {
  private static final long FIRST = 0x1000;
  private static final byte[] WRITTEN_IN_GO = "language\u0001\u0002Go".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private WasmGoTable() {}

  /// Whether Go's compiler or linker left its mark.
  static boolean linkedByGo(WasmModule module) throws FormatException {
    for (WasmModule.Entry entry : module.entries()) {
      if (entry.custom().matches("go[:.]buildid") || entry.custom().equals("producers") && namesGo(module, entry)) {
        return true;
      }
    }
    return false;
  }

  private static boolean namesGo(WasmModule module, WasmModule.Entry producers) throws FormatException {
    byte[] text = new byte[(int) Math.min(4096, producers.end() - producers.body())];
    module.bytes().copy(producers.body(), text, 0, text.length);
    for (int i = 0; i + WRITTEN_IN_GO.length <= text.length; i++) {
      if (java.util.Arrays.equals(text, i, i + WRITTEN_IN_GO.length, WRITTEN_IN_GO, 0, WRITTEN_IN_GO.length)) {
        return true;
      }
    }
    return false;
  }

  /// The names by the number of the body; empty where there is no such table, or it does not fit the module.
  static Optional<String[]> names(WasmModule module, WasmCode code) throws FormatException {
    Optional<byte[]> memory = memory(module, code);
    if (memory.isEmpty()) {
      return Optional.empty();
    }
    Bytes data = Bytes.of(module.bytes().file(), MemorySegment.ofArray(memory.get()));
    Optional<Pclntab> table = Pclntab.find(data, 0, 0);
    return table.isPresent() ? names(table.get(), code.count()) : Optional.empty();
  }

  private static Optional<String[]> names(Pclntab table, int bodies) throws FormatException {
    boolean shifted = table.address(0) >= FIRST << 16;
    String[] names = new String[bodies];
    java.util.Arrays.fill(names, "");
    for (int i = 0; i < table.count(); i++) {
      long number = (shifted ? table.address(i) >>> 16 : table.address(i)) - FIRST;
      if (number < 0 || number >= bodies) {
        return Optional.empty();
      }
      names[(int) number] = table.name(i);
    }
    return Optional.of(names);
  }

  /// The memory as the segments fill it, from a 16-byte boundary on; empty where it is mostly holes, as Go's never is.
  private static Optional<byte[]> memory(WasmModule module, WasmCode code) throws FormatException {
    long from = Long.MAX_VALUE;
    long to = 0;
    long filled = 0;
    for (int i = 0; i < code.segments(); i++) {
      if (code.address(i) >= 0) {
        from = Math.min(from, code.address(i) & ~15L);
        to = Math.max(to, code.address(i) + code.content(i));
        filled += code.content(i);
      }
    }
    if (filled == 0 || to - from > 2 * filled + (1 << 20) || to - from > 1 << 30) {
      return Optional.empty();
    }
    byte[] memory = new byte[(int) (to - from)];
    for (int i = 0; i < code.segments(); i++) {
      if (code.address(i) >= 0) {
        int size = (int) code.content(i);
        module.bytes().copy(code.segmentEnd(i) - size, memory, (int) (code.address(i) - from), size);
      }
    }
    return Optional.of(memory);
  }
}
