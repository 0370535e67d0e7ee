package dev.slipway.binary.name;

import dev.slipway.binary.name.ItaniumText.Refused;
import java.util.Optional;

/// Demangles the qualified name of a C++ symbol (Itanium C++ ABI, section 5.1), a subset: parameters are not
/// printed, template arguments are skipped over as `<…>`, and names with expressions inside are refused.
final class Itanium implements ItaniumTypes.Names {

  /// @param text      such as `v8::internal::Heap::Collect`
  /// @param namespace its first two namespaces or classes
  record Name(String text, String namespace) {}

  private final ItaniumText text;
  private final ItaniumSubstitutions known = new ItaniumSubstitutions();
  private final ItaniumTypes types;

  private Itanium(ItaniumText text) {
    this.text = text;
    this.types = new ItaniumTypes(text, known, this);
  }

  static Optional<Name> demangle(String mangled) {
    if (!mangled.startsWith("_Z")) {
      return Optional.empty();
    }
    try {
      String name = new Itanium(new ItaniumText(mangled, 2)).encoding();
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

  @Override
  public String encoding() throws Refused {
    text.enter();
    String name = special();
    text.leave();
    return name;
  }

  private String special() throws Refused {
    if (text.eat("TV")) {
      return "vtable for " + types.read();
    }
    if (text.eat("TI")) {
      return "typeinfo for " + types.read();
    }
    if (text.eat("TS")) {
      return "typeinfo name for " + types.read();
    }
    if (text.eat("TT")) {
      return "VTT for " + types.read();
    }
    if (text.eat("GV")) {
      return "guard variable for " + name();
    }
    if (text.eat("GR")) {
      return "reference temporary for " + name();
    }
    if (text.eat("TW")) {
      return "TLS wrapper for " + name();
    }
    if (text.eat("TH")) {
      return "TLS init for " + name();
    }
    if (text.eat("Th") || text.eat("Tv")) {
      text.offset();
      return "thunk to " + encoding();
    }
    if (text.eat("Tc")) {
      throw new Refused();
    }
    return name();
  }

  @Override
  public String name() throws Refused {
    if (text.eat("N")) {
      return nested();
    }
    if (text.eat("Z")) {
      return local();
    }
    String name;
    if (ItaniumSubstitutions.ahead(text)) {
      name = known.read(text);
    } else {
      name = text.eat("St") ? "std::" + unqualified("") : unqualified("");
      if (text.peek() == 'I') {
        known.add(name);
      }
    }
    return text.peek() == 'I' ? name + types.arguments() : name;
  }

  private String local() throws Refused {
    String function = encoding();
    while (!text.atEnd() && text.peek() != 'E') {
      types.read(); // the parameters of the function it is local to
    }
    text.expect("E");
    if (text.eat("s")) {
      text.discriminator();
      return function + "::string literal";
    }
    if (text.eat("d")) {
      throw new Refused();
    }
    String inner = name();
    text.discriminator();
    return function + "::" + inner;
  }

  private String nested() throws Refused {
    text.enter();
    while (text.eat("r") || text.eat("V") || text.eat("K") || text.eat("R") || text.eat("O")) {
      // qualifiers of a member function say nothing about where it belongs
    }
    String path = "";
    String last = "";
    while (!text.eat("E")) {
      text.more();
      char c = text.peek();
      if (ItaniumSubstitutions.ahead(text)) {
        path = known.read(text);
        last = lastPart(path);
      } else if (c == 'I') {
        path = known.add(path + types.arguments());
      } else if (c == 'T' || text.ahead("Dt") || text.ahead("DT")) {
        path = types.read();
      } else if (text.eat("St")) {
        path = "std";
        last = path;
      } else {
        last = unqualified(last);
        path = known.add(path.isEmpty() ? last : path + "::" + last);
      }
    }
    text.leave();
    // The whole name is no substitution; only its prefixes are.
    known.removeLast(path);
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
    text.eat("L");
    String name;
    if (text.digit()) {
      name = text.source();
    } else if (text.peek() == 'C' || text.peek() == 'D' && destructor()) {
      name = constructor(enclosing);
    } else if (text.eat("Ut")) {
      text.number();
      name = "{unnamed}";
    } else if (text.eat("Ul")) {
      while (!text.eat("E")) {
        text.more();
        types.read();
      }
      text.number();
      name = "{lambda}";
    } else if (text.eat("cv")) {
      name = "operator " + types.read();
    } else if (text.eat("li")) {
      name = "operator\"\" " + text.source();
    } else {
      name = ItaniumOperators.read(text);
    }
    while (text.eat("B")) {
      name += "[abi:" + text.source() + "]";
    }
    return name;
  }

  private boolean destructor() {
    return text.ahead("D0") || text.ahead("D1") || text.ahead("D2") || text.ahead("D3") || text.ahead("D4") || text.ahead("D5");
  }

  /// A constructor or destructor, which has its class's name without template arguments and ABI tags.
  private String constructor(String enclosing) throws Refused {
    boolean constructs = text.take(1).equals("C");
    text.eat("I");
    text.take(1);
    String of = enclosing.replaceFirst("(<|\\[abi:).*", "");
    return constructs ? of : "~" + of;
  }
}
