package dev.slipway.binary.name;

import java.util.Optional;

/// Demangles Rust's v0 names (RFC 2603; the grammar in the rustc book, "v0 Symbol Format").
///
/// Prints what `rustfilt` prints: without crate hashes and without the types of constants.
final class RustV0 extends RustV0Text {
  private int lifetimes;

  private RustV0(String text) {
    super(text);
  }

  /// @param mangled the name without a suffix such as `.llvm.123`
  static Optional<String> demangle(String mangled) {
    String inner;
    if (mangled.startsWith("_R")) {
      inner = mangled.substring(2);
    } else if (mangled.startsWith("__R")) {
      inner = mangled.substring(3);
    } else if (mangled.startsWith("R")) {
      inner = mangled.substring(1);
    } else {
      return Optional.empty();
    }
    if (inner.isEmpty() || inner.charAt(0) < 'A' || inner.charAt(0) > 'Z' || !inner.chars().allMatch(c -> c < 128)) {
      return Optional.empty();
    }
    var parser = new RustV0(inner);
    try {
      parser.path(true);
      if (parser.at < inner.length() && inner.charAt(parser.at) >= 'A' && inner.charAt(parser.at) <= 'Z') {
        parser.silent++;
        parser.path(false);
      }
      return parser.at == inner.length() ? Optional.of(parser.out.toString()) : Optional.empty();
    } catch (Invalid e) {
      return Optional.empty();
    }
  }

  private void path(boolean inValue) throws Invalid {
    enter();
    char tag = next();
    switch (tag) {
      case 'C' -> {
        optional62('s');
        print(identifier());
      }
      case 'N' -> {
        char namespace = next();
        boolean special = namespace >= 'A' && namespace <= 'Z';
        if (!special && (namespace < 'a' || namespace > 'z')) {
          throw new Invalid();
        }
        path(inValue);
        long disambiguator = optional62('s');
        String name = identifier();
        if (special) {
          print("::{");
          print(namespace == 'C' ? "closure" : namespace == 'S' ? "shim" : String.valueOf(namespace));
          print((name.isEmpty() ? "" : ":" + name) + "#" + Long.toUnsignedString(disambiguator) + "}");
        } else if (!name.isEmpty()) {
          print("::" + name);
        }
      }
      case 'M', 'X', 'Y' -> {
        if (tag != 'Y') {
          optional62('s');
          silent++;
          path(false);
          silent--;
        }
        print("<");
        type();
        if (tag != 'M') {
          print(" as ");
          path(false);
        }
        print(">");
      }
      case 'I' -> {
        path(inValue);
        print(inValue ? "::<" : "<");
        list(this::genericArgument, ", ");
        print(">");
      }
      case 'B' -> backref(() -> path(inValue));
      default -> throw new Invalid();
    }
    leave();
  }

  private void genericArgument() throws Invalid {
    if (eat('L')) {
      lifetime(integer62());
    } else if (eat('K')) {
      constant(false);
    } else {
      type();
    }
  }

  private void lifetime(long index) throws Invalid {
    if (silent > 0) {
      return;
    }
    print("'");
    if (index == 0) {
      print("_");
      return;
    }
    long bound = lifetimes - index;
    if (index < 0 || bound < 0) {
      throw new Invalid();
    }
    print(bound < 26 ? String.valueOf((char) ('a' + bound)) : "_" + bound);
  }

  private void binder(Printer printer) throws Invalid {
    long bound = optional62('G');
    if (bound < 0 || bound > 1000) {
      throw new Invalid();
    }
    if (silent > 0) {
      printer.run();
      return;
    }
    if (bound > 0) {
      print("for<");
      for (long i = 0; i < bound; i++) {
        if (i > 0) {
          print(", ");
        }
        lifetimes++;
        lifetime(1);
      }
      print("> ");
    }
    printer.run();
    lifetimes -= (int) bound;
  }

  private void type() throws Invalid {
    char tag = next();
    String basic = RustBasicTypes.of(tag);
    if (!basic.isEmpty()) {
      print(basic);
      return;
    }
    enter();
    switch (tag) {
      case 'R', 'Q' -> {
        print("&");
        if (eat('L')) {
          long index = integer62();
          if (index != 0) {
            lifetime(index);
            print(" ");
          }
        }
        print(tag == 'Q' ? "mut " : "");
        type();
      }
      case 'P', 'O' -> {
        print(tag == 'O' ? "*mut " : "*const ");
        type();
      }
      case 'A', 'S' -> {
        print("[");
        type();
        if (tag == 'A') {
          print("; ");
          constant(true);
        }
        print("]");
      }
      case 'T' -> {
        print("(");
        int count = list(this::type, ", ");
        print(count == 1 ? ",)" : ")");
      }
      case 'F' -> binder(this::function);
      case 'D' -> {
        print("dyn ");
        binder(() -> list(this::dynTrait, " + "));
        if (!eat('L')) {
          throw new Invalid();
        }
        long index = integer62();
        if (index != 0) {
          print(" + ");
          lifetime(index);
        }
      }
      case 'B' -> backref(this::type);
      default -> {
        at--;
        path(false);
      }
    }
    leave();
  }

  private void function() throws Invalid {
    boolean unsafe = eat('U');
    String abi = "";
    if (eat('K')) {
      abi = eat('C') ? "C" : identifier().replace('_', '-');
    }
    print(unsafe ? "unsafe " : "");
    print(abi.isEmpty() ? "" : "extern \"" + abi + "\" ");
    print("fn(");
    list(this::type, ", ");
    print(")");
    if (!eat('u')) {
      print(" -> ");
      type();
    }
  }

  private boolean openPath() throws Invalid {
    if (eat('B')) {
      boolean[] open = {false};
      backref(() -> open[0] = openPath());
      return open[0];
    }
    if (eat('I')) {
      path(false);
      print("<");
      list(this::genericArgument, ", ");
      return true;
    }
    path(false);
    return false;
  }

  private void dynTrait() throws Invalid {
    boolean open = openPath();
    while (eat('p')) {
      print(open ? ", " : "<");
      open = true;
      print(identifier() + " = ");
      type();
    }
    print(open ? ">" : "");
  }

  private void constant(boolean inValue) throws Invalid {
    enter();
    char tag = next();
    boolean braces = !inValue && "eRQATV".indexOf(tag) >= 0 && !(tag == 'R' && at < text.length() && text.charAt(at) == 'e');
    print(braces ? "{" : "");
    switch (tag) {
      case 'p' -> print("_");
      case 'h', 't', 'm', 'y', 'o', 'j' -> unsigned();
      case 'a', 's', 'l', 'x', 'n', 'i' -> {
        print(eat('n') ? "-" : "");
        unsigned();
      }
      case 'b' -> {
        String digits = nibbles();
        print(
            switch (digits) {
              case "", "0" -> "false";
              case "1" -> "true";
              default -> throw new Invalid();
            });
      }
      case 'c' -> print(RustLiteral.character(nibbles()).orElseThrow(Invalid::new));
      case 'e' -> print("*" + RustLiteral.text(nibbles()).orElseThrow(Invalid::new));
      case 'R', 'Q' -> {
        if (tag == 'R' && eat('e')) {
          print(RustLiteral.text(nibbles()).orElseThrow(Invalid::new));
        } else {
          print(tag == 'Q' ? "&mut " : "&");
          constant(true);
        }
      }
      case 'A' -> {
        print("[");
        list(() -> constant(true), ", ");
        print("]");
      }
      case 'T' -> {
        print("(");
        int count = list(() -> constant(true), ", ");
        print(count == 1 ? ",)" : ")");
      }
      case 'V' -> variant();
      case 'B' -> backref(() -> constant(inValue));
      default -> throw new Invalid();
    }
    print(braces ? "}" : "");
    leave();
  }

  private void variant() throws Invalid {
    path(true);
    switch (next()) {
      case 'U' -> {}
      case 'T' -> {
        print("(");
        list(() -> constant(true), ", ");
        print(")");
      }
      case 'S' -> {
        print(" { ");
        list(
            () -> {
              optional62('s');
              print(identifier() + ": ");
              constant(true);
            },
            ", ");
        print(" }");
      }
      default -> throw new Invalid();
    }
  }

  private void unsigned() throws Invalid {
    String digits = nibbles().replaceFirst("^0+", "");
    print(digits.length() > 16 ? "0x" + digits : digits.isEmpty() ? "0" : Long.toUnsignedString(Long.parseUnsignedLong(digits, 16)));
  }
}
