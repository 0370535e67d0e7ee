package dev.slipway.workflow.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every operator, coercion and function of GitHub's documentation.
class ExpressionTest {
  private static final Contexts CONTEXTS = Contexts.none()
      .with("matrix", object("os", "Linux", "n", 3.1))
      .with("data", Value.object(new LinkedHashMap<>(Map.of(
          "list", Value.of(List.of(Value.of("push"), Value.of(1), Value.of(true))),
          "fruits", Value.of(List.of(object("name", "apple", "kg", 1), object("name", "pear", "kg", 2)))))))
      .withOpen("env", (Value.Obj) object("A", "x"), "a step may set it")
      .withUnknown("needs", "it is an output of another job");

  private static Value object(Object... pairs) {
    LinkedHashMap<String, Value> fields = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      Object v = pairs[i + 1];
      fields.put((String) pairs[i], v instanceof String s ? Value.of(s) : Value.of(((Number) v).doubleValue()));
    }
    return new Value.Obj(fields);
  }

  private static Value value(String expression) throws ExpressionError {
    return new Evaluator(CONTEXTS).value(Expression.parse(expression));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiterString = " -> ", quoteCharacter = '~', value = {
    "null == 0 -> true", "null == '' -> true", "null == false -> true", "null == null -> true", "true == 1 -> true",
    "'' == 0 -> true", "'0x1' == 1 -> true", "'0o17' == 15 -> true", "' 1 ' == 1 -> true", "'1e0' == 1 -> true", "'abc' == 'ABC' -> true",
    "'abc' == 0 -> false", "'true' == true -> false", "NaN == NaN -> false", "'NaN' == NaN -> false", "1 == 1.0 -> true",
    "data.list == data.list -> true", "data.list == 'Array' -> false", "data == 0 -> false",
    "1 != 2 -> true", "'a' != 'A' -> false", "1 < 2 -> true", "2 <= 2 -> true", "3 > 2 -> true", "2 >= 3 -> false", "'a' < 'B' -> true",
    "'10' < '9' -> true", "'10' < 9 -> false", "true > false -> true", "null >= 0 -> true", "'x' > 1 -> false", "'x' < 1 -> false", "NaN < 1 -> false",
    "!true -> false", "!'' -> true", "!0 -> true", "!'0' -> false", "!data -> false", "!NaN -> true", "!!1 -> true",
    "true && 'yes' -> yes", "'' && 'yes' -> ~~", "false || 'no' -> no", "'a' || 'b' -> a", "0 || null || 'c' -> c", "false && 1 || 2 -> 2",
    "1 == 1 && 2 == 2 -> true", "1 < 2 == true -> true", "!false && false -> false", "(1 == 2) || 3 -> 3", "1 == 2 == false -> true",
    "matrix.os -> Linux", "MATRIX.OS -> Linux", "matrix['os'] -> Linux", "matrix.none -> ~~", "matrix.os.none -> ~~", "matrix.n -> 3.1",
    "data.list[0] -> push", "data.list[1] -> 1", "data.list['1'] -> 1", "data.list[9] -> ~~", "data.list[-1] -> ~~", "data.list[1.9] -> 1",
    "join(data.fruits.*.name) -> apple,pear", "join(data.fruits.*.none) -> ~~", "join(data.fruits[*].kg, '+') -> 1+2",
    "join(data.list, ', ') -> push, 1, true", "join('a') -> a", "join(data) -> ~~",
    "contains('Hello world', 'LLO') -> true", "contains('abc', '') -> true", "contains(data.list, 'PUSH') -> true", "contains(data.list, '1') -> true",
    "contains(data.list, 'x') -> false", "contains(data, 'list') -> false", "contains(123, 2) -> true",
    "startsWith('Hello', 'he') -> true", "startsWith('Hello', 'x') -> false", "startsWith(null, '') -> true", "startsWith(data.list, 'p') -> false",
    "endsWith('Hello', 'LO') -> true", "endsWith('lo', 'hello') -> false", "STARTSWITH('ab', 'a') -> true",
    "format('Hello {0} {1} {0}', 'a', 2) -> Hello a 2 a", "format('{{x}} {0}', true) -> {x} true", "format('{0}', null) -> ~~",
    "fromJSON('[1,2]')[1] -> 2", "fromJSON('{\"a\": {\"B\": \"c\"}}').a.b -> c", "fromJSON('true') -> true", "fromJson('null') -> ~~",
    "case(false, 1, true, 2, 3) -> 2", "case(false, 1, 'else') -> else", "success() -> true", "failure() -> false", "always() -> true", "cancelled() -> false",
    "1.0 -> 1", "1e3 -> 1000", "0xff -> 255", "0o17 -> 15", "-0 -> -0", ".5 -> 0.5", "+1 -> 1", "1e21 -> 1E+21", "0.00001 -> 1E-05", "0.1 -> 0.1", "3.10 -> 3.1",
    "Infinity -> Infinity", "-1.5e-3 -> -0.0015", "'it''s' -> it's", "data.list -> Array", "data -> Object", "true -> true", "null -> ~~",
  })
  void evaluatesLikeGitHub(String expression, String text) throws ExpressionError {
    assertThat(value(expression).asText().shown()).isEqualTo(text);
  }

  @Test
  void toJsonIndentsByTwo() throws ExpressionError {
    assertThat(value("toJSON(fromJSON('{\"a\":[1,{}],\"b\":\"\\\"\",\"c\":[]}'))"))
        .isEqualTo(Value.of("{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": \"\\\"\",\n  \"c\": []\n}"));
    assertThat(value("toJSON(null)")).isEqualTo(Value.of("null"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiterString = " -> ", quoteCharacter = '~', value = {
    "false && needs.a.outputs.x -> false", "needs.a.outputs.x && false -> false", "true || needs.a -> true", "needs.a || true -> true",
    "!needs.a -> unknown", "needs.a && true -> unknown", "needs.a == 'x' -> unknown", "contains(needs.a, 'x') -> unknown",
    "startsWith(format('v{0}', needs.a), 'v') -> true", "startsWith(format('v{0}', needs.a), 'x') -> false", "format('v{0}', needs.a) == 'x1' -> false",
    "format('v{0}', needs.a) == 'v1' -> unknown", "endsWith(format('{0}.zip', needs.a), '.ZIP') -> true", "contains(format('a{0}', needs.a), 'A') -> true",
    "format('v{0}', needs.a) -> true", "env.A == 'x' -> true", "env.B == 'x' -> unknown", "hashFiles('x') -> unknown",
  })
  void unknownIsAThirdTruth(String expression, String truth) throws ExpressionError {
    Optional<Boolean> expected = truth.equals("unknown") ? Optional.empty() : Optional.of(Boolean.valueOf(truth));
    assertThat(new Evaluator(CONTEXTS).truth(Expression.parse(expression))).isEqualTo(expected);
  }

  @Test
  void stringsKeepTheirHoles() throws ExpressionError {
    Value value = Template.parse("tool-${{ needs.plan.outputs.tag }}-${{ matrix.os }}.zip").value(new Evaluator(CONTEXTS));
    assertThat(value.asText().shown()).isEqualTo("tool-{needs.plan.outputs.tag}-Linux.zip");
    assertThat(value.asText().holes()).extracting(Text.Hole::reason).containsExactly("it is an output of another job");
    assertThat(value.asText().pattern().matches("tool-v9-Linux.zip")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "1 +", "a b", "(1", "1)", "'open", "a[", "a[1", "a.", "foo()", "contains('a')", "contains('a','b','c')", "case(true, 1)",
      "= 1", "a & b", "\"x\"", "1x", "a..b", "a.[0]", "{}", "format()", "&&", "a ||", "a !", "0x", "1..2", "#"})
  void refusesWhatIsNoExpression(String text) {
    assertThatThrownBy(() -> Expression.parse(text)).isInstanceOf(ExpressionError.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"format('{0} {1}', 1)", "format('{')", "format('}')", "format('{x}')", "fromJSON('{')", "fromJSON('')", "case('x', 1, 2)"})
  void functionsRefuseWrongArguments(String text) {
    assertThatThrownBy(() -> value(text)).isInstanceOf(ExpressionError.class);
  }

  @Test
  void lengthAndDepthAreBounded() throws ExpressionError {
    assertThat(Expression.parse("!".repeat(49) + "1")).isNotNull();
    assertThatThrownBy(() -> Expression.parse("!".repeat(50) + "1")).hasMessageContaining("50 levels");
    assertThatThrownBy(() -> Expression.parse("1" + " ".repeat(21_000))).hasMessageContaining("21,000");
    assertThatThrownBy(() -> Expression.parse("(".repeat(10_000) + "1")).isInstanceOf(ExpressionError.class);
    assertThatThrownBy(() -> Expression.parse("a" + ".b".repeat(51))).isInstanceOf(ExpressionError.class);
    assertThat(Expression.parse("1" + " || 1".repeat(1000))).isInstanceOf(Expression.Or.class);
  }

  @Test
  void anErrorKnowsItsPlace() {
    assertThatThrownBy(() -> Template.parse("x ${{ matrix.os == }} y"))
        .isInstanceOfSatisfying(ExpressionError.class, e -> assertThat(e.offset()).isEqualTo(19));
  }

  /// What is not known was asked for twice at each level, which doubled the work with each.
  @Test
  @Timeout(10)
  void manyComparisonsOfWhatIsNotKnownTakeNoLongerThanTheyAreMany() throws Exception {
    Contexts contexts = Contexts.none().withUnknown("needs", "it is an output of another job");
    for (String chain : List.of("needs.a" + " >= needs.b".repeat(40), "needs.a" + " == (!(needs.b".repeat(15) + "))".repeat(15),
        "!(needs.b && ".repeat(24) + "needs.c" + ")".repeat(24))) {
      assertThat(Template.parse("${{ " + chain + " }}").value(new Evaluator(contexts))).isInstanceOf(Value.Unknown.class);
    }
  }
}
