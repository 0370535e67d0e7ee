package dev.slipway.binary;

/// The COFF symbol table of a PE file; it states no sizes (Microsoft PE Format, COFF Symbol Table).
final class CoffSymbols {
  private CoffSymbols() {}

  static SymbolTable read(PeImage image, long at, long count) throws FormatException {
    if (count == 0) {
      return SymbolTable.none(image.bytes());
    }
    Bytes table = image.bytes().slice(at, count * 18, "COFF symbol table");
    // Short names stand in the row itself, long ones in the strings behind the table: one view serves both.
    Bytes names = image.bytes().from(at, "COFF symbols and strings");
    var symbols = new SymbolTable(names, (int) Math.min(count, 1 << 20)) ;
    int source = -1;
    for (long i = 0; i < count; i++) {
      long row = i * 18;
      int section = (short) table.u16(row + 12);
      int storage = table.u8(row + 16);
      int auxiliary = table.u8(row + 17);
      long name = table.i32(row) == 0 ? table.size() + table.u32(row + 4) : row;
      boolean shortName = table.i32(row) != 0;
      if (storage == 103 && auxiliary > 0) {
        source = (int) (row + 18);
      } else if ((storage == 2 || storage == 3 || storage == 6)
          && section > 0 && section <= image.sections().size() && auxiliaryIsNoSection(table, row, storage, auxiliary)) {
        Section in = image.sections().get(section - 1);
        boolean function = table.u16(row + 14) == 0x20 || in.code();
        symbols.addNamed(
            in.address() + table.u32(row + 8), section - 1, (int) name, shortName, source, function,
            storage != 2);
      }
      i += auxiliary;
    }
    return symbols;
  }

  /// A static symbol with value 0 and an auxiliary row describes its section, not a thing in it.
  private static boolean auxiliaryIsNoSection(Bytes table, long row, int storage, int auxiliary)
      throws FormatException {
    return !(storage == 3 && auxiliary > 0 && table.u32(row + 8) == 0 && table.u16(row + 14) == 0);
  }
}
