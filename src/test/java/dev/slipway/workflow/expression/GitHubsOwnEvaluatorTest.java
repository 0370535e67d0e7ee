package dev.slipway.workflow.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.changelog.SecondOpinions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every operator and function on every pair of values, evaluated here and by GitHub's own `@actions/expressions`.
class GitHubsOwnEvaluatorTest {
  private static final List<String> VALUES = List.of(
      "null", "true", "false", "0", "1", "-1", "2", "3.10", "0x10", "0o7", "1e3", "NaN", "Infinity", "''", "'0'", "'1'", "' 1 '", "'a'", "'A'",
      "'abc'", "'true'", "'NaN'", "'0x1'", "'0o17'", "'1e0'", "'-1'", "'+2'", "'1.'", "'.5'", "'it''s'", "'ä'", "'Ä'", "fromJSON('[]')",
      "fromJSON('[1, \"a\", null, true]')", "fromJSON('{}')", "fromJSON('{\"a\": 1, \"B\": \"x\", \"c\": [2]}')");
  private static final List<String> OPERATORS = List.of("==", "!=", "<", "<=", ">", ">=", "&&", "||");
  private static final List<String> PAIRED = List.of("contains", "startsWith", "endsWith", "join");

  /// JSON has no such numbers: GitHub's TypeScript, which serves editors, writes null, as JSON.stringify does; nothing that can
  /// be run here says what the C# that runs workflows writes, so ours, the number's text, stays until somebody has seen it.
  private static final List<String> UNDECIDED = List.of("toJSON(NaN)", "toJSON(Infinity)");

  private static final String SCRIPT = """
      import fs from 'node:fs';
      const { Lexer, Parser, Evaluator, data } = await import(process.argv[2]);
      const kinds = ['string', 'array', 'object', 'boolean', 'number', 'object', 'null'];
      const answers = JSON.parse(fs.readFileSync(process.argv[3], 'utf8')).map(text => {
        try {
          const value = new Evaluator(new Parser(new Lexer(text).lex().tokens, [], []).parse(), new data.Dictionary()).evaluate();
          return kinds[value.kind] + ':' + value.coerceString();
        } catch (e) {
          return 'error';
        }
      });
      process.stdout.write(JSON.stringify(answers));
      """;

  @TempDir Path folder;

  private static List<String> expressions() {
    List<String> all = new ArrayList<>();
    for (String left : VALUES) {
      all.addAll(List.of(left, "!" + left, "toJSON(" + left + ")", "format('{0}|{{}}', " + left + ")", left + ".a", "(" + left + ").a", "(" + left + ")['b']", "(" + left + ").*.a", "join(" + left + ")"));
      for (String right : VALUES) {
        OPERATORS.forEach(operator -> all.add(left + " " + operator + " " + right));
        PAIRED.forEach(function -> all.add(function + "(" + left + ", " + right + ")"));
        all.add("(" + left + ")[" + right + "]");
        all.add("case(" + left + ", 1, " + right + ")");
      }
    }
    all.addAll(List.of("1 == 1 == true", "1 < 2 == true", "!false && false", "false || true && false", "(1 == 2) || 3", "!(1 == 1)", "1 == 2 || 'x' && 'y'",
        "format('{0}{1}{0}', 'a', 'b')", "format('{0}', 1, 2)", "format('{', 1)", "format('{1}', 1)", "fromJSON('{')", "fromJSON('')", "fromJSON(null)", "fromJSON('1e3')",
        "fromJSON('[{\"a\":1},{\"a\":2},3]').*.a", "fromJSON('[{\"a\":{\"b\":1}}]').*.a.b", "fromJSON('{\"x\":{\"a\":1},\"y\":{\"a\":2}}').*.a", "fromJSON('[[1],[2]]').*[0]",
        "CONTAINS('ABC', 'b')", "toJson(fromJson('{\"a\":[1,{\"b\":null}]}'))"));
    return all;
  }

  @Test
  void agreesOnEveryOperatorAndFunction() throws Exception {
    Optional<Path> theirs = SecondOpinions.npmPackage("@actions/expressions@0.3.61");
    Assumptions.assumeTrue(theirs.isPresent(), "skipped: @actions/expressions could not be fetched with npm");
    ObjectMapper json = new ObjectMapper();
    List<String> expressions = expressions();
    Path script = Files.writeString(folder.resolve("ask.mjs"), SCRIPT);
    Path asked = Files.writeString(folder.resolve("asked.json"), json.writeValueAsString(expressions));
    Process node = new ProcessBuilder("node", script.toString(), theirs.get().resolve("dist/index.js").toUri().toString(), asked.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    JsonNode answers = json.readTree(new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    Assumptions.assumeTrue(node.waitFor() == 0, "skipped: @actions/expressions does not run here");
    assertThat(answers).hasSize(expressions.size());
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < expressions.size(); i++) {
      String ours = ours(expressions.get(i));
      if (!ours.equals(answers.get(i).asText()) && !UNDECIDED.contains(expressions.get(i))) {
        differences.add("%s: %s, but GitHub has %s".formatted(expressions.get(i), ours, answers.get(i).asText()));
      }
    }
    assertThat(differences.size()).as("of %d differ: %s", expressions.size(), String.join("\n", differences.stream().limit(60).toList())).isZero();
  }

  private static String ours(String text) {
    try {
      Value value = new Evaluator(Contexts.none()).value(Expression.parse(text));
      return value.kind() + ":" + value.asText().shown();
    } catch (ExpressionError e) {
      return "error";
    }
  }
}
