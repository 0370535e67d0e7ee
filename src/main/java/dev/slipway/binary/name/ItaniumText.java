package dev.slipway.binary.name;

/// A mangled C++ name, read from front to back, and how deep its grammar is nested.
final class ItaniumText {
  private static final int DEEPEST = 120;

  /// A name beyond the subset that is read, or no name at all.
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused() {
      super("beyond the subset", null, false, false);
    }
  }

  private final String text;
  private int at;
  private int depth;

  ItaniumText(String text, int at) {
    this.text = text;
    this.at = at;
  }

  /// Goes a level deeper; names are bounded, for the stack is.
  void enter() throws Refused {
    if (++depth > DEEPEST) {
      throw new Refused();
    }
  }

  void leave() {
    depth--;
  }

  boolean atEnd() {
    return at >= text.length();
  }

  /// Refuses a name that ends too early.
  void more() throws Refused {
    if (atEnd()) {
      throw new Refused();
    }
  }

  /// The next character, which stays the next; 0 at the end.
  char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  boolean digit() {
    return Character.isDigit(peek());
  }

  boolean ahead(String s) {
    return text.startsWith(s, at);
  }

  boolean eat(String s) {
    if (ahead(s)) {
      at += s.length();
      return true;
    }
    return false;
  }

  void expect(String s) throws Refused {
    if (!eat(s)) {
      throw new Refused();
    }
  }

  /// The next characters, which are passed.
  String take(int count) throws Refused {
    if (count > text.length() - at) {
      throw new Refused();
    }
    at += count;
    return text.substring(at - count, at);
  }

  void skipDigits() {
    while (digit()) {
      at++;
    }
  }

  /// Digits and an underscore, as numbers of parameters and of unnamed things end.
  void number() throws Refused {
    skipDigits();
    expect("_");
  }

  /// What says how far a thunk moves its object.
  void offset() {
    while (digit() || peek() == 'n' || peek() == '_') {
      at++;
    }
  }

  /// What tells things of one name in one function from each other.
  void discriminator() {
    if (eat("_")) {
      eat("_");
      skipDigits();
      eat("_");
    }
  }

  /// A name as it stands in the source, with its length in front.
  String source() throws Refused {
    int length = 0;
    while (digit() && length < 1 << 20) {
      length = length * 10 + (text.charAt(at++) - '0');
    }
    if (length == 0) {
      throw new Refused();
    }
    String name = take(length);
    return name.startsWith("_GLOBAL__N") ? "(anonymous namespace)" : name;
  }
}
