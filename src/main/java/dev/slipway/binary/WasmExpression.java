package dev.slipway.binary;

/// Constant expressions of WebAssembly (core specification, section 3.3.10 and the extended-const proposal).
final class WasmExpression {
  private WasmExpression() {}

  /// What an expression comes to, as far as that is needed.
  ///
  /// @param constant the value of a single `i32.const` or `i64.const`, or -1
  /// @param function the function of a single `ref.func`, or -1
  /// @param global   the global it reads, or -1
  record Value(long constant, long function, long global) {}

  static void skip(Cursor cursor) throws FormatException {
    read(cursor);
  }

  static Value read(Cursor cursor) throws FormatException {
    long constant = -1;
    long function = -1;
    long global = -1;
    while (true) {
      int op = cursor.u8();
      switch (op) {
        case 0x0b -> {
          return new Value(constant, function, global);
        }
        case 0x41 -> constant = cursor.sleb64() & 0xffffffffL;
        case 0x42 -> constant = cursor.sleb64();
        case 0x43 -> cursor.skip(4);
        case 0x44 -> cursor.skip(8);
        case 0x23 -> global = cursor.uleb32();
        case 0xd2 -> function = cursor.uleb32();
        case 0xd0 -> cursor.skipLeb();
        case 0xfd -> {
          cursor.uleb32();
          cursor.skip(16);
        }
        case 0xfb -> garbageCollected(cursor);
        case 0x6a, 0x6b, 0x6c, 0x7c, 0x7d, 0x7e -> constant = -1;
        default -> throw cursor.bad("instruction 0x" + Integer.toHexString(op) + " stands in a constant expression");
      }
    }
  }

  private static void garbageCollected(Cursor cursor) throws FormatException {
    long op = cursor.uleb32();
    if (op <= 1 || op == 6 || op == 7) {
      cursor.uleb32();
    } else if (op == 8) {
      cursor.uleb32();
      cursor.uleb32();
    } else if (op < 26 || op > 28) {
      throw cursor.bad("instruction 0xfb " + op + " stands in a constant expression");
    }
  }
}
