package dev.slipway.size;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.binary.Fixtures;
import dev.slipway.measured.Measurements;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Jazzer on the readers of binaries, beginning with every fixture: nothing but a refusal may be thrown, nothing may ask
/// for more than 256 MB or hang. What it finds is printed and becomes a test.
@Tag("benchmark")
@Timeout(240)
class BinaryFuzzBenchmark {
  private static final long SECONDS = Long.getLong("slipway.fuzz.seconds", 60);
  private static final Pattern END = Pattern.compile("#(\\d+)\\s+DONE\\s+cov: (\\d+)");

  @TempDir Path folder;

  @Test
  void whateverJazzerMakesIsReadOrRefused() throws Exception {
    try {
      Class.forName("com.code_intelligence.jazzer.Jazzer", false, BinaryFuzzBenchmark.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      Assumptions.abort("skipped: Jazzer is on the class path only in the profile benchmark");
    }
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    for (Path fixture : Fixtures.all()) {
      Files.copy(fixture, corpus.resolve(fixture.getFileName()));
    }
    Process jazzer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED", "-Xmx1g", "-cp", System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer", "--target_class=" + BinaryFuzzTarget.class.getName(),
                "--instrumentation_includes=dev.slipway.binary.**:dev.slipway.size.**", "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/", "-timeout=10", "-rss_limit_mb=0", "-max_len=65536",
                "-max_total_time=" + SECONDS, corpus.toString())
            .directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(jazzer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Files.writeString(Files.createDirectories(Path.of("target")).resolve("jazzer-binaries.log"), said);
    assertThat(jazzer.waitFor()).as(said.substring(Math.max(0, said.length() - 6_000))).isZero();
    Matcher end = END.matcher(said);
    assertThat(end.find()).as(said.substring(Math.max(0, said.length() - 2_000))).isTrue();
    try (var table = Measurements.of("fuzzing-binaries", "none")) {
      table.tell("files tried", Double.parseDouble(end.group(1)), "");
      table.tell("branches reached", Double.parseDouble(end.group(2)), "");
    }
  }
}
