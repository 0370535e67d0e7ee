package dev.slipway.binary.name;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Demangles Rust's first scheme, which borrows the outer form of C++: `_ZN`, lengths and names, `17h<hash>E`.
final class RustLegacy {
  private static final int MOST_PARTS = 1000;

  private RustLegacy() {}

  /// @param parts the path as written, escapes and all, without the hash
  /// @param hashed whether it ended in a hash, which is what tells Rust from C++
  /// @param end    where the name ended in the text; what follows is a suffix
  record Parsed(List<String> parts, boolean hashed, int end) {

    /// As `rustfilt` prints it.
    String printed() {
      StringBuilder out = new StringBuilder();
      for (int i = 0; i < parts.size(); i++) {
        if (i > 0) {
          out.append("::");
        }
        unescape(parts.get(i), out);
      }
      return out.toString();
    }
  }

  static Optional<Parsed> parse(String text) {
    int at = text.startsWith("_ZN") ? 3 : text.startsWith("ZN") ? 2 : text.startsWith("__ZN") ? 4 : -1;
    if (at < 0 || !ascii(text)) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    while (at < text.length() && text.charAt(at) != 'E') {
      int length = 0;
      int start = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9' && length < 1 << 20) {
        length = length * 10 + (text.charAt(at++) - '0');
      }
      if (at == start || length > text.length() - at || parts.size() >= MOST_PARTS) {
        return Optional.empty();
      }
      parts.add(text.substring(at, at + length));
      at += length;
    }
    if (at >= text.length() || parts.isEmpty()) {
      return Optional.empty();
    }
    String last = parts.getLast();
    boolean hash = last.startsWith("h") && hexadecimal(last);
    if (hash) {
      parts.removeLast();
    }
    return Optional.of(new Parsed(List.copyOf(parts), hash && last.length() == 17, at + 1));
  }

  private static boolean ascii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
  }

  /// Whether all behind the first character is.
  private static boolean hexadecimal(String text) {
    for (int i = 1; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private static void unescape(String part, StringBuilder out) {
    int at = part.startsWith("_$") ? 1 : 0;
    while (at < part.length()) {
      char c = part.charAt(at);
      if (c == '.') {
        boolean two = part.startsWith("..", at);
        out.append(two ? "::" : ".");
        at += two ? 2 : 1;
      } else if (c == '$') {
        int end = part.indexOf('$', at + 1);
        String plain = end < 0 ? "" : escape(part.substring(at + 1, end));
        if (plain.isEmpty()) {
          break;
        }
        out.append(plain);
        at = end + 1;
      } else {
        out.append(c);
        at++;
      }
    }
    out.append(part, at, part.length());
  }

  private static String escape(String code) {
    return switch (code) {
      case "SP" -> "@";
      case "BP" -> "*";
      case "RF" -> "&";
      case "LT" -> "<";
      case "GT" -> ">";
      case "LP" -> "(";
      case "RP" -> ")";
      case "C" -> ",";
      default -> {
        if (code.matches("u[0-9a-f]{1,6}")) {
          int c = Integer.parseInt(code.substring(1), 16);
          if (Character.isValidCodePoint(c) && !Character.isISOControl(c) && !(c >= 0xd800 && c < 0xe000)) {
            yield Character.toString(c);
          }
        }
        yield "";
      }
    };
  }
}
