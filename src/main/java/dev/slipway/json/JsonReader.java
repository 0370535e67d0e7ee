package dev.slipway.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Reads a text from its beginning, by the grammar of [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259): no comments, no commas at
/// an end, no other quotes, no other numbers. A key that an object has twice is refused, and so is what nests too deeply.
///
/// Jackson's parser reads the same, and is what the tests hold this against. Its first use in a process takes the JDK a tenth of a
/// second, in which `BigDecimal` works out 5 to the power of 65,536 (`docs/decisions/json.md`).
final class JsonReader {
  private static final int DEEPEST = 64;
  private static final int LONGEST_NUMBER = 1_000;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final String text;
  private int at;
  private int depth;

  JsonReader(String text) {
    this.text = text;
  }

  /// The next document; null behind the last.
  @Nullable JsonNode next() throws JsonParseException {
    skipBlanks();
    if (at == text.length()) {
      return null;
    }
    int begin = at;
    JsonNode document = value();
    if (!document.isContainerNode() && at < text.length() && !isBlank(text.charAt(at))) {
      throw refused("something follows the value at character %d without a blank".formatted(begin + 1));
    }
    return document;
  }

  private JsonNode value() throws JsonParseException {
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> NODES.textNode(string());
      case 't' -> word("true", NODES.booleanNode(true));
      case 'f' -> word("false", NODES.booleanNode(false));
      case 'n' -> word("null", NODES.nullNode());
      default -> number();
    };
  }

  private ObjectNode object() throws JsonParseException {
    enter();
    ObjectNode object = NODES.objectNode();
    skipBlanks();
    if (!skipped('}')) {
      do {
        skipBlanks();
        String key = string();
        skipBlanks();
        expect(':');
        skipBlanks();
        if (object.has(key)) {
          throw refused("the key \"%s\" is there twice".formatted(key));
        }
        object.set(key, value());
        skipBlanks();
      } while (skipped(','));
      expect('}');
    }
    depth--;
    return object;
  }

  private ArrayNode array() throws JsonParseException {
    enter();
    ArrayNode array = NODES.arrayNode();
    skipBlanks();
    if (!skipped(']')) {
      do {
        skipBlanks();
        array.add(value());
        skipBlanks();
      } while (skipped(','));
      expect(']');
    }
    depth--;
    return array;
  }

  private void enter() throws JsonParseException {
    at++;
    if (++depth > DEEPEST) {
      throw refused("it nests deeper than %d".formatted(DEEPEST));
    }
  }

  private String string() throws JsonParseException {
    expect('"');
    int begin = at;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        return text.substring(begin, at++);
      }
      if (c == '\\') {
        return escaped(new StringBuilder().append(text, begin, at));
      }
      printable(c);
    }
    throw refused("a string does not end");
  }

  /// The rest of a string from its first escape on.
  private String escaped(StringBuilder read) throws JsonParseException {
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return read.toString();
      }
      if (c == '\\') {
        read.append(escape());
      } else {
        at--;
        printable(c);
        at++;
        read.append(c);
      }
    }
    throw refused("a string does not end");
  }

  private void printable(char c) throws JsonParseException {
    if (c < ' ') {
      throw refused("a string has a control character that is not escaped");
    }
  }

  private char escape() throws JsonParseException {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> {
        at--;
        throw refused("there is no such escape");
      }
    };
  }

  private char unicode() throws JsonParseException {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      char c = peek();
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw refused("four hexadecimal digits were expected");
      }
      code = code << 4 | digit;
      at++;
    }
    return (char) code;
  }

  private JsonNode word(String word, JsonNode value) throws JsonParseException {
    if (!text.startsWith(word, at)) {
      throw refused("a value was expected");
    }
    at += word.length();
    return value;
  }

  private JsonNode number() throws JsonParseException {
    int begin = at;
    boolean negative = skipped('-');
    if (!skipped('0') && digits() == 0) {
      throw refused(negative ? "a digit was expected" : "a value was expected");
    }
    int whole = at;
    if (skipped('.') && digits() == 0) {
      throw refused("a digit was expected");
    }
    if (skipped('e') || skipped('E')) {
      if (!skipped('+')) {
        skipped('-');
      }
      if (digits() == 0) {
        throw refused("a digit was expected");
      }
    }
    String number = text.substring(begin, at);
    if (number.length() > LONGEST_NUMBER) {
      throw refused("a number is longer than %d characters".formatted(LONGEST_NUMBER));
    }
    if (at > whole) {
      return NODES.numberNode(Double.parseDouble(number));
    }
    return number.length() < Long.toString(Long.MAX_VALUE).length() ? NODES.numberNode(Long.parseLong(number)) : large(number);
  }

  private static JsonNode large(String number) {
    BigInteger value = new BigInteger(number);
    return value.bitLength() < Long.SIZE ? NODES.numberNode(value.longValue()) : NODES.numberNode(value);
  }

  private int digits() {
    int begin = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at - begin;
  }

  private char peek() throws JsonParseException {
    if (at == text.length()) {
      throw refused("it ends too early");
    }
    return text.charAt(at);
  }

  private boolean skipped(char c) {
    boolean there = at < text.length() && text.charAt(at) == c;
    if (there) {
      at++;
    }
    return there;
  }

  private void expect(char c) throws JsonParseException {
    if (!skipped(c)) {
      throw refused("%s was expected".formatted(c));
    }
  }

  private void skipBlanks() {
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  private JsonParseException refused(String why) {
    return new JsonParseException(null, "%s, at character %,d".formatted(why, at + 1));
  }
}
