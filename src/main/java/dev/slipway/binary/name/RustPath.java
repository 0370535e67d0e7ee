package dev.slipway.binary.name;

import java.util.ArrayList;
import java.util.List;

/// Takes printed Rust paths apart.
final class RustPath {
  private static final List<String> BEFORE_TYPES =
      List.of("&", "*const ", "*mut ", "mut ", "dyn ", "[", "(", "'static ", "'_ ");

  private RustPath() {}

  /// The path that says where code belongs: `<A as B>::f` belongs to A, `<&mut [A]>::f` too. A primitive type
  /// has no crate, so there the trait decides.
  static String root(String text) {
    String path = text;
    for (int depth = 0; depth < 20 && path.startsWith("<"); depth++) {
      int close = matching(path);
      String inside = path.substring(1, close < 0 ? path.length() : close);
      int as = topLevel(inside, " as ");
      String type = bare(as < 0 ? inside : inside.substring(0, as));
      boolean pathLike = type.contains("::") || type.startsWith("<");
      path = pathLike || as < 0 ? type : bare(inside.substring(as + 4));
      if (!pathLike && as < 0) {
        return "core::" + path; // inherent methods of primitives
      }
    }
    return path;
  }

  private static String bare(String type) {
    String text = type.strip();
    for (int i = 0; i < 50; i++) {
      String before = text;
      for (String prefix : BEFORE_TYPES) {
        if (text.startsWith(prefix)) {
          text = text.substring(prefix.length());
        }
      }
      if (text.startsWith("for<") && text.contains("> ")) {
        text = text.substring(text.indexOf("> ") + 2);
      }
      if (text.equals(before)) {
        break;
      }
    }
    return text;
  }

  /// The names of a path up to its generic arguments.
  static List<String> parts(String path) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    int i = 0;
    while (i < path.length()) {
      char c = path.charAt(i);
      if (c == ':' && i + 1 < path.length() && path.charAt(i + 1) == ':') {
        parts.add(path.substring(start, i));
        i += 2;
        start = i;
        if (i < path.length() && (path.charAt(i) == '<' || path.charAt(i) == '{')) {
          return parts;
        }
      } else if (c == '<' || c == '(' || c == '[' || c == ';' || c == ',' || c == ' ' || c == ']' || c == ')') {
        break;
      } else {
        i++;
      }
    }
    parts.add(path.substring(start, i));
    return parts;
  }

  private static int matching(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '<') {
        depth++;
      } else if (c == '>' && (i == 0 || text.charAt(i - 1) != '-') && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static int topLevel(String text, String wanted) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '<') {
        depth++;
      } else if (c == '>' && (i == 0 || text.charAt(i - 1) != '-')) {
        depth--;
      } else if (depth == 0 && text.startsWith(wanted, i)) {
        return i;
      }
    }
    return -1;
  }
}
