package dev.slipway.binary.name;

/// The letters of a v0 name and what is printed of them: numbers, identifiers, back references and lists, each within
/// bounds of depth and length.
abstract sealed class RustV0Text permits RustV0 {
  private static final int DEEPEST = 300;
  private static final int LONGEST = 1 << 16;

  static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;

    Invalid() {
      super("no v0 name", null, false, false);
    }
  }

  final String text;
  final StringBuilder out = new StringBuilder();
  int at;
  private int depth;
  int silent;

  RustV0Text(String text) {
    this.text = text;
  }

  void print(String s) throws Invalid {
    if (silent == 0) {
      if (out.length() > LONGEST) {
        throw new Invalid();
      }
      out.append(s);
    }
  }

  char next() throws Invalid {
    if (at >= text.length()) {
      throw new Invalid();
    }
    return text.charAt(at++);
  }

  boolean eat(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  void enter() throws Invalid {
    if (++depth > DEEPEST) {
      throw new Invalid();
    }
  }

  void leave() {
    depth--;
  }

  long integer62() throws Invalid {
    if (eat('_')) {
      return 0;
    }
    long value = 0;
    int digits = 0;
    while (!eat('_')) {
      char c = next();
      digits++;
      int digit =
          c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'z' ? c - 'a' + 10 : c >= 'A' && c <= 'Z' ? c - 'A' + 36 : -1;
      // Crate hashes fill 64 bits, eleven digits; the sign is looked at where a number is used as a place.
      if (digit < 0 || digits > 11) {
        throw new Invalid();
      }
      value = value * 62 + digit;
    }
    return value + 1;
  }

  long optional62(char tag) throws Invalid {
    return eat(tag) ? integer62() + 1 : 0;
  }

  String identifier() throws Invalid {
    boolean punycode = eat('u');
    char first = next();
    if (first < '0' || first > '9') {
      throw new Invalid();
    }
    int length = first - '0';
    if (length != 0) {
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        length = length * 10 + (text.charAt(at++) - '0');
        if (length > LONGEST) {
          throw new Invalid();
        }
      }
    }
    eat('_');
    if (length > text.length() - at) {
      throw new Invalid();
    }
    String name = text.substring(at, at + length);
    at += length;
    if (!punycode) {
      return name;
    }
    int split = name.lastIndexOf('_');
    String ascii = split < 0 ? "" : name.substring(0, split);
    String coded = split < 0 ? name : name.substring(split + 1);
    if (coded.isEmpty()) {
      throw new Invalid();
    }
    return Punycode.decode(ascii, coded).orElse("punycode{" + (ascii.isEmpty() ? "" : ascii + "-") + coded + "}");
  }

  interface Printer {
    void run() throws Invalid;
  }

  /// Prints what stands earlier in the name.
  void backref(Printer printer) throws Invalid {
    int start = at - 1;
    long target = integer62();
    if (target < 0 || target >= start) {
      throw new Invalid();
    }
    if (silent > 0) {
      return; // what it points to was checked where it stands
    }
    int after = at;
    at = (int) target;
    enter();
    printer.run();
    leave();
    at = after;
  }

  /// How many there were up to the closing E.
  int list(Printer printer, String separator) throws Invalid {
    int count = 0;
    while (!eat('E')) {
      if (count > 0) {
        print(separator);
      }
      printer.run();
      count++;
    }
    return count;
  }

  String nibbles() throws Invalid {
    int start = at;
    while (at < text.length() && (text.charAt(at) >= '0' && text.charAt(at) <= '9' || text.charAt(at) >= 'a' && text.charAt(at) <= 'f')) {
      at++;
    }
    String digits = text.substring(start, at);
    if (!eat('_')) {
      throw new Invalid();
    }
    return digits;
  }
}
