package dev.slipway.binary;

import java.util.Optional;

/// Go's function table, `.gopclntab`: every function's name and address, left in place by stripping.
/// Layouts of Go 1.16, 1.18 and 1.20 and later (the Go source's `internal/abi/symtab.go`, `debug/gosym/pclntab.go`).
public final class Pclntab {
  private static final int GO_1_20 = 0xfffffff1;
  private static final int GO_1_18 = 0xfffffff0;
  private static final int GO_1_16 = 0xfffffffa;
  private static final int CHUNK = 1 << 16;

  private final Bytes table;
  private final boolean absolute;
  private final int pointer;
  private final int count;
  private final long start;
  private final long names;
  private final long functions;

  private Pclntab(
      Bytes table, boolean absolute, int pointer, int count, long start, long names, long functions) {
    this.table = table;
    this.absolute = absolute;
    this.pointer = pointer;
    this.count = count;
    this.start = start;
    this.names = names;
    this.functions = functions;
  }

  /// Reads the table's head.
  ///
  /// @param text the address of the text section: position-independent builds leave the start at 0
  /// @param base what is taken off addresses in the table; 0 where the file's own addresses are as they are in memory
  /// @return empty when this is no table of a known layout
  static Optional<Pclntab> read(Bytes any, long text, long base) {
    for (java.nio.ByteOrder order :
        new java.nio.ByteOrder[] {java.nio.ByteOrder.LITTLE_ENDIAN, java.nio.ByteOrder.BIG_ENDIAN}) {
      try {
        Bytes table = any.in(order);
        if (table.size() < 72) {
          return Optional.empty();
        }
        int magic = table.i32(0);
        if (magic == GO_1_20 || magic == GO_1_18 || magic == GO_1_16) {
          return head(table, magic, text, base);
        }
      } catch (FormatException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /// Looks for a table in data that has no section for it: the magic number, two zero bytes, the instruction size and the
  /// pointer size, on a 4-byte boundary.
  static Optional<Pclntab> find(Bytes data, long text, long base) throws FormatException {
    byte[] chunk = new byte[CHUNK + 8];
    for (long at = 0; at + 72 <= data.size(); at += CHUNK) {
      int size = (int) Math.min(chunk.length, data.size() - at);
      data.copy(at, chunk, 0, size);
      for (int i = 0; i + 8 <= size; i += 4) {
        if (chunk[i + 1] == -1 && chunk[i + 2] == -1 && chunk[i + 3] == -1
            && (chunk[i] == (byte) 0xf1 || chunk[i] == (byte) 0xf0 || chunk[i] == (byte) 0xfa)
            && chunk[i + 4] == 0 && chunk[i + 5] == 0 && (chunk[i + 7] == 8 || chunk[i + 7] == 4)) {
          Optional<Pclntab> table = read(data.from(at + i, "Go function table"), text, base);
          if (table.isPresent() && table.get().count() > 50) {
            return table;
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Pclntab> head(Bytes table, int magic, long text, long base) throws FormatException {
    int pointer = table.u8(7);
    if (table.u16(4) != 0 || (pointer != 4 && pointer != 8)) {
      return Optional.empty();
    }
    boolean absolute = magic == GO_1_16;
    boolean wide = pointer == 8;
    long count = table.word(8, wide);
    long textStart = absolute ? 0 : table.word(8 + 2L * pointer, wide);
    int after = absolute ? 2 : 3;
    long names = table.word(8 + (long) after * pointer, wide);
    long functions = table.word(8 + (after + 4L) * pointer, wide);
    int entry = absolute ? 2 * pointer : 8;
    if (count <= 0 || count > SymbolTable.MOST || names < 0 || names >= table.size() || functions < 0
        || functions > table.size() || count * entry + entry / 2 > table.size() - functions) {
      return Optional.empty();
    }
    return Optional.of(
        new Pclntab(
            table, absolute, pointer, (int) count, absolute ? -base : textStart == 0 ? text : textStart - base, names,
            functions));
  }

  /// How many functions it has.
  public int count() {
    return count;
  }

  /// Where a function begins in memory; one past the last gives the end of them all.
  public long address(int index) throws FormatException {
    return absolute
        ? start + table.word(functions + 2L * pointer * index, pointer == 8)
        : start + table.u32(functions + 8L * index);
  }

  /// A function's full name, such as `net/http.(*Client).Do`; "" where it cannot be read.
  public String name(int index) {
    try {
      long offset =
          absolute
              ? table.word(functions + 2L * pointer * index + pointer, pointer == 8)
              : table.u32(functions + 8L * index + 4);
      long name = table.i32(functions + offset + (absolute ? pointer : 4));
      return name < 0 ? "" : table.text(names + name, 4096);
    } catch (FormatException e) {
      return "";
    }
  }
}
