package dev.slipway.binary;

import java.util.ArrayList;
import java.util.List;

/// The COFF symbol table of a PE file; it states no sizes (Microsoft PE Format, COFF Symbol Table).
///
/// A source file is told by a symbol of its own, and what follows stands under it. GNU ld also puts things there that
/// come from elsewhere, such as import stubs; but it says which bytes of each section a file contributed, so a symbol
/// outside of these has no file.
final class CoffSymbols {
  private static final int ROW = 18;
  private static final int EXTERNAL = 2;
  private static final int STATIC = 3;
  private static final int LABEL = 6;
  private static final int FILE = 103;

  /// Bytes of a section that come from one source file.
  private record Contribution(int section, long from, long size) {
    boolean holds(int index, long value) {
      return section == index && value >= from && value - from < size;
    }
  }

  private final PeImage image;
  private final Bytes table;
  private final long count;
  private final SymbolTable symbols;

  private CoffSymbols(PeImage image, Bytes table, long count, SymbolTable symbols) {
    this.image = image;
    this.table = table;
    this.count = count;
    this.symbols = symbols;
  }

  static SymbolTable read(PeImage image, long at, long count) throws FormatException {
    if (count == 0) {
      return SymbolTable.none(image.bytes());
    }
    Bytes table = image.bytes().slice(at, count * ROW, "COFF symbol table");
    // Short names stand in the row itself, long ones in the strings behind the table: one view serves both.
    Bytes names = image.bytes().from(at, "COFF symbols and strings");
    var reader = new CoffSymbols(image, table, count, new SymbolTable(names, (int) Math.min(count, 1 << 20)));
    reader.walk();
    return reader.symbols;
  }

  private void walk() throws FormatException {
    int source = -1;
    List<Contribution> contributed = List.of();
    for (long i = 0; i < count; i++) {
      long row = i * ROW;
      int storage = table.u8(row + 16);
      int auxiliary = table.u8(row + 17);
      if (storage == FILE && auxiliary > 0) {
        boolean elsewhere = table.size() - row >= 2L * ROW && table.i32(row + ROW) == 0;
        source = (int) (elsewhere ? table.size() + table.u32(row + ROW + 4) : row + ROW);
        if (!elsewhere && row + ROW * (1L + auxiliary) <= table.size() && table.u8(row + ROW * (1L + auxiliary) - 1) != 0) {
          symbols.sourceEnds(source, ROW * auxiliary);
        }
        contributed = contributions(i + 1 + auxiliary);
      } else if (storage == EXTERNAL || storage == LABEL || storage == STATIC && !describesSection(row, auxiliary)) {
        take(row, storage, source, contributed);
      }
      i += auxiliary;
    }
  }

  private void take(long row, int storage, int source, List<Contribution> contributed)
      throws FormatException {
    int section = (short) table.u16(row + 12);
    if (section <= 0 || section > image.sections().size()) {
      return;
    }
    Section in = image.sections().get(section - 1);
    long value = table.u32(row + 8);
    boolean shortName = table.i32(row) != 0;
    long name = shortName ? row : table.size() + table.u32(row + 4);
    boolean function = table.u16(row + 14) == 0x20 || in.code();
    boolean its = contributed.isEmpty() || contributed.stream().anyMatch(c -> c.holds(section, value));
    symbols.addNamed(
        in.address() + value, section - 1, (int) name, shortName, its ? source : -1, function,
        storage != EXTERNAL);
  }

  /// What the file whose symbols begin at a row contributed, as far as the table says.
  private List<Contribution> contributions(long first) throws FormatException {
    List<Contribution> found = new ArrayList<>();
    for (long i = first; i < count && found.size() < 64; i++) {
      long row = i * ROW;
      int storage = table.u8(row + 16);
      int auxiliary = table.u8(row + 17);
      if (storage == FILE) {
        break;
      }
      if (storage == STATIC && describesSection(row, auxiliary) && i + 1 < count) {
        found.add(new Contribution((short) table.u16(row + 12), table.u32(row + 8), table.u32(row + ROW)));
      }
      i += auxiliary;
    }
    return found;
  }

  /// A static symbol without a type and with an auxiliary row describes a section, not a thing in it.
  private boolean describesSection(long row, int auxiliary) throws FormatException {
    return auxiliary > 0 && table.u16(row + 14) == 0;
  }
}
