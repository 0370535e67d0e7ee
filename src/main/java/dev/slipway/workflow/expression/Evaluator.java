package dev.slipway.workflow.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Evaluates expressions, three-valued: what a run alone can tell stays unknown with its reason,
/// `false && unknown` is false, `true || unknown` is true, and strings keep their holes.
public final class Evaluator {
  private final Contexts contexts;

  public Evaluator(Contexts contexts) {
    this.contexts = contexts;
  }

  /// The value of a scalar that holds `${{ … }}`.
  ///
  /// @throws ExpressionError when an expression in it cannot be read or evaluated
  public Value template(String text) throws ExpressionError {
    return contexts.expressions().template(text).value(this);
  }

  /// Whether an `if` holds, written with or without `${{ }}`; empty where that cannot be told.
  ///
  /// @throws ExpressionError when an expression in it cannot be read or evaluated
  public Optional<Boolean> condition(String text) throws ExpressionError {
    if (!Template.isIn(text)) {
      return truth(contexts.expressions().condition(text));
    }
    Template template = contexts.expressions().template(text.strip());
    Optional<Expression> only = template.only();
    return only.isPresent() ? truth(only.get()) : Coercion.truth(template.value(this));
  }

  /// Whether a condition asks for a status itself, so that GitHub puts no `success()` before it.
  ///
  /// @throws ExpressionError when an expression in it cannot be read
  public boolean asksForStatus(String text) throws ExpressionError {
    if (!Template.isIn(text)) {
      return contexts.expressions().condition(text).asksForStatus();
    }
    return contexts.expressions().template(text).codes().stream().anyMatch(c -> c.expression().asksForStatus());
  }

  /// The value of an expression.
  ///
  /// @throws ExpressionError when a function refuses its arguments, as GitHub's would
  public Value value(Expression expression) throws ExpressionError {
    return switch (expression) {
      case Expression.Literal l -> l.value();
      case Expression.Context c -> contexts.whole(c.name());
      case Expression.Index i -> index(i);
      case Expression.Star s -> star(s);
      case Expression.Call c -> call(c);
      case Expression.Not _, Expression.And _, Expression.Or _ -> judge(expression).value;
      case Expression.Comparison c -> compare(c);
    };
  }

  /// Whether an expression counts as true; empty where it cannot be told.
  ///
  /// @throws ExpressionError as for [#value]
  public Optional<Boolean> truth(Expression expression) throws ExpressionError {
    return judge(expression).truth;
  }

  /// @param truth known more often than the value: `x || true` is true whatever `x` is
  private record Judged(Value value, Optional<Boolean> truth) {}

  /// Value and truth in one pass: an evaluation for each, at each level, would double the work with every level.
  private Judged judge(Expression expression) throws ExpressionError {
    return switch (expression) {
      case Expression.Not n -> {
        Judged operand = judge(n.operand());
        Optional<Boolean> truth = operand.truth.map(t -> !t);
        yield new Judged(decided(truth, n, List.of(operand.value)), truth);
      }
      case Expression.And a -> all(a, a.operands(), false);
      case Expression.Or o -> all(o, o.operands(), true);
      case Expression.Literal _, Expression.Context _, Expression.Index _, Expression.Star _, Expression.Call _,
          Expression.Comparison _ -> {
        Value value = value(expression);
        yield new Judged(value, Coercion.truth(value));
      }
    };
  }

  /// `&&` is decided by any false, `||` by any true; otherwise by all. GitHub returns the operand that decided, so
  /// `x && false` counts as false and yet may be an empty text.
  private Judged all(Expression whole, List<Expression> operands, boolean decisive) throws ExpressionError {
    List<Value> seen = new ArrayList<>();
    boolean open = false;
    boolean sameValue = true;
    for (Expression operand : operands) {
      Judged judged = judge(operand, open);
      seen.add(judged.value);
      if (judged.truth.isEmpty()) {
        open = true;
        sameValue &= isBoolean(operand);
      } else if (judged.truth.get() == decisive) {
        boolean same = !open || (sameValue && judged.value.equals(Value.of(decisive)));
        return new Judged(same ? judged.value : unknown(whole, seen), judged.truth);
      }
    }
    return open
        ? new Judged(unknown(whole, seen), Optional.empty())
        : new Judged(seen.getLast(), Optional.of(!decisive));
  }

  /// An operand that perhaps is never asked: what it refuses then is no error.
  private Judged judge(Expression operand, boolean perhaps) throws ExpressionError {
    try {
      return judge(operand);
    } catch (ExpressionError e) {
      if (perhaps) {
        return new Judged(new Value.Unknown(operand.shown(), e.reason()), Optional.empty());
      }
      throw e;
    }
  }

  /// Whether an expression is true or false and nothing else.
  private static boolean isBoolean(Expression expression) {
    return switch (expression) {
      case Expression.Not _, Expression.Comparison _ -> true;
      case Expression.And a -> a.operands().stream().allMatch(Evaluator::isBoolean);
      case Expression.Or o -> o.operands().stream().allMatch(Evaluator::isBoolean);
      case Expression.Literal l -> l.value() instanceof Value.Bool;
      case Expression.Call c -> switch (c.function()) {
        case "contains", "startswith", "endswith", "success", "failure", "cancelled", "always" -> true;
        default -> false;
      };
      case Expression.Context _, Expression.Index _, Expression.Star _ -> false;
    };
  }

  private static Value.Unknown unknown(Expression whole, List<Value> parts) {
    for (Value value : parts) {
      if (value instanceof Value.Unknown u) {
        return new Value.Unknown(whole.shown(), u.reason());
      }
      if (value instanceof Value.Templated t) {
        return new Value.Unknown(whole.shown(), t.text().holes().getFirst().reason());
      }
    }
    return new Value.Unknown(whole.shown(), "only a run can tell");
  }

  private static Value decided(Optional<Boolean> truth, Expression whole, List<Value> parts) {
    return truth.isPresent() ? Value.of(truth.get()) : unknown(whole, parts);
  }

  private Value compare(Expression.Comparison c) throws ExpressionError {
    Value left = value(c.left());
    Value right = value(c.right());
    Optional<Boolean> result =
        switch (c.operator()) {
          case EQUAL -> Coercion.equal(left, right);
          case NOT_EQUAL -> Coercion.equal(left, right).map(e -> !e);
          case LESS -> Coercion.ordered(left, right, -1);
          case GREATER -> Coercion.ordered(left, right, 1);
          case AT_MOST -> either(Coercion.ordered(left, right, -1), Coercion.equal(left, right));
          case AT_LEAST -> either(Coercion.ordered(left, right, 1), Coercion.equal(left, right));
        };
    return decided(result, c, List.of(left, right));
  }

  private static Optional<Boolean> either(Optional<Boolean> a, Optional<Boolean> b) {
    return a.isPresent() && b.isPresent() ? Optional.of(a.get() || b.get()) : Optional.empty();
  }

  private Value index(Expression.Index i) throws ExpressionError {
    if (i.target() instanceof Expression.Context c && i.index() instanceof Expression.Literal(Value.Str key)) {
      return contexts.key(c.name(), key.value());
    }
    Value index = value(i.index());
    if (i.target() instanceof Expression.Context c && index.isPrimitive()) {
      return contexts.key(c.name(), index.asText().shown());
    }
    if (i.target() instanceof Expression.Star || filtered(i.target())) {
      return filter(value(i.target()), index, i);
    }
    return at(value(i.target()), index, i);
  }

  /// Whether an expression is a filtered array: one with a `*` somewhere before it.
  private static boolean filtered(Expression e) {
    return switch (e) {
      case Expression.Star _ -> true;
      case Expression.Index i -> filtered(i.target());
      case Expression.Literal _, Expression.Context _, Expression.Call _, Expression.Not _, Expression.And _,
          Expression.Or _, Expression.Comparison _ -> false;
    };
  }

  private static Value at(Value target, Value index, Expression.Index whole) {
    return switch (target) {
      case Value.Unknown u -> new Value.Unknown(whole.shown(), u.reason());
      case Value.Obj obj when index.isPrimitive() -> obj.at(index.asText().shown(), whole::shown);
      case Value.Arr arr when index.isPrimitive() -> item(arr, Coercion.number(index));
      case Value.Obj _, Value.Arr _ ->
          index instanceof Value.Unknown u ? new Value.Unknown(whole.shown(), u.reason())
              : index instanceof Value.Templated t
                  ? new Value.Unknown(whole.shown(), t.text().holes().getFirst().reason())
                  : Value.NULL;
      case Value.Null _, Value.Bool _, Value.Num _, Value.Str _, Value.Templated _ -> Value.NULL;
    };
  }

  private static Value item(Value.Arr arr, double index) {
    double floor = Math.floor(index);
    return floor >= 0 && floor < arr.items().size() ? arr.items().get((int) floor) : Value.NULL;
  }

  /// `array.*.name`: the property of every item that has it.
  private static Value filter(Value target, Value index, Expression.Index whole) {
    if (target instanceof Value.Unknown u) {
      return new Value.Unknown(whole.shown(), u.reason());
    }
    List<Value> found = new ArrayList<>();
    if (target instanceof Value.Arr arr) {
      if (index.isOpen() && !arr.items().isEmpty()) {
        return unknown(whole, List.of(index));
      }
      for (Value item : arr.items()) {
        switch (item) {
          case Value.Unknown u -> {
            return new Value.Unknown(whole.shown(), u.reason());
          }
          case Value.Obj obj when index.isPrimitive() -> {
            Optional<Value> property = obj.get(index.asText().shown());
            if (property.isEmpty() && obj.elsewhere().isPresent()) {
              return new Value.Unknown(whole.shown(), obj.elsewhere().get());
            }
            property.ifPresent(found::add);
          }
          case Value.Arr inner when index.isPrimitive() -> {
            double n = Math.floor(Coercion.number(index));
            if (n >= 0 && n < inner.items().size()) {
              found.add(inner.items().get((int) n));
            }
          }
          case Value.Arr _, Value.Obj _, Value.Null _, Value.Bool _, Value.Num _, Value.Str _, Value.Templated _ -> {}
        }
      }
    }
    return Value.of(found);
  }

  private Value star(Expression.Star s) throws ExpressionError {
    Value target = value(s.target());
    boolean again = filtered(s.target());
    return switch (target) {
      case Value.Unknown u -> new Value.Unknown(s.shown(), u.reason());
      case Value.Arr arr -> again ? flattened(arr, s) : arr;
      case Value.Obj obj -> obj.elsewhere().<Value>map(reason -> new Value.Unknown(s.shown(), reason))
          .orElseGet(() -> Value.of(obj.fields().values()));
      case Value.Null _, Value.Bool _, Value.Num _, Value.Str _, Value.Templated _ -> Value.of(List.of());
    };
  }

  private static Value flattened(Value.Arr arr, Expression.Star whole) {
    List<Value> found = new ArrayList<>();
    for (Value item : arr.items()) {
      switch (item) {
        case Value.Arr inner -> found.addAll(inner.items());
        case Value.Obj inner when inner.elsewhere().isPresent() -> {
          return new Value.Unknown(whole.shown(), inner.elsewhere().get());
        }
        case Value.Obj inner -> found.addAll(inner.fields().values());
        case Value.Unknown u -> {
          return new Value.Unknown(whole.shown(), u.reason());
        }
        case Value.Null _, Value.Bool _, Value.Num _, Value.Str _, Value.Templated _ -> {}
      }
    }
    return Value.of(found);
  }

  private Value call(Expression.Call c) throws ExpressionError {
    if (c.function().equals("case")) {
      return choice(c);
    }
    if (c.function().equals("success")) {
      return decided(contexts.succeeded(), c, List.of());
    }
    List<Value> arguments = new ArrayList<>(c.arguments().size());
    for (Expression argument : c.arguments()) {
      arguments.add(value(argument));
    }
    return Functions.call(c, arguments);
  }

  /// `case(predicate, value, …, otherwise)`: only what is needed is evaluated.
  private Value choice(Expression.Call c) throws ExpressionError {
    List<Expression> arguments = c.arguments();
    for (int i = 0; i + 1 < arguments.size(); i += 2) {
      Value predicate = value(arguments.get(i));
      if (predicate.isOpen()) {
        return unknown(c, List.of(predicate));
      }
      if (!(predicate instanceof Value.Bool b)) {
        throw new ExpressionError("case predicates must evaluate to a boolean value", c.offset());
      }
      if (b.value()) {
        return value(arguments.get(i + 1));
      }
    }
    return value(arguments.getLast());
  }
}
