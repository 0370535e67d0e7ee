package dev.slipway.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.fact.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
  @TempDir Path folder;

  @Test
  void readsHyperfine() throws Exception {
    assertThat(
            read(
                """
                {"results":[{"command":"weft --version","mean":0.0123,"stddev":0.0004,"median":0.01225,"user":0.01,"system":0.002,
                  "min":0.0119,"max":0.0140,"times":[0.0119,0.01225,0.0140],"exit_codes":[0,0,0]},
                 {"command":"once","mean":2.0,"stddev":null,"median":2.0,"times":[2.0],"exit_codes":[null]}]}
                """))
        .containsExactly(
            new Measured("weft --version", 12.25, "ms", Optional.of("± 0.400")), new Measured("once", 2000, "ms", Optional.empty()));
  }

  @Test
  void readsWhatScriptsWriteForGithubActionBenchmark() throws Exception {
    assertThat(
            read(
                """
                [{"name":"startup","unit":"ms","value":12.5,"range":"± 3"},{"name":"rss\\nmemory","unit":"MB","value":7},
                 {"name":"no value","unit":"ms"},{"unit":"ms","value":1},"words"]
                """))
        .containsExactly(
            new Measured("startup", 12.5, "ms", Optional.of("± 3")), new Measured("rss memory", 7, "MB", Optional.empty()));
  }

  @Test
  void readsCriterion() throws Exception {
    assertThat(
            read(
                """
                {"mean":{"confidence_interval":{"confidence_level":0.95,"lower_bound":1.0,"upper_bound":3.0},
                 "point_estimate":1234.5,"standard_error":12.0},"median":{"point_estimate":1200.0},"slope":null}
                """))
        .containsExactly(new Measured("bench", 1234.5, "ns", Optional.of("± 12.0")));
  }

  @Test
  void whatIsNoResultSaysNothingAndWhatIsBrokenIsASentence() throws Exception {
    assertThat(read("{\"results\":[{\"command\":\"x\"},{\"median\":1}]}")).isEmpty();
    assertThat(read("[1,2,[{}]]")).isEmpty();
    assertThat(read("{\"mean\":1}")).isEmpty();
    assertThat(read("")).isEmpty();
    assertThatThrownBy(() -> read("[{\"name\":")).isInstanceOf(Problem.class).hasMessageContaining("holds no JSON");
    assertThatThrownBy(() -> read("[".repeat(5000))).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> ResultFile.read(folder.resolve("absent.json"))).isInstanceOf(Problem.class);
  }

  @Test
  void onlyNamesThatSpeakOfBenchmarksAreOpened() {
    assertThat(List.of("benchmarks.json", "weft-Bench-v1.JSON", "hyperfine.json", "startup.estimates.json")).allMatch(ResultFile::named);
    assertThat(List.of("sbom.json", "weft-v1.tar.gz", "bench.txt")).noneMatch(ResultFile::named);
  }

  @Test
  void figuresHaveTheDigitsThatSaySomething() {
    assertThat(List.of(0.0, 0.0123, 1.239, 12.34, 123.4, 1_234_567.8, -5.0)).extracting(ResultFile::text)
        .containsExactly("0", "0.012", "1.24", "12.3", "123", "1,234,568", "-5.00");
  }

  private List<Measured> read(String text) throws Exception {
    return ResultFile.read(Files.writeString(folder.resolve("bench.json"), text));
  }
}
