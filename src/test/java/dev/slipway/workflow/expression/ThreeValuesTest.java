package dev.slipway.workflow.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.workflow.expression.Value.Arr;
import dev.slipway.workflow.expression.Value.Bool;
import dev.slipway.workflow.expression.Value.Null;
import dev.slipway.workflow.expression.Value.Num;
import dev.slipway.workflow.expression.Value.Obj;
import dev.slipway.workflow.expression.Value.Str;
import dev.slipway.workflow.expression.Value.Templated;
import dev.slipway.workflow.expression.Value.Unknown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An answer that is given although something is unknown has to hold whatever the unknown turns out to be.
class ThreeValuesTest {
  private static final String REASON = "a run tells it";
  private static final List<Value> CANDIDATES = List.of(Value.EMPTY, Value.of("x"), Value.of("v1"), Value.of("A"), Value.of("0"), Value.NULL,
      Value.TRUE, Value.FALSE, Value.of(0), Value.of(1), Value.of(Double.NaN), Value.of(List.of()), Value.of(List.of(Value.of("x"))),
      object("name", Value.of("x")));
  private static final List<String> TEXTS = List.of("", "x", "1", "v", "zip");

  private static Obj object(Object... pairs) {
    LinkedHashMap<String, Value> fields = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      fields.put((String) pairs[i], (Value) pairs[i + 1]);
    }
    return new Obj(fields);
  }

  /// What is known of everything when nobody knows `u.a`, `u.b` and a part of `known.text`.
  private static Contexts unknown() {
    Value a = new Unknown("u.a", REASON);
    Value text = Value.of(Text.of("v").plus(Text.hole("u.c", REASON)).plus(".zip"));
    return contexts(a, text)
        .with("part", new Obj(object("name", Value.of("x")).fields(), Optional.of(REASON)))
        .withUnknown("u", REASON);
  }

  private static Contexts known(Value a, Value b, String c) {
    return contexts(a, Value.of("v" + c + ".zip"))
        .with("part", object("name", Value.of("x"), "more", b))
        .with("u", object("a", a, "b", b));
  }

  private static Contexts contexts(Value a, Value text) {
    Obj apple = object("name", Value.of("x"), "kg", Value.of(1));
    return Contexts.none().with("known", object(
        "text", text,
        "list", Value.of(List.of(Value.of("x"), a, text, Value.of(2))),
        "things", Value.of(List.of(apple, object("name", a), a, Value.of(List.of(Value.of("x"), a)))),
        "empty", Value.of(List.of()),
        "apple", apple));
  }

  private static final List<String> ATOMS = List.of("u.a", "u.b", "known.text", "known.list", "known.things", "known.empty", "known.apple", "part",
      "part.name", "part.more", "''", "'x'", "'v1.zip'", "'a'", "0", "1", "true", "false", "null", "NaN", "'name'", "u", "known.list[1]");

  private static String expression(Random random, int depth) {
    if (depth == 0 || random.nextInt(6) == 0) {
      return ATOMS.get(random.nextInt(ATOMS.size()));
    }
    String a = expression(random, depth - 1);
    String b = expression(random, depth - 1);
    return switch (random.nextInt(18)) {
      case 0, 1 -> "(" + a + " && " + b + ")";
      case 2, 3 -> "(" + a + " || " + b + ")";
      case 4 -> "!(" + a + ")";
      case 5 -> "(" + a + " == " + b + ")";
      case 6 -> "(" + a + " != " + b + ")";
      case 7 -> "(" + a + (random.nextBoolean() ? " < " : " >= ") + b + ")";
      case 8 -> "contains(" + a + ", " + b + ")";
      case 9 -> (random.nextBoolean() ? "startsWith(" : "endsWith(") + a + ", " + b + ")";
      case 10 -> "format('v{0}-{1}', " + a + ", " + b + ")";
      case 11 -> "join(" + a + ", " + b + ")";
      case 12 -> "toJSON(" + a + ")";
      case 13 -> "fromJSON(toJSON(" + a + "))";
      case 14 -> "case(" + a + ", " + b + ", " + expression(random, depth - 1) + ")";
      case 15 -> "(" + a + ")[" + b + "]";
      case 16 -> "(" + a + ").*";
      default -> "(" + a + ").*." + (random.nextBoolean() ? "name" : "kg");
    };
  }

  @Test
  void anAnswerHoldsForEveryValueOfWhatIsNotKnown() throws ExpressionError {
    Random random = new Random(20261121);
    int answered = 0;
    for (int n = 0; n < 3_000; n++) {
      answered += holds(expression(random, 1 + n % 4)) ? 1 : 0;
    }
    assertThat(answered).as("expressions that were answered").isGreaterThan(800);
  }

  @ParameterizedTest
  @CsvSource(delimiterString = " -> ", value = {
    "u.a && false -> no", "format('{0}', u.a && false) -> no", "(u.a == 1) && false -> yes", "!u.a && contains(u.b, 'x') && false -> yes",
    "(u.a && true || false) && 0 -> no", "known.things.*.name -> no", "known.things.*[u.b] -> no", "known.empty.*[u.b] -> yes", "part.more -> no",
    "u.a && fromJSON('') -> no", "true || fromJSON('') -> yes"})
  void answersOnlyWhatHolds(String expression, String answered) throws ExpressionError {
    assertThat(holds(expression)).isEqualTo(answered.equals("yes"));
  }

  /// Whether an expression is answered.
  private static boolean holds(String text) throws ExpressionError {
    Expression expression = Expression.parse(text);
    Optional<Value> answer = value(expression, unknown());
    Optional<Boolean> truth = answer.isEmpty() ? Optional.empty() : new Evaluator(unknown()).truth(expression);
    for (Value a : CANDIDATES) {
      for (Value b : List.of(a, Value.of("name"), Value.of(1), Value.NULL)) {
        String c = TEXTS.get(Math.floorMod(text.hashCode() + CANDIDATES.indexOf(a), TEXTS.size()));
        Contexts contexts = known(a, b, c);
        Optional<Value> real = value(expression, contexts);
        if (answer.isEmpty()) {
          assertThat(real).as("%s refused, but with %s, %s, %s", text, a, b, c).isEmpty();
        } else if (real.isPresent()) {
          assertThat(agrees(answer.get(), real.get()))
              .as("%s is said to be %s, but with %s, %s and '%s' it is %s", text, answer.get(), a, b, c, real.get()).isTrue();
          if (truth.isPresent()) {
            assertThat(new Evaluator(contexts).truth(expression)).as("truth of %s with %s, %s and '%s'", text, a, b, c).isEqualTo(truth);
          }
        }
      }
    }
    return answer.isPresent() && !(answer.get() instanceof Unknown);
  }

  private static Optional<Value> value(Expression expression, Contexts contexts) {
    try {
      return Optional.of(new Evaluator(contexts).value(expression));
    } catch (ExpressionError e) {
      return Optional.empty();
    }
  }

  private static boolean agrees(Value said, Value real) {
    return switch (said) {
      case Unknown _ -> true;
      case Templated t -> real instanceof Str(String text) && NamePattern.loosely(t.text()).matches(text);
      case Arr arr -> real instanceof Arr other && arr.items().size() == other.items().size() && allAgree(arr.items(), other.items());
      case Obj obj -> real instanceof Obj other && agree(obj, other);
      case Num n -> real instanceof Num other && Double.compare(n.value(), other.value()) == 0;
      case Null _, Bool _, Str _ -> said.equals(real);
    };
  }

  private static boolean allAgree(List<Value> said, List<Value> real) {
    for (int i = 0; i < said.size(); i++) {
      if (!agrees(said.get(i), real.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean agree(Obj said, Obj real) {
    for (Map.Entry<String, Value> field : said.fields().entrySet()) {
      if (real.get(field.getKey()).filter(r -> agrees(field.getValue(), r)).isEmpty()) {
        return false;
      }
    }
    return said.elsewhere().isPresent() || said.fields().size() == real.fields().size();
  }
}
