package dev.slipway.binary;

import java.util.Arrays;

/// Reads the instructions of a function body and tells what they refer to (WebAssembly core specification 3.0,
/// section 5.4, with threads and the older exception handling).
final class WasmInstructions {

  /// Is told what instructions refer to, by index.
  interface Listener {
    void calls(long function);

    void callsIndirectly(long table, long type);

    /// A `ref.func`.
    void refersTo(long function);

    void global(long global);

    /// A table whose entries are read as values, or handed on.
    void table(long table);

    void element(long table, long segment);

    void data(long segment);

    /// A load or a store at an address that stands in the code.
    void address(long address);
  }

  /// An instruction with nothing behind it.
  private static final byte PLAIN = 1;

  /// An instruction with one number behind it that refers to nothing of interest.
  private static final byte NUMBER = 2;

  /// A load or a store.
  private static final byte MEMORY = 3;

  /// A number of 32 bits that is put on the stack.
  private static final byte CONSTANT = 4;

  private static final byte[] FORMS = forms();

  private final Listener listener;
  private final Bytes whole;
  private byte[] code = new byte[1 << 12];
  private long base;
  private int at;
  private int end;
  private long offset;

  WasmInstructions(Bytes whole, Listener listener) {
    this.whole = whole;
    this.listener = listener;
  }

  private static byte[] forms() {
    byte[] forms = new byte[256];
    for (int op : new int[] {0x00, 0x01, 0x05, 0x0a, 0x0b, 0x0f, 0x19, 0x1a, 0x1b, 0xd1, 0xd3, 0xd4}) {
      forms[op] = PLAIN;
    }
    Arrays.fill(forms, 0x45, 0xc5, PLAIN);
    for (int op : new int[] {7, 8, 9, 0x0c, 0x0d, 0x14, 0x15, 0x18, 0x20, 0x21, 0x22, 0x3f, 0x40, 0x42, 0xd0, 0xd5, 0xd6}) {
      forms[op] = NUMBER;
    }
    Arrays.fill(forms, 0x28, 0x3f, MEMORY);
    forms[0x41] = CONSTANT;
    return forms;
  }

  /// Reads a body.
  ///
  /// @param from where its locals begin in the module
  /// @param to   where it ends
  void read(long from, long to) throws FormatException {
    long length = to - from;
    if (length > Integer.MAX_VALUE - 16) {
      throw whole.bad(from, "a function has more than 2 GB");
    }
    Bytes body = whole.slice(from, length, "function body");
    if (code.length < length + 2) {
      code = new byte[(int) length + 2];
    }
    body.copy(0, code, 0, (int) length);
    code[(int) length] = 0; // ends a number that the body does not end
    code[(int) length + 1] = 0;
    base = from;
    at = 0;
    end = (int) length;
    for (long i = number(); i > 0; i--) {
      number();
      valueType();
    }
    instructions();
  }

  /// Most instructions have nothing, or short numbers behind them: these are gone through without a call. What is read
  /// beyond the end are the zeros behind it, so one look at the end is enough.
  private void instructions() throws FormatException {
    byte[] body = code;
    int place = at;
    int stop = end;
    long constant = -1;
    while (place < stop) {
      int op = body[place++] & 0xff;
      int form = FORMS[op];
      if (form == PLAIN) {
        constant = -1;
      } else if (form == NUMBER) {
        while (body[place++] < 0) {
          // the last byte of a number has no highest bit
        }
        constant = -1;
      } else if (form == CONSTANT && body[place] >= 0) {
        constant = (body[place++] << 25 >> 25) & 0xffffffffL;
      } else if (form == MEMORY && (body[place] & 0xc0) == 0 && body[place + 1] >= 0) {
        addressed(op, constant, body[place + 1]);
        place += 2;
        constant = -1;
      } else {
        at = place;
        constant = other(op, constant);
        place = at;
      }
    }
    if (place > stop) {
      at = stop;
      throw bad("it ends in the middle of an instruction");
    }
  }

  private void addressed(int op, long constant, long beyond) {
    if (constant >= 0 && op <= 0x35) {
      listener.address(constant + beyond);
    }
  }

  /// @param constant the number an instruction before put on the stack; -1 when it put no constant there
  /// @return the same for the next instruction
  private long other(int op, long constant) throws FormatException {
    if (FORMS[op] == CONSTANT) {
      return signed() & 0xffffffffL;
    }
    if (FORMS[op] == MEMORY) {
      memory();
      addressed(op, constant, offset);
    } else {
      instruction(op);
    }
    return -1;
  }

  private void instruction(int op) throws FormatException {
    switch (op) {
      case 0x02, 0x03, 0x04, 0x06 -> valueType();
      case 0x0e -> {
        for (long i = number(); i >= 0; i--) {
          skip();
        }
      }
      case 0x10, 0x12 -> listener.calls(number());
      case 0x11, 0x13 -> {
        long type = number();
        listener.callsIndirectly(number(), type);
      }
      case 0x1c -> {
        for (long i = number(); i > 0; i--) {
          valueType();
        }
      }
      case 0x1f -> tryTable();
      case 0x23, 0x24 -> listener.global(number());
      case 0x25, 0x26 -> listener.table(number());
      case 0x43 -> bytes(4);
      case 0x44 -> bytes(8);
      case 0xd2 -> listener.refersTo(number());
      case 0xfb -> garbageCollected(number());
      case 0xfc -> bulk(number());
      case 0xfd -> vector(number());
      case 0xfe -> {
        if (number() == 3) {
          bytes(1);
        } else {
          memory();
        }
      }
      default -> throw bad("instruction 0x" + Integer.toHexString(op) + " is not known");
    }
  }

  private void tryTable() throws FormatException {
    valueType();
    for (long i = number(); i > 0; i--) {
      if (bytes(1) < 2) {
        number();
      }
      number();
    }
  }

  private void bulk(long op) throws FormatException {
    if (op < 8) {
      return;
    }
    switch ((int) op) {
      case 8 -> {
        listener.data(number());
        number();
      }
      case 9 -> listener.data(number());
      case 10 -> {
        number();
        number();
      }
      case 11, 13, 16 -> number();
      case 19, 20, 21, 22 -> {} // wide arithmetic
      case 12 -> {
        long segment = number();
        listener.element(number(), segment);
      }
      case 14 -> {
        listener.table(number());
        listener.table(number());
      }
      case 15, 17 -> listener.table(number());
      default -> throw bad("instruction 0xfc " + op + " is not known");
    }
  }

  private void vector(long op) throws FormatException {
    if (op <= 11 || op == 92 || op == 93) {
      memory();
    } else if (op == 12 || op == 13) {
      bytes(16);
    } else if (op >= 21 && op <= 34) {
      bytes(1);
    } else if (op >= 84 && op <= 91) {
      memory();
      bytes(1);
    } else if (op > 0x1ff) {
      throw bad("instruction 0xfd " + op + " is not known");
    }
  }

  private void garbageCollected(long op) throws FormatException {
    switch ((int) Math.min(op, 99)) {
      case 0, 1, 6, 7, 11, 12, 13, 14, 16 -> number();
      case 2, 3, 4, 5, 8, 17 -> {
        number();
        number();
      }
      case 9, 18 -> {
        number();
        listener.data(number());
      }
      case 10, 19 -> {
        number();
        listener.element(-1, number());
      }
      case 15, 26, 27, 28, 29, 30 -> {}
      case 20, 21, 22, 23 -> skip();
      case 24, 25 -> {
        bytes(1);
        number();
        skip();
        skip();
      }
      default -> throw bad("instruction 0xfb " + op + " is not known");
    }
  }

  /// The argument of a load or store; its offset is kept.
  private void memory() throws FormatException {
    if ((number() & 64) != 0) {
      number();
    }
    offset = wide();
  }

  private void valueType() throws FormatException {
    int type = peek();
    if (type == 0x63 || type == 0x64) {
      at++;
    }
    skip();
  }

  private int peek() throws FormatException {
    if (at >= end) {
      throw bad("it ends in the middle of an instruction");
    }
    return code[at] & 0xff;
  }

  /// Skips bytes and hands out the first of them.
  private int bytes(int count) throws FormatException {
    if (count > end - at) {
      throw bad("it ends in the middle of an instruction");
    }
    int first = code[at] & 0xff;
    at += count;
    return first;
  }

  private void skip() throws FormatException {
    while (peek() >= 0x80) {
      at++;
    }
    at++;
  }

  private long number() throws FormatException {
    return unsigned(32);
  }

  /// An offset, which has 64 bits where memories do.
  private long wide() throws FormatException {
    return unsigned(64);
  }

  /// An unsigned LEB128 number of at most so many bits, in as many bytes as those need.
  private long unsigned(int bits) throws FormatException {
    int first = peek();
    at++;
    return first < 0x80 ? first : unsigned(first & 0x7f, bits);
  }

  private long unsigned(int lowest, int bits) throws FormatException {
    long value = lowest;
    for (int shift = 7; shift < bits; shift += 7) {
      int b = peek();
      at++;
      value |= (long) (b & 0x7f) << shift;
      if (b < 0x80) {
        return value;
      }
    }
    throw bad("a number has more than " + bits + " bits");
  }

  private long signed() throws FormatException {
    int first = peek();
    at++;
    if (first < 0x80) {
      return (first & 0x40) != 0 ? first | -1L << 7 : first;
    }
    long value = first & 0x7f;
    for (int shift = 7; shift < 70; shift += 7) {
      int b = peek();
      at++;
      value |= (long) (b & 0x7f) << shift;
      if (b < 0x80) {
        return shift + 7 < 64 && (b & 0x40) != 0 ? value | -1L << (shift + 7) : value;
      }
    }
    throw bad("a number has more than 64 bits");
  }

  private FormatException bad(String what) {
    return whole.bad(base + at, what);
  }
}
