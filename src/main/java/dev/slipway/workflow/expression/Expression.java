package dev.slipway.workflow.expression;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A parsed expression.
public sealed interface Expression {

  /// The longest expression GitHub reads, in characters.
  int LONGEST = 21_000;
  /// The deepest expression GitHub reads, in nodes.
  int DEEPEST = 50;

  /// A literal.
  record Literal(Value value) implements Expression {}

  /// A context such as `matrix`, by its name in lower case.
  record Context(String name, int offset) implements Expression {}

  /// `target.name` or `target[index]`.
  record Index(Expression target, Expression index) implements Expression {}

  /// `target.*` or `target[*]`.
  record Star(Expression target) implements Expression {}

  /// A function call, its name in lower case.
  record Call(String function, List<Expression> arguments, int offset) implements Expression {}

  /// `!operand`.
  record Not(Expression operand) implements Expression {}

  /// `a && b && …`.
  record And(List<Expression> operands) implements Expression {}

  /// `a || b || …`.
  record Or(List<Expression> operands) implements Expression {}

  /// A comparison.
  record Comparison(Operator operator, Expression left, Expression right) implements Expression {}

  /// The comparison operators.
  enum Operator {
    EQUAL("=="), NOT_EQUAL("!="), LESS("<"), AT_MOST("<="), GREATER(">"), AT_LEAST(">=");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    /// The operator as it is written.
    public String sign() {
      return sign;
    }
  }

  /// Reads an expression.
  ///
  /// @throws ExpressionError when it is no expression, too long or too deep
  static Expression parse(String text) throws ExpressionError {
    return ExpressionParser.parse(text);
  }

  /// The direct parts of this expression.
  default List<Expression> children() {
    return switch (this) {
      case Literal _, Context _ -> List.of();
      case Index i -> List.of(i.target(), i.index());
      case Star s -> List.of(s.target());
      case Call c -> c.arguments();
      case Not n -> List.of(n.operand());
      case And a -> a.operands();
      case Or o -> o.operands();
      case Comparison c -> List.of(c.left(), c.right());
    };
  }

  /// This expression and everything in it.
  default Stream<Expression> all() {
    return Stream.concat(Stream.of(this), children().stream().flatMap(Expression::all));
  }

  /// Whether it calls one of `success`, `failure`, `always`, `cancelled`; a condition that does not
  /// has `success()` put before it.
  default boolean asksForStatus() {
    boolean asks = this instanceof Call c && switch (c.function()) {
      case "success", "failure", "always", "cancelled" -> true;
      default -> false;
    };
    for (Expression child : asks ? List.<Expression>of() : children()) {
      asks |= child.asksForStatus();
    }
    return asks;
  }

  /// The expression as somebody would write it.
  default String shown() {
    return switch (this) {
      case Literal(Value.Str s) -> "'" + s.value().replace("'", "''") + "'";
      case Literal l -> l.value().shown();
      case Context c -> c.name();
      case Index(Expression target, Literal(Value.Str s)) when isName(s.value()) -> target.shown() + "." + s.value();
      case Index i -> i.target().shown() + "[" + i.index().shown() + "]";
      case Star s -> s.target().shown() + ".*";
      case Call c -> written(c.function()) + c.arguments().stream().map(Expression::shown).collect(Collectors.joining(", ", "(", ")"));
      case Not n -> "!" + grouped(n.operand());
      case And a -> a.operands().stream().map(Expression::grouped).collect(Collectors.joining(" && "));
      case Or o -> o.operands().stream().map(Expression::grouped).collect(Collectors.joining(" || "));
      case Comparison c -> grouped(c.left()) + " " + c.operator().sign() + " " + grouped(c.right());
    };
  }

  /// A function's name as GitHub's documentation writes it.
  private static String written(String function) {
    return switch (function) {
      case "startswith" -> "startsWith";
      case "endswith" -> "endsWith";
      case "tojson" -> "toJSON";
      case "fromjson" -> "fromJSON";
      case "hashfiles" -> "hashFiles";
      default -> function;
    };
  }

  private static String grouped(Expression e) {
    return e instanceof And || e instanceof Or || e instanceof Comparison ? "(" + e.shown() + ")" : e.shown();
  }

  private static boolean isName(String text) {
    return !text.isEmpty()
        && (Character.isLetter(text.charAt(0)) || text.charAt(0) == '_')
        && text.toLowerCase(Locale.ROOT).chars().allMatch(c -> c == '_' || c == '-' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
  }
}
