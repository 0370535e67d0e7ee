package dev.slipway.workflow.expression;

import java.util.ArrayList;
import java.util.List;

/// Cuts an expression into tokens.
final class ExpressionLexer {

  /// The kinds of token.
  enum Kind { NUMBER, STRING, NAME, PROPERTY, STAR, OPERATOR, OPEN, CLOSE, OPEN_INDEX, CLOSE_INDEX, DOT, COMMA, END }

  /// A token.
  ///
  /// @param text   as written; a string without its quotes
  /// @param offset where it starts
  record Token(Kind kind, String text, int offset) {}

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int i;

  private ExpressionLexer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String text) throws ExpressionError {
    ExpressionLexer lexer = new ExpressionLexer(text);
    lexer.run();
    return lexer.tokens;
  }

  private void run() throws ExpressionError {
    while (i < text.length()) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c)) {
        i++;
        continue;
      }
      switch (c) {
        case '(' -> single(Kind.OPEN);
        case ')' -> single(Kind.CLOSE);
        case '[' -> single(Kind.OPEN_INDEX);
        case ']' -> single(Kind.CLOSE_INDEX);
        case ',' -> single(Kind.COMMA);
        case '*' -> single(Kind.STAR);
        case '\'' -> string();
        case '!', '<', '>' -> operator(i + 1 < text.length() && text.charAt(i + 1) == '=' ? 2 : 1);
        case '=', '&', '|' -> {
          if (i + 1 >= text.length() || text.charAt(i + 1) != c) {
            throw unexpected(i);
          }
          operator(2);
        }
        case '.' -> {
          if (afterValue()) {
            single(Kind.DOT);
          } else {
            number();
          }
        }
        default -> {
          if (c == '-' || c == '+' || (c >= '0' && c <= '9')) {
            number();
          } else {
            name();
          }
        }
      }
    }
    tokens.add(new Token(Kind.END, "", text.length()));
  }

  private boolean afterValue() {
    return !tokens.isEmpty()
        && switch (tokens.getLast().kind()) {
          case NAME, PROPERTY, CLOSE, CLOSE_INDEX, STAR, STRING -> true;
          case NUMBER, OPERATOR, OPEN, OPEN_INDEX, DOT, COMMA, END -> false;
        };
  }

  private void single(Kind kind) {
    tokens.add(new Token(kind, text.substring(i, i + 1), i));
    i++;
  }

  private void operator(int length) {
    tokens.add(new Token(Kind.OPERATOR, text.substring(i, i + length), i));
    i += length;
  }

  private void string() throws ExpressionError {
    int start = i++;
    StringBuilder value = new StringBuilder();
    while (true) {
      int quote = text.indexOf('\'', i);
      if (quote < 0) {
        throw new ExpressionError("the string has no closing quote", start);
      }
      value.append(text, i, quote);
      i = quote + 1;
      if (i < text.length() && text.charAt(i) == '\'') {
        value.append('\'');
        i++;
      } else {
        tokens.add(new Token(Kind.STRING, value.toString(), start));
        return;
      }
    }
  }

  private void number() throws ExpressionError {
    int start = i;
    while (i < text.length() && (!isBoundary(text.charAt(i)) || text.charAt(i) == '.')) {
      i++;
    }
    String word = text.substring(start, Math.max(i, start + 1));
    i = start + word.length();
    if (Double.isNaN(Coercion.number(word)) || word.isBlank()) {
      throw unexpected(start);
    }
    tokens.add(new Token(Kind.NUMBER, word, start));
  }

  private void name() throws ExpressionError {
    int start = i;
    while (i < text.length() && isNamePart(text.charAt(i))) {
      i++;
    }
    if (i == start || (i < text.length() && !isBoundary(text.charAt(i)))) {
      throw unexpected(start);
    }
    boolean property = !tokens.isEmpty() && tokens.getLast().kind() == Kind.DOT;
    tokens.add(new Token(property ? Kind.PROPERTY : Kind.NAME, text.substring(start, i), start));
  }

  private ExpressionError unexpected(int at) {
    int end = at;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end)) && end < at + 30) {
      end++;
    }
    return new ExpressionError("unexpected symbol '" + text.substring(at, Math.max(end, at + 1)) + "'", at);
  }

  private static boolean isNamePart(char c) {
    return c == '_' || c == '-' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static boolean isBoundary(char c) {
    return Character.isWhitespace(c) || "()[],.!<>=&|*'".indexOf(c) >= 0;
  }
}
