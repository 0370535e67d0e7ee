package dev.slipway.binary.name;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Demangles the qualified name of a C++ symbol (Itanium C++ ABI, section 5.1), a subset: parameters are not
/// printed, template arguments are skipped over as `<…>`, and names with expressions inside are refused.
final class Itanium {
  private static final int DEEPEST = 120;

  /// @param text      such as `v8::internal::Heap::Collect`
  /// @param namespace its first two namespaces or classes
  record Name(String text, String namespace) {}

  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused() {
      super("beyond the subset", null, false, false);
    }
  }

  private final String text;
  private final List<String> known = new ArrayList<>();
  private int at;
  private int depth;

  private Itanium(String text, int at) {
    this.text = text;
    this.at = at;
  }

  static Optional<Name> demangle(String mangled) {
    if (!mangled.startsWith("_Z")) {
      return Optional.empty();
    }
    try {
      String name = new Itanium(mangled, 2).encoding();
      return Optional.of(new Name(name, namespace(name)));
    } catch (Refused e) {
      return Optional.empty();
    }
  }

  private static String namespace(String name) {
    String path = name.contains(" for ") ? name.substring(name.indexOf(" for ") + 5) : name;
    int first = path.indexOf("::");
    if (first < 0) {
      return "[C++]";
    }
    int second = path.indexOf("::", first + 2);
    String space = second < 0 ? path.substring(0, first) : path.substring(0, second);
    int template = space.indexOf('<');
    return template > 0 ? space.substring(0, template) : space;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private boolean eat(String s) {
    if (text.startsWith(s, at)) {
      at += s.length();
      return true;
    }
    return false;
  }

  private String encoding() throws Refused {
    if (++depth > DEEPEST) {
      throw new Refused();
    }
    if (eat("TV")) {
      return "vtable for " + type();
    }
    if (eat("TI")) {
      return "typeinfo for " + type();
    }
    if (eat("TS")) {
      return "typeinfo name for " + type();
    }
    if (eat("TT")) {
      return "VTT for " + type();
    }
    if (eat("GV")) {
      return "guard variable for " + name();
    }
    if (eat("GR")) {
      return "reference temporary for " + name();
    }
    if (eat("TW")) {
      return "TLS wrapper for " + name();
    }
    if (eat("TH")) {
      return "TLS init for " + name();
    }
    if (eat("Th") || eat("Tv")) {
      offset();
      return "thunk to " + encoding();
    }
    if (eat("Tc")) {
      throw new Refused();
    }
    String name = name();
    depth--;
    return name;
  }

  private void offset() throws Refused {
    while (at < text.length() && (Character.isDigit(peek()) || peek() == 'n' || peek() == '_')) {
      at++;
    }
  }

  private String name() throws Refused {
    if (eat("N")) {
      return nested();
    }
    if (eat("Z")) {
      return local();
    }
    String name;
    if (peek() == 'S' && !text.startsWith("St", at)) {
      name = substitution();
    } else {
      name = eat("St") ? "std::" + unqualified("") : unqualified("");
      if (peek() == 'I') {
        known.add(name);
      }
    }
    return peek() == 'I' ? name + arguments() : name;
  }

  private String local() throws Refused {
    String function = encoding();
    while (at < text.length() && peek() != 'E') {
      type(); // the parameters of the function it is local to
    }
    if (!eat("E")) {
      throw new Refused();
    }
    if (eat("s")) {
      discriminator();
      return function + "::string literal";
    }
    if (eat("d")) {
      throw new Refused();
    }
    String inner = name();
    discriminator();
    return function + "::" + inner;
  }

  private void discriminator() {
    if (peek() == '_') {
      at++;
      if (peek() == '_') {
        at++;
      }
      while (Character.isDigit(peek())) {
        at++;
      }
      if (peek() == '_') {
        at++;
      }
    }
  }

  private String nested() throws Refused {
    if (++depth > DEEPEST) {
      throw new Refused();
    }
    while (eat("r") || eat("V") || eat("K") || eat("R") || eat("O")) {
      // qualifiers of a member function say nothing about where it belongs
    }
    String path = "";
    String last = "";
    while (!eat("E")) {
      if (at >= text.length()) {
        throw new Refused();
      }
      char c = peek();
      if (c == 'S' && !text.startsWith("St", at)) {
        path = substitution();
        last = lastPart(path);
        continue;
      }
      if (c == 'I') {
        path += arguments();
        known.add(path);
        continue;
      }
      if (c == 'T' || c == 'D' && (text.startsWith("Dt", at) || text.startsWith("DT", at))) {
        path = type();
        continue;
      }
      String part;
      if (eat("St")) {
        part = "std";
        path = part;
        last = part;
        continue;
      }
      part = unqualified(last);
      path = path.isEmpty() ? part : path + "::" + part;
      last = part;
      known.add(path);
    }
    depth--;
    // The whole name is no substitution; only its prefixes are.
    if (!known.isEmpty() && known.getLast().equals(path)) {
      known.removeLast();
    }
    return path;
  }


  private static String lastPart(String path) {
    int depthOf = 0;
    for (int i = path.length() - 1; i > 0; i--) {
      char c = path.charAt(i);
      if (c == '>') {
        depthOf++;
      } else if (c == '<') {
        depthOf--;
      } else if (depthOf == 0 && c == ':' && path.charAt(i - 1) == ':') {
        return path.substring(i + 1);
      }
    }
    return path;
  }

  private String unqualified(String enclosing) throws Refused {
    eat("L");
    char c = peek();
    String name;
    if (Character.isDigit(c)) {
      name = source();
    } else if (c == 'C' || c == 'D' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1))) {
      at++;
      eat("I");
      at++;
      // A constructor has its class's name without template arguments and ABI tags.
      String of = enclosing.replaceFirst("(<|\\[abi:).*", "");
      name = c == 'C' ? of : "~" + of;
    } else if (eat("Ut")) {
      number();
      name = "{unnamed}";
    } else if (eat("Ul")) {
      while (!eat("E")) {
        if (at >= text.length()) {
          throw new Refused();
        }
        type();
      }
      number();
      name = "{lambda}";
    } else {
      name = operator();
    }
    while (eat("B")) {
      name += "[abi:" + source() + "]";
    }
    return name;
  }

  private void number() throws Refused {
    while (Character.isDigit(peek())) {
      at++;
    }
    if (!eat("_")) {
      throw new Refused();
    }
  }

  private String source() throws Refused {
    int length = 0;
    while (Character.isDigit(peek()) && length < 1 << 20) {
      length = length * 10 + (text.charAt(at++) - '0');
    }
    if (length == 0 || length > text.length() - at) {
      throw new Refused();
    }
    String name = text.substring(at, at + length);
    at += length;
    return name.startsWith("_GLOBAL__N") ? "(anonymous namespace)" : name;
  }

  private static final String OPERATORS =
      " nw:new na:new[] dl:delete da:delete[] aw:co_await ps:+ ng:- ad:& de:* co:~ pl:+ mi:- ml:* dv:/ rm:% an:& or:|"
          + " eo:^ aS:= pL:+= mI:-= mL:*= dV:/= rM:%= aN:&= oR:|= eO:^= ls:<< rs:>> lS:<<= rS:>>= eq:== ne:!= lt:<"
          + " gt:> le:<= ge:>= ss:<=> nt:! aa:&& oo:|| pp:++ mm:-- cm:, pm:->* pt:-> cl:() ix:[] qu:? ";

  private String operator() throws Refused {
    if (eat("cv")) {
      return "operator " + type();
    }
    if (eat("li")) {
      return "operator\"\" " + source();
    }
    if (at + 2 > text.length()) {
      throw new Refused();
    }
    int found = OPERATORS.indexOf(" " + text.substring(at, at + 2) + ":");
    if (found < 0) {
      throw new Refused();
    }
    at += 2;
    String symbol = OPERATORS.substring(found + 4, OPERATORS.indexOf(' ', found + 1));
    return "operator" + (Character.isLetter(symbol.charAt(0)) ? " " : "") + symbol;
  }

  private String substitution() throws Refused {
    at++; // S
    char c = peek();
    String standard =
        switch (c) {
          case 'a' -> "std::allocator";
          case 'b' -> "std::basic_string";
          case 's' -> "std::string";
          case 'i' -> "std::istream";
          case 'o' -> "std::ostream";
          case 'd' -> "std::iostream";
          default -> "";
        };
    if (!standard.isEmpty()) {
      at++;
      return standard;
    }
    long index = 0;
    if (!eat("_")) {
      while (peek() != '_') {
        int digit = Character.isDigit(peek()) ? peek() - '0' : peek() >= 'A' && peek() <= 'Z' ? peek() - 'A' + 10 : -1;
        if (digit < 0 || index > 100_000) {
          throw new Refused();
        }
        index = index * 36 + digit;
        at++;
      }
      at++;
      index++;
    }
    if (index >= known.size()) {
      throw new Refused();
    }
    return known.get((int) index);
  }

  /// Template arguments are read so that substitutions are counted right; they are printed as `<…>`.
  private String arguments() throws Refused {
    at++; // I
    if (++depth > DEEPEST) {
      throw new Refused();
    }
    while (!eat("E")) {
      argument();
    }
    depth--;
    return "<…>";
  }

  private void argument() throws Refused {
    if (at >= text.length()) {
      throw new Refused();
    }
    if (eat("J")) {
      while (!eat("E")) {
        argument();
      }
    } else if (peek() == 'L') {
      literal();
    } else if (peek() == 'X') {
      throw new Refused();
    } else {
      type();
    }
  }

  private void literal() throws Refused {
    at++; // L
    if (eat("_Z")) {
      encoding();
      while (peek() != 'E') {
        type();
      }
    } else {
      type();
      while (at < text.length() && peek() != 'E') {
        at++;
      }
    }
    if (!eat("E")) {
      throw new Refused();
    }
  }

  private String type() throws Refused {
    if (++depth > DEEPEST || at >= text.length()) {
      throw new Refused();
    }
    String result = typeInside();
    depth--;
    return result;
  }

  private String typeInside() throws Refused {
    char c = peek();
    if (c == 'P' || c == 'R' || c == 'O' || c == 'K' || c == 'V' || c == 'r' || c == 'C' || c == 'G') {
      at++;
      String inner = type();
      String whole = c == 'P' ? inner + "*" : c == 'R' ? inner + "&" : c == 'O' ? inner + "&&" : c == 'K' ? inner + " const" : inner;
      known.add(whole);
      return whole;
    }
    if ("vwbcahstijlmxynofdegz".indexOf(c) >= 0) {
      at++;
      return ItaniumBuiltins.plain(c);
    }
    if (c == 'u') {
      at++;
      return source();
    }
    if (c == 'D') {
      return extended();
    }
    if (c == 'F') {
      at++;
      eat("Y");
      while (!eat("E")) {
        if (!eat("R") || peek() == 0) {
          type();
        }
      }
      known.add("function");
      return "function";
    }
    if (c == 'A') {
      at++;
      while (Character.isDigit(peek())) {
        at++;
      }
      if (!eat("_")) {
        throw new Refused();
      }
      String element = type();
      known.add(element + "[]");
      return element + "[]";
    }
    if (c == 'M') {
      at++;
      type();
      type();
      known.add("member pointer");
      return "member pointer";
    }
    if (c == 'T') {
      at++;
      while (Character.isDigit(peek())) {
        at++;
      }
      if (!eat("_")) {
        throw new Refused();
      }
      known.add("T");
      if (peek() == 'I') {
        arguments();
        known.add("T<…>");
      }
      return "T";
    }
    if (c == 'S' && !text.startsWith("St", at)) {
      String name = substitution();
      if (peek() == 'I') {
        name += arguments();
        known.add(name);
      }
      return name;
    }
    String name = name();
    if (known.isEmpty() || !known.getLast().equals(name)) {
      known.add(name);
    }
    return name;
  }

  private String extended() throws Refused {
    at++;
    char c = peek();
    at++;
    if (c == 'p') {
      String inner = type();
      known.add(inner);
      return inner;
    }
    return c == 'o' ? type() : ItaniumBuiltins.extended(c).orElseThrow(Refused::new);
  }
}
