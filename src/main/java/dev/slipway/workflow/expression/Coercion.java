package dev.slipway.workflow.expression;

import java.util.Optional;
import java.util.regex.Pattern;

/// GitHub's coercions: loose equality, order, truth and numbers from strings.
///
/// @see <a href="https://docs.github.com/actions/reference/evaluate-expressions-in-workflows-and-actions#operators">operators</a>
public final class Coercion {
  private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

  private Coercion() {}

  /// The number a string stands for: empty is 0, decimal, `0x` and `0o` are read, anything else is NaN.
  public static double number(String text) {
    String t = text.strip();
    if (t.isEmpty()) {
      return 0;
    }
    if (t.length() <= 400 && DECIMAL.matcher(t).matches()) {
      return Double.parseDouble(t);
    }
    if (t.length() > 2 && t.length() < 20 && t.charAt(0) == '0') {
      try {
        if (t.charAt(1) == 'x') {
          return Long.parseLong(t, 2, t.length(), 16);
        }
        if (t.charAt(1) == 'o') {
          return Long.parseLong(t, 2, t.length(), 8);
        }
      } catch (NumberFormatException e) {
        return Double.NaN;
      }
    }
    return switch (t) {
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> Double.NaN;
    };
  }

  /// The number a primitive stands for; NaN for arrays and objects.
  static double number(Value value) {
    return switch (value) {
      case Value.Null _ -> 0;
      case Value.Bool b -> b.value() ? 1 : 0;
      case Value.Num n -> n.value();
      case Value.Str s -> number(s.value());
      case Value.Arr _, Value.Obj _, Value.Templated _, Value.Unknown _ -> Double.NaN;
    };
  }

  /// Whether a value counts as true; empty where it cannot be told.
  public static Optional<Boolean> truth(Value value) {
    return switch (value) {
      case Value.Null _ -> Optional.of(false);
      case Value.Bool b -> Optional.of(b.value());
      case Value.Num n -> Optional.of(n.value() != 0 && !Double.isNaN(n.value()));
      case Value.Str s -> Optional.of(!s.value().isEmpty());
      case Value.Arr _, Value.Obj _ -> Optional.of(true);
      case Value.Templated t -> t.text().isUnknown() ? Optional.empty() : Optional.of(true);
      case Value.Unknown _ -> Optional.empty();
    };
  }

  /// Loose equality; empty where it cannot be told.
  public static Optional<Boolean> equal(Value left, Value right) {
    if (left instanceof Value.Unknown || right instanceof Value.Unknown) {
      return Optional.empty();
    }
    if (left instanceof Value.Templated t) {
      return couldBe(t, right);
    }
    if (right instanceof Value.Templated t) {
      return couldBe(t, left);
    }
    return Optional.of(
        switch (left) {
          case Value.Str l when right instanceof Value.Str r -> l.value().equalsIgnoreCase(r.value());
          case Value.Arr l when right instanceof Value.Arr r -> l == r;
          case Value.Obj l when right instanceof Value.Obj r -> l == r;
          case Value.Arr _, Value.Obj _ -> false;
          case Value.Null _, Value.Bool _, Value.Num _, Value.Str _, Value.Templated _, Value.Unknown _ ->
              right.isPrimitive() && number(left) == number(right);
        });
  }

  /// A text with holes equals nothing it cannot become.
  private static Optional<Boolean> couldBe(Value.Templated text, Value other) {
    if (other instanceof Value.Str s) {
      return s.value().length() < 1000 && !NamePattern.loosely(text.text()).matches(s.value()) ? Optional.of(false) : Optional.empty();
    }
    return other instanceof Value.Arr || other instanceof Value.Obj ? Optional.of(false) : Optional.empty();
  }

  /// Whether `left > right` (sign 1) or `left < right` (sign -1); empty where it cannot be told.
  static Optional<Boolean> ordered(Value left, Value right, int sign) {
    if (left.isOpen() || right.isOpen()) {
      return Optional.empty();
    }
    if (left instanceof Value.Str l && right instanceof Value.Str r) {
      return Optional.of(Integer.signum(l.value().compareToIgnoreCase(r.value())) == sign);
    }
    if (!left.isPrimitive() || !right.isPrimitive()) {
      return Optional.of(false);
    }
    double l = number(left);
    double r = number(right);
    return Optional.of(sign > 0 ? l > r : l < r);
  }
}
