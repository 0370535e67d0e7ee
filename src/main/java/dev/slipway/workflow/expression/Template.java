package dev.slipway.workflow.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A scalar that may hold `${{ … }}`.
///
/// @param parts literals and expressions in order
public record Template(List<Part> parts) {

  /// A part of a template.
  public sealed interface Part {}

  /// Characters outside any expression.
  public record Literal(String text) implements Part {}

  /// One `${{ … }}`.
  ///
  /// @param offset where the expression itself starts in the scalar
  public record Code(Expression expression, int offset) implements Part {}

  /// Whether a text holds the start of an expression.
  public static boolean isIn(String text) {
    return text.contains("${{");
  }

  /// Reads a scalar.
  ///
  /// @throws ExpressionError when an expression in it cannot be read; the offset is in the scalar
  public static Template parse(String text) throws ExpressionError {
    List<Part> parts = new ArrayList<>();
    int i = 0;
    while (true) {
      int start = text.indexOf("${{", i);
      if (start < 0) {
        literal(text.substring(i), parts);
        return new Template(List.copyOf(parts));
      }
      literal(text.substring(i, start), parts);
      int end = end(text, start + 3);
      if (end < 0) {
        throw new ExpressionError("the expression has no closing }}", start);
      }
      try {
        parts.add(new Code(Expression.parse(text.substring(start + 3, end)), start + 3));
      } catch (ExpressionError e) {
        throw new ExpressionError(e.reason(), start + 3 + e.offset());
      }
      i = end + 2;
    }
  }

  private static void literal(String text, List<Part> parts) {
    if (!text.isEmpty()) {
      parts.add(new Literal(text));
    }
  }

  /// The closing braces, outside any string.
  private static int end(String text, int from) {
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'') {
        quoted = !quoted;
      } else if (!quoted && c == '}' && i + 1 < text.length() && text.charAt(i + 1) == '}') {
        return i;
      }
    }
    return -1;
  }

  /// The only expression, where the scalar is nothing else.
  public Optional<Expression> only() {
    return parts.size() == 1 && parts.getFirst() instanceof Code code ? Optional.of(code.expression()) : Optional.empty();
  }

  /// Every expression in order.
  public List<Code> codes() {
    return parts.stream().filter(Code.class::isInstance).map(Code.class::cast).toList();
  }

  /// The value: of the only expression as it is, otherwise a string of all parts.
  ///
  /// @throws ExpressionError when a function refuses its arguments
  public Value value(Evaluator evaluator) throws ExpressionError {
    Optional<Expression> only = only();
    if (only.isPresent()) {
      return evaluator.value(only.get());
    }
    List<Text.Part> made = new ArrayList<>();
    for (Part part : parts) {
      switch (part) {
        case Literal l -> made.add(new Text.Literal(l.text()));
        case Code c -> made.addAll(evaluator.value(c.expression()).asText().parts());
      }
    }
    return Value.of(new Text(made));
  }
}
