package dev.slipway.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.measured.Measurements;
import dev.slipway.target.scaffold.ReleaseScaffold;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Jazzer on the reader, on scripts and on the evaluator for half a minute each. It looks for inputs that reach code no other input
/// reached; whatever it finds that throws, or takes longer than ten seconds, is printed and becomes a test.
@Tag("benchmark")
@Timeout(180)
class FuzzBenchmark {
  private static final int SECONDS = 30;
  private static final Pattern END = Pattern.compile("#(\\d+)\\s+DONE\\s+cov: (\\d+)");

  @TempDir Path folder;

  @Test
  void nothingIsThrown() throws Exception {
    try {
      Class.forName("com.code_intelligence.jazzer.Jazzer", false, FuzzBenchmark.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      Assumptions.abort("skipped: Jazzer is on the class path only in the profile benchmark");
    }
    String workflow = new ReleaseScaffold("tool", "tool", List.of(Target.parse("x86_64-pc-windows-msvc").orElseThrow(),
        Target.parse("wasm32-wasip2").orElseThrow()), RunnerLabels.bundled()).workflow();
    String action = "runs:\n  using: composite\n  steps:\n    - uses: ./a\n      with: { x: '${{ inputs.x }}' }\n    - id: i\n      run: echo \"k=$V\" >> $GITHUB_OUTPUT\n      shell: bash\n"
        + "inputs: { x: { default: 1 } }\noutputs: { k: { value: '${{ steps.i.outputs.k }}' } }\n"
        + "on: push\njobs:\n  j:\n    runs-on: ubuntu-24.04\n    steps: [{ id: s, uses: ./a }, { run: 'gh release upload v ${{ steps.s.outputs.k }}' }]\n";
    try (var table = Measurements.of("fuzzing", "none")) {
      fuzz(table, "reader, planner, audit", FuzzTargets.Reader.class, List.of(workflow, action));
      fuzz(table, "scripts", FuzzTargets.Scripts.class, List.of(
          "V=${GITHUB_REF:11}; case $V in v[0-9]*) S=.zip ;; *) S=${V/#v/} ;; esac; tar czf t-$V$S x",
          "if [[ $GITHUB_REF_NAME == v* ]]; then gh release upload \"$V\" 'a b' $(ls) | tee x; fi\necho \"K=${V%.*}\" >> $GITHUB_ENV\n"));
      fuzz(table, "expressions", FuzzTargets.Expressions.class, List.of(
          "tool-${{ matrix.os }}-${{ format('{0}', needs.a.outputs.b) }}", "${{ contains(fromJSON('[1,{\"a\":2}]').*.a, 2) && !false || 'x' }}",
          "${{ case(matrix.n >= 0x1F, toJSON(matrix), join(matrix, ', ')) }}"));
    }
  }

  private void fuzz(Measurements table, String what, Class<?> target, List<String> beginnings) throws Exception {
    Path corpus = Files.createDirectories(folder.resolve(target.getSimpleName()));
    for (String beginning : beginnings) {
      Files.writeString(corpus.resolve("beginning-" + Math.abs(beginning.hashCode())), beginning);
    }
    Process jazzer = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+EnableDynamicAgentLoading", "--enable-native-access=ALL-UNNAMED",
        "-Xmx1g", "-cp", System.getProperty("java.class.path"), "com.code_intelligence.jazzer.Jazzer", "--target_class=" + target.getName(),
        "--instrumentation_includes=dev.slipway.workflow.**:dev.slipway.target.**", "--reproducer_path=" + folder,
        "-artifact_prefix=" + folder + "/", "-timeout=10", "-max_total_time=" + SECONDS, corpus.toString())
        .directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(jazzer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(jazzer.waitFor()).as(said.substring(Math.max(0, said.length() - 6_000))).isZero();
    Matcher end = END.matcher(said);
    assertThat(end.find()).as(said.substring(Math.max(0, said.length() - 2_000))).isTrue();
    table.tell(what + ": inputs tried", Double.parseDouble(end.group(1)), "");
    table.tell(what + ": branches reached", Double.parseDouble(end.group(2)), "");
  }
}
