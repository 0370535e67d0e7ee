package dev.slipway.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.target.audit.AuditOptions;
import dev.slipway.target.audit.PipelineAudit;
import dev.slipway.target.scaffold.ReleaseScaffold;
import dev.slipway.workflow.Scenario;
import dev.slipway.workflow.expression.Contexts;
import dev.slipway.workflow.expression.Evaluator;
import dev.slipway.workflow.expression.ExpressionError;
import dev.slipway.workflow.expression.Template;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Mutates a workflow for a bounded time: whatever the bytes are, reading, planning and auditing throw nothing.
@Tag("benchmark")
class HostilePipelinesBenchmark {
  private static final Duration FOR = Duration.ofSeconds(20);
  private static final List<String> PIECES = List.of(
      "${{ ", " }}", "matrix.", "fromJSON('", "')", "&a ", "*a", "[", "]", "{", "}", ":", "- ", "\n", "\t", "'", "\"", "|\n", ">-\n", "#",
      "include:", "exclude:", "null", "~", "1e999", "0x", "-", "if [ ", "; then", "else", "fi", "case $X in", "*) ", ";;", "esac", "${X##",
      "${", "$(", "`", "echo A=$B >> $GITHUB_ENV", "tar czf ", "needs.", "&&", "||", "!", "==", "contains(", "format('{0}', ", ".*", "\u0000", "\uFEFF", "\uD800", "\uE000",
      "$V = if (", "uses: ./a\n", "uses: ./../../x\n", "runs:\n  using: composite\n  steps:\n    - uses: ./a\n", "inputs.", "steps.", "${V:1:", "${V/#", "[!0-9]", "gh release upload v ", "gh release create x y", "<<: ", "? ", "!!int ", "%YAML", "---\n");

  @Test
  void nothingIsThrown() {
    Random random = new Random(20261121);
    String base = new ReleaseScaffold("tool", "tool", List.of(Target.parse("x86_64-pc-windows-msvc").orElseThrow(),
        Target.parse("wasm32-wasip2").orElseThrow()), RunnerLabels.bundled()).workflow();
    long end = System.nanoTime() + FOR.toNanos();
    int runs = 0;
    while (System.nanoTime() < end) {
      String text = mutated(base, random);
      try {
        run(text);
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("run %d: %s for:%n%s".formatted(runs, e, text), e);
      }
      runs++;
    }
    assertThat(runs).isGreaterThan(100);
  }

  private static void run(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    TargetPlan plan = new TargetPlanner(RunnerLabels.bundled()).plan(FuzzTargets.withActions(bytes), Scenario.tagPush("v1.2.3", "o/r"));
    new PipelineAudit(RunnerLabels.bundled(), AuditOptions.filesOnly()).audit(plan);
    LearntNames.complete(plan, "v1.2.2", List.of("tool-v1.2.2-win64.zip", "tool.wasm"));
    try {
      Template.parse(text.substring(0, Math.min(text.length(), 400))).value(new Evaluator(Contexts.none()));
    } catch (ExpressionError e) {
      assertThat(e.reason()).isNotEmpty();
    }
  }

  private static String mutated(String base, Random random) {
    StringBuilder text = new StringBuilder(base);
    for (int n = random.nextInt(12) + 1; n > 0 && !text.isEmpty(); n--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(20)));
        case 2 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(200))));
        default -> text.setCharAt(at, (char) random.nextInt(random.nextBoolean() ? 128 : 0x10000));
      }
    }
    return text.toString();
  }
}
