package dev.slipway.workflow.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;

/// GitHub's scalar table: which plain scalars are null, booleans, numbers or strings.
///
/// @see <a href="https://yaml.org/spec/1.2/spec.html#id2804923">the core schema of YAML 1.2</a>
public final class ScalarTable {
  /// Digits beyond these change no double, and a longer text is no number anybody wrote.
  private static final int LONGEST_NUMBER = 400;

  private ScalarTable() {}

  /// The type of a plain scalar.
  static YamlScalar.Type typeOf(String text) {
    return switch (text) {
      case "", "null", "Null", "NULL", "~" -> YamlScalar.Type.NULL;
      case "true", "True", "TRUE", "false", "False", "FALSE" -> YamlScalar.Type.BOOLEAN;
      default -> isNumber(text) ? YamlScalar.Type.NUMBER : YamlScalar.Type.STRING;
    };
  }

  /// The number a plain scalar of that type stands for.
  public static double number(String text) {
    if (text.startsWith("0x")) {
      return new BigInteger(text.substring(2), 16).doubleValue();
    }
    if (text.startsWith("0o")) {
      return new BigInteger(text.substring(2), 8).doubleValue();
    }
    String bare = text.startsWith("+") || text.startsWith("-") ? text.substring(1) : text;
    double sign = text.startsWith("-") ? -1 : 1;
    return switch (bare) {
      case ".inf", ".Inf", ".INF" -> sign * Double.POSITIVE_INFINITY;
      case ".nan", ".NaN", ".NAN" -> Double.NaN;
      default -> Double.parseDouble(text);
    };
  }

  private static boolean isNumber(String text) {
    if (text.length() > LONGEST_NUMBER) {
      return false;
    }
    char first = text.charAt(0);
    if (first != '.' && first != '-' && first != '+' && !isDigit(first)) {
      return false;
    }
    if (text.length() > 2 && first == '0' && text.charAt(1) == 'x') {
      return text.chars().skip(2).allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
    }
    if (text.length() > 2 && first == '0' && text.charAt(1) == 'o') {
      return text.chars().skip(2).allMatch(c -> c >= '0' && c <= '7');
    }
    return switch (text) {
      case ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "-.inf", "-.Inf", "-.INF", "+.inf", "+.Inf", "+.INF" ->
          true;
      default -> isDecimal(text);
    };
  }

  /// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
  private static boolean isDecimal(String text) {
    int i = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
    int whole = digits(text, i);
    i += whole;
    int fraction = 0;
    if (i < text.length() && text.charAt(i) == '.') {
      fraction = digits(text, ++i);
      i += fraction;
    }
    if (whole == 0 && fraction == 0) {
      return false;
    }
    if (i < text.length() && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
      i++;
      if (i < text.length() && (text.charAt(i) == '-' || text.charAt(i) == '+')) {
        i++;
      }
      int exponent = digits(text, i);
      if (exponent == 0) {
        return false;
      }
      i += exponent;
    }
    return i == text.length();
  }

  private static int digits(String text, int from) {
    int i = from;
    while (i < text.length() && isDigit(text.charAt(i))) {
      i++;
    }
    return i - from;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /// A number as GitHub writes it into a string: .NET's `G15`, invariant: `3.1`, `1000`, `1E+21`, `-0`.
  public static String written(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "Infinity" : "-Infinity";
    }
    if (number == 0) {
      return 1 / number < 0 ? "-0" : "0";
    }
    if (number == Math.rint(number) && Math.abs(number) < 1e15) {
      return Long.toString((long) number);
    }
    BigDecimal rounded =
        new BigDecimal(number).round(new java.math.MathContext(15, java.math.RoundingMode.HALF_UP)).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent > -5 && exponent < 15) {
      return rounded.toPlainString();
    }
    String digits = rounded.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    String power = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : Integer.toString(Math.abs(exponent));
    return (number < 0 ? "-" : "") + mantissa + "E" + (exponent < 0 ? "-" : "+") + power;
  }
}
