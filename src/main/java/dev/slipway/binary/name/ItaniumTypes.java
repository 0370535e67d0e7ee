package dev.slipway.binary.name;

import dev.slipway.binary.name.ItaniumText.Refused;

/// The types in a mangled C++ name (Itanium C++ ABI, section 5.1.5), and its template arguments. Few are printed; all
/// are read, so that substitutions are counted right.
final class ItaniumTypes {
  /// Reads what types are made of.
  interface Names {
    String name() throws Refused;

    String encoding() throws Refused;
  }

  private final ItaniumText text;
  private final ItaniumSubstitutions known;
  private final Names names;

  ItaniumTypes(ItaniumText text, ItaniumSubstitutions known, Names names) {
    this.text = text;
    this.known = known;
    this.names = names;
  }

  /// Template arguments are printed as `<…>`.
  String arguments() throws Refused {
    text.take(1); // I
    text.enter();
    while (!text.eat("E")) {
      argument();
    }
    text.leave();
    return "<…>";
  }

  private void argument() throws Refused {
    text.more();
    if (text.eat("J")) {
      while (!text.eat("E")) {
        argument();
      }
    } else if (text.eat("L")) {
      literal();
    } else if (text.peek() == 'X') {
      throw new Refused();
    } else {
      read();
    }
  }

  private void literal() throws Refused {
    if (text.eat("_Z")) {
      names.encoding();
      while (text.peek() != 'E') {
        read();
      }
    } else {
      read();
      while (!text.atEnd() && text.peek() != 'E') {
        text.take(1);
      }
    }
    text.expect("E");
  }

  /// A type.
  String read() throws Refused {
    text.enter();
    text.more();
    String result = inside();
    text.leave();
    return result;
  }

  private String inside() throws Refused {
    char c = text.peek();
    return switch (c) {
      case 'P', 'R', 'O', 'K', 'V', 'r', 'C', 'G' -> qualified();
      case 'v', 'w', 'b', 'c', 'a', 'h', 's', 't', 'i', 'j', 'l', 'm', 'x', 'y', 'n', 'o', 'f', 'd', 'e', 'g', 'z' -> {
        text.take(1);
        yield ItaniumBuiltins.plain(c);
      }
      case 'u' -> {
        text.take(1);
        yield text.source();
      }
      case 'D' -> extended();
      case 'F' -> function();
      case 'A' -> {
        text.take(1);
        text.number();
        yield known.add(read() + "[]");
      }
      case 'M' -> {
        text.take(1);
        read();
        read();
        yield known.add("member pointer");
      }
      case 'T' -> parameter();
      default -> named();
    };
  }

  private String qualified() throws Refused {
    String how = text.take(1);
    String inner = read();
    return known.add(
        switch (how) {
          case "P" -> inner + "*";
          case "R" -> inner + "&";
          case "O" -> inner + "&&";
          case "K" -> inner + " const";
          default -> inner;
        });
  }

  private String function() throws Refused {
    text.take(1);
    text.eat("Y");
    while (!text.eat("E")) {
      if (!text.eat("R") || text.atEnd()) {
        read();
      }
    }
    return known.add("function");
  }

  private String parameter() throws Refused {
    text.take(1);
    text.number();
    known.add("T");
    if (text.peek() == 'I') {
      arguments();
      known.add("T<…>");
    }
    return "T";
  }

  private String named() throws Refused {
    if (!ItaniumSubstitutions.ahead(text)) {
      return known.addOnce(names.name());
    }
    String name = known.read(text);
    return text.peek() == 'I' ? known.add(name + arguments()) : name;
  }

  private String extended() throws Refused {
    text.take(1);
    char c = text.take(1).charAt(0);
    if (c == 'p') {
      return known.add(read());
    }
    return c == 'o' ? read() : ItaniumBuiltins.extended(c).orElseThrow(Refused::new);
  }
}
