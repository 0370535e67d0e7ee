package dev.slipway.binary.name;

import dev.slipway.binary.name.ItaniumText.Refused;
import java.util.ArrayList;
import java.util.List;

/// What a mangled C++ name may refer back to (Itanium C++ ABI, section 5.1.8).
final class ItaniumSubstitutions {
  private final List<String> known = new ArrayList<>();

  /// Something that may be referred to from now on.
  String add(String name) {
    known.add(name);
    return name;
  }

  /// Adds it unless it was the last that was added.
  String addOnce(String name) {
    if (known.isEmpty() || !known.getLast().equals(name)) {
      known.add(name);
    }
    return name;
  }

  /// Takes the last one back where it is this.
  void removeLast(String name) {
    if (!known.isEmpty() && known.getLast().equals(name)) {
      known.removeLast();
    }
  }

  /// Whether a reference comes next; `St` begins a name of the standard library instead.
  static boolean ahead(ItaniumText text) {
    return text.peek() == 'S' && !text.ahead("St");
  }

  /// Reads a reference: to something of the standard library, or by its number, which counts from 0 as `S_`, `S0_`.
  String read(ItaniumText text) throws Refused {
    text.take(1); // S
    String standard =
        switch (text.peek()) {
          case 'a' -> "std::allocator";
          case 'b' -> "std::basic_string";
          case 's' -> "std::string";
          case 'i' -> "std::istream";
          case 'o' -> "std::ostream";
          case 'd' -> "std::iostream";
          default -> "";
        };
    if (!standard.isEmpty()) {
      text.take(1);
      return standard;
    }
    long index = text.eat("_") ? 0 : 1 + number(text);
    if (index >= known.size()) {
      throw new Refused();
    }
    return known.get((int) index);
  }

  private static long number(ItaniumText text) throws Refused {
    long number = 0;
    while (!text.eat("_")) {
      char c = text.peek();
      int digit = text.digit() ? c - '0' : c >= 'A' && c <= 'Z' ? c - 'A' + 10 : -1;
      if (digit < 0 || number > 100_000) {
        throw new Refused();
      }
      number = number * 36 + digit;
      text.take(1);
    }
    return number;
  }
}
