package dev.slipway.workflow.expression;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The expressions of one workflow file, each parsed once however many legs and rules ask for it.
public final class Expressions {
  /// More texts than these are parsed anew each time.
  private static final int MOST = 5_000;

  private final Map<String, Template> templates = new ConcurrentHashMap<>();
  private final Map<String, Expression> conditions = new ConcurrentHashMap<>();

  /// A scalar that holds `${{ … }}`.
  ///
  /// @throws ExpressionError when an expression in it cannot be read; the offset is in the scalar
  public Template template(String text) throws ExpressionError {
    Template known = templates.get(text);
    if (known != null) {
      return known;
    }
    Template parsed = Template.parse(text);
    if (templates.size() < MOST) {
      templates.put(text, parsed);
    }
    return parsed;
  }

  /// A bare expression, as an `if` has it.
  ///
  /// @throws ExpressionError when it is no expression, too long or too deep
  public Expression condition(String text) throws ExpressionError {
    Expression known = conditions.get(text);
    if (known != null) {
      return known;
    }
    Expression parsed = Expression.parse(text);
    if (conditions.size() < MOST) {
      conditions.put(text, parsed);
    }
    return parsed;
  }
}
