package dev.slipway.workflow.expression;

import dev.slipway.workflow.expression.Expression.Operator;
import dev.slipway.workflow.expression.ExpressionLexer.Kind;
import dev.slipway.workflow.expression.ExpressionLexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads tokens with GitHub's precedence: `!`, then `< <= > >=`, then `== !=`, then `&&`, then `||`.
final class ExpressionParser {
  /// Parentheses make no node, so GitHub does not count them; this bounds the stack.
  private static final int DEEPEST_GROUP = 400;

  private final List<Token> tokens;
  private int i;
  private int groups;

  private ExpressionParser(List<Token> tokens) {
    this.tokens = tokens;
  }

  static Expression parse(String text) throws ExpressionError {
    if (text.length() > Expression.LONGEST) {
      throw new ExpressionError(
          "the expression is longer than the %,d characters GitHub reads".formatted(Expression.LONGEST), 0);
    }
    ExpressionParser parser = new ExpressionParser(ExpressionLexer.tokens(text));
    if (parser.peek().kind() == Kind.END) {
      throw new ExpressionError("an expression was expected", 0);
    }
    Node node = parser.or();
    if (parser.peek().kind() != Kind.END) {
      throw parser.unexpected();
    }
    return node.expression();
  }

  /// An expression and how deep it is.
  private record Node(Expression expression, int depth) {}

  private Node node(Expression expression, Token at, Node... parts) throws ExpressionError {
    int depth = 1;
    for (Node part : parts) {
      depth = Math.max(depth, part.depth() + 1);
    }
    return deep(expression, at, depth);
  }

  private static Node deep(Expression expression, Token at, int depth) throws ExpressionError {
    if (depth > Expression.DEEPEST) {
      throw new ExpressionError(
          "the expression is deeper than the %d levels GitHub reads".formatted(Expression.DEEPEST), at.offset());
    }
    return new Node(expression, depth);
  }

  private Node or() throws ExpressionError {
    Token at = peek();
    List<Node> operands = new ArrayList<>(List.of(and()));
    while (takes("||")) {
      operands.add(and());
    }
    return operands.size() == 1
        ? operands.getFirst()
        : node(new Expression.Or(expressions(operands)), at, operands.toArray(Node[]::new));
  }

  private Node and() throws ExpressionError {
    Token at = peek();
    List<Node> operands = new ArrayList<>(List.of(equality()));
    while (takes("&&")) {
      operands.add(equality());
    }
    return operands.size() == 1
        ? operands.getFirst()
        : node(new Expression.And(expressions(operands)), at, operands.toArray(Node[]::new));
  }

  private static List<Expression> expressions(List<Node> nodes) {
    return nodes.stream().map(Node::expression).toList();
  }

  private Node equality() throws ExpressionError {
    Node left = relation();
    while (true) {
      Token at = peek();
      Operator operator;
      if (takes("==")) {
        operator = Operator.EQUAL;
      } else if (takes("!=")) {
        operator = Operator.NOT_EQUAL;
      } else {
        return left;
      }
      Node right = relation();
      left = node(new Expression.Comparison(operator, left.expression(), right.expression()), at, left, right);
    }
  }

  private Node relation() throws ExpressionError {
    Node left = unary();
    while (true) {
      Token at = peek();
      Operator operator;
      if (takes("<=")) {
        operator = Operator.AT_MOST;
      } else if (takes(">=")) {
        operator = Operator.AT_LEAST;
      } else if (takes("<")) {
        operator = Operator.LESS;
      } else if (takes(">")) {
        operator = Operator.GREATER;
      } else {
        return left;
      }
      Node right = unary();
      left = node(new Expression.Comparison(operator, left.expression(), right.expression()), at, left, right);
    }
  }

  private Node unary() throws ExpressionError {
    Token at = peek();
    int nots = 0;
    while (takes("!")) {
      nots++;
    }
    Node operand = postfix();
    for (int n = 0; n < nots; n++) {
      operand = node(new Expression.Not(operand.expression()), at, operand);
    }
    return operand;
  }

  /// GitHub looks into contexts, into what functions give and into groups, never into a literal as such.
  private Node postfix() throws ExpressionError {
    boolean group = peek().kind() == Kind.OPEN;
    Node target = primary();
    if (!group && target.expression() instanceof Expression.Literal) {
      return target;
    }
    while (true) {
      Token at = peek();
      switch (at.kind()) {
        case DOT -> {
          i++;
          Token name = peek();
          i++;
          target =
              switch (name.kind()) {
                case PROPERTY -> node(new Expression.Index(target.expression(), string(name)), at, target);
                case STAR -> node(new Expression.Star(target.expression()), at, target);
                case NUMBER, STRING, NAME, OPERATOR, OPEN, CLOSE, OPEN_INDEX, CLOSE_INDEX, DOT, COMMA, END ->
                    throw unexpected(name);
              };
        }
        case OPEN_INDEX -> {
          i++;
          if (peek().kind() == Kind.STAR) {
            i++;
            target = node(new Expression.Star(target.expression()), at, target);
          } else {
            Node index = grouped();
            target = node(new Expression.Index(target.expression(), index.expression()), at, target, index);
          }
          expect(Kind.CLOSE_INDEX);
        }
        case NUMBER, STRING, NAME, PROPERTY, STAR, OPERATOR, OPEN, CLOSE, CLOSE_INDEX, COMMA, END -> {
          return target;
        }
      }
    }
  }

  private static Expression string(Token name) {
    return new Expression.Literal(Value.of(name.text()));
  }

  private Node primary() throws ExpressionError {
    Token token = peek();
    i++;
    return switch (token.kind()) {
      case NUMBER -> new Node(new Expression.Literal(Value.of(Coercion.number(token.text()))), 1);
      case STRING -> new Node(string(token), 1);
      case NAME -> name(token);
      case OPEN -> {
        Node inner = grouped();
        expect(Kind.CLOSE);
        yield inner;
      }
      case PROPERTY, STAR, OPERATOR, CLOSE, OPEN_INDEX, CLOSE_INDEX, DOT, COMMA, END -> throw unexpected(token);
    };
  }

  private Node grouped() throws ExpressionError {
    if (++groups > DEEPEST_GROUP) {
      throw new ExpressionError("the expression has too many groups inside each other", peek().offset());
    }
    Node inner = or();
    groups--;
    return inner;
  }

  private Node name(Token token) throws ExpressionError {
    if (peek().kind() == Kind.OPEN) {
      return call(token);
    }
    Value keyword =
        switch (token.text()) {
          case "null" -> Value.NULL;
          case "true" -> Value.TRUE;
          case "false" -> Value.FALSE;
          case "NaN" -> Value.of(Double.NaN);
          case "Infinity" -> Value.of(Double.POSITIVE_INFINITY);
          default -> null;
        };
    return keyword != null
        ? new Node(new Expression.Literal(keyword), 1)
        : new Node(new Expression.Context(token.text().toLowerCase(Locale.ROOT), token.offset()), 1);
  }

  private Node call(Token name) throws ExpressionError {
    i++;
    List<Node> arguments = new ArrayList<>();
    if (peek().kind() != Kind.CLOSE) {
      arguments.add(grouped());
      while (peek().kind() == Kind.COMMA) {
        i++;
        arguments.add(grouped());
      }
    }
    expect(Kind.CLOSE);
    String function = name.text().toLowerCase(Locale.ROOT);
    Functions.checkArguments(name.text(), arguments.size(), name.offset());
    return node(
        new Expression.Call(function, expressions(arguments), name.offset()), name, arguments.toArray(Node[]::new));
  }

  private Token peek() {
    return tokens.get(Math.min(i, tokens.size() - 1));
  }

  private boolean takes(String operator) {
    if (peek().kind() == Kind.OPERATOR && peek().text().equals(operator)) {
      i++;
      return true;
    }
    return false;
  }

  private void expect(Kind kind) throws ExpressionError {
    if (peek().kind() != kind) {
      throw unexpected();
    }
    i++;
  }

  private ExpressionError unexpected() {
    return unexpected(peek());
  }

  private static ExpressionError unexpected(Token token) {
    return new ExpressionError(
        token.kind() == Kind.END ? "unexpected end of the expression" : "unexpected symbol '" + token.text() + "'",
        token.offset());
  }
}
