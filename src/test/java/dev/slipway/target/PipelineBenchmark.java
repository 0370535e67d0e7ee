package dev.slipway.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.measured.Measurements;
import dev.slipway.target.audit.AuditOptions;
import dev.slipway.target.audit.PipelineAudit;
import dev.slipway.workflow.Inputs;
import dev.slipway.workflow.Scenario;
import dev.slipway.workflow.WorkflowFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The 48 workflows of the corpus read, expanded and audited: in one warm process, and as a command from cold. Bad
/// inputs beside them: how long each takes, and how much is allocated in all, which is more than is ever held.
@Tag("benchmark")
class PipelineBenchmark {
  private static final int MEGABYTE = 1 << 20;
  private static final int MOST_ROUNDS = 1_000;

  @Test
  void theCorpus() throws Exception {
    Path corpus = Inputs.path("corpus/workflows");
    Assumptions.assumeTrue(Files.isDirectory(corpus), "skipped: corpus/workflows is not beside the project");
    RunnerLabels labels = RunnerLabels.bundled();
    for (int warm = 0; warm < 60; warm++) {
      assertThat(findings(corpus, labels)).isPositive();
    }
    try (var table = Measurements.of("pipeline", "none")) {
      table.tell("48 workflows read, expanded, audited: after 60 rounds", Measurements.medianMillis(21, () -> findings(corpus, labels)), "ms");
      int rounds = 82 + warmUp(corpus, labels);
      table.tell("rounds until the compilers were done with it", rounds, "rounds");
      table.limit("48 workflows read, expanded, audited: warm", Measurements.medianMillis(21, () -> findings(corpus, labels)), "ms", 150);
      Path slipway = Path.of(System.getProperty("slipway.home", "target/slipway"), "bin", "slipway");
      if (Files.isExecutable(slipway)) {
        List<String> command = List.of(slipway.toString(), "audit", corpus.toString());
        assertThat(run(command)).contains("Runner labels as of");
        table.limit("48 workflows: slipway audit from cold", Measurements.medianMillis(7, () -> run(command)), "ms", 1200);
        table.tell("slipway --version beside it", Measurements.medianMillis(7, () -> run(List.of(slipway.toString(), "--version"))), "ms");
      }
    }
  }

  /// Works until the compilers take less than a twentieth of the time, for they take one of two processors from what is measured.
  ///
  /// @return how many rounds that took
  private static int warmUp(Path corpus, RunnerLabels labels) throws Exception {
    CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
    int rounds = 0;
    boolean compiling = true;
    while (compiling && rounds < MOST_ROUNDS) {
      long start = System.nanoTime();
      long before = compilers.getTotalCompilationTime();
      for (int round = 0; round < 20; round++) {
        assertThat(findings(corpus, labels)).isPositive();
      }
      rounds += 20;
      compiling = (compilers.getTotalCompilationTime() - before) * 1_000_000 > (System.nanoTime() - start) / 20;
    }
    return rounds;
  }

  private static int findings(Path corpus, RunnerLabels labels) throws Exception {
    TargetPlan plan = new TargetPlanner(labels).plan(WorkflowFolder.read(corpus), Scenario.tagPush("v1.2.3", "owner/name"));
    return new PipelineAudit(labels, AuditOptions.filesOnly()).audit(plan).size();
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    var out = new ByteArrayOutputStream();
    try (OutputStream into = out) {
      process.getInputStream().transferTo(into);
    }
    assertThat(process.waitFor()).isBetween(0, 1);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void badInputs() throws Exception {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (var table = Measurements.of("pipeline-bad-input", "none")) {
      for (Map.Entry<String, byte[]> bad : inputs().entrySet()) {
        byte[] bytes = bad.getValue();
        for (int warm = 0; warm < 5; warm++) {
          assertThat(audited(bytes)).as(bad.getKey()).isPositive();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        audited(bytes);
        double megabytes = (threads.getCurrentThreadAllocatedBytes() - before) / (double) MEGABYTE;
        table.limit(bad.getKey(), Measurements.medianMillis(7, () -> audited(bytes)), "ms", 100);
        table.limit(bad.getKey() + ": allocated", megabytes, "MB", 64);
      }
    }
  }

  private static int audited(byte[] bytes) {
    RunnerLabels labels = RunnerLabels.bundled();
    TargetPlan plan = new TargetPlanner(labels).plan(FuzzTargets.withActions(bytes), Scenario.tagPush("v1.2.3", "o/r"));
    return new PipelineAudit(labels, AuditOptions.filesOnly()).audit(plan).size();
  }

  private static Map<String, byte[]> inputs() {
    StringBuilder bomb = new StringBuilder("on: push\njobs: {}\na: &a [x,x,x,x,x,x,x,x,x]\n");
    for (char c = 'b'; c < 'j'; c++) {
      bomb.append(c).append(": &").append(c).append(" [").append(("*" + (char) (c - 1) + ",").repeat(9)).append("]\n");
    }
    byte[] comments = new byte[MEGABYTE + 1];
    Arrays.fill(comments, (byte) '#');
    byte[] lines = new byte[MEGABYTE + 1];
    Arrays.fill(lines, (byte) '\n');
    String steps = "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n";
    String vector = "[" + "1,".repeat(999) + "1]";
    String matrix = "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    strategy:\n      matrix:\n";
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("an alias bomb of 9^9", bomb.toString());
    texts.put("20,000 nested sequences", "on: push\njobs: " + "[".repeat(20_000));
    texts.put("a tab", "on: push\njobs:\n\ta: {}\n");
    texts.put("a matrix of 10^9", matrix + "        a: %s\n        b: %s\n        c: %s\n".formatted(vector, vector, vector));
    texts.put("an expression of 21,001 characters", steps + "      - run: echo ${{ '" + "x".repeat(20_997) + "' }}\n");
    texts.put("an expression 51 deep", steps + "      - run: echo ${{ " + "!".repeat(51) + "1 }}\n");
    texts.put("49,000 scalars", "on: push\njobs: {}\nx: [" + "a,".repeat(49_000) + "a, \t]\n: ");
    texts.put("a glob of 5,000 stars", steps + "      - uses: actions/upload-artifact@v3\n        with: { path: '" + "*a".repeat(5_000) + "' }\n"
        + "      - run: |\n          case " + "a".repeat(3_000) + " in\n            " + "*a".repeat(400) + "b) zip x y ;;\n          esac\n");
    texts.put("a script of a mebibyte", steps + "      - uses: a/b@v1\n      - run: \"" + "if [ $A = b ]; then X=${X#*-}; fi; ".repeat(28_000) + "\"\n");
    StringBuilder documents = new StringBuilder(steps + "      - uses: a/b@v1\n      - run: |\n          echo \"a=b\" >> $GITHUB_OUTPUT\n");
    for (int n = 0; documents.length() < 1_040_000; n++) {
      documents.append("          <<a").append(n).append('\n');
    }
    texts.put("documents without an end", documents.toString());
    StringBuilder actions = new StringBuilder("on: push\njobs:\n  j:\n    runs-on: ubuntu-24.04\n    steps:\n");
    actions.append("      - uses: ./a\n".repeat(500)).append("runs:\n  using: composite\n  steps:\n").append("    - uses: ./b\n".repeat(500));
    texts.put("actions that use one another 500 times", actions.toString());
    Map<String, byte[]> inputs = new LinkedHashMap<>();
    texts.forEach((name, text) -> inputs.put(name, text.getBytes(StandardCharsets.UTF_8)));
    inputs.put("1 MiB + 1 of comments", comments);
    inputs.put("1 MiB + 1 of lines", lines);
    inputs.put("invalid UTF-8", "on: push\njobs:\n  a\u00e9: x\n".getBytes(StandardCharsets.ISO_8859_1));
    return inputs;
  }
}
