package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `slipway rehearse --serve`, with the other commands run against it as a newcomer would.
@Timeout(120)
class ServedRehearsalTest {
  @TempDir Path folder;

  @Test
  void everyCommandWorksAgainstItFromDispatchToPublished() throws Exception {
    var out = new StringWriter();
    var code = new AtomicInteger(-1);
    Terminal terminal =
        new Terminal(InputStream.nullInputStream(), new PrintWriter(out), new PrintWriter(new StringWriter()), folder, Map.of());
    Thread serving = Thread.ofPlatform().start(
        () -> code.set(new Cli(terminal, Window.none()).run("rehearse", "weft", "--serve", "--json")));
    try {
      JsonNode served = said(out);
      Map<String, String> environment = Map.of(
          "GH_HOST", served.get("host").asText(), "GH_REPO", served.get("repository").asText(),
          "GH_TOKEN", served.get("token").asText(), "XDG_STATE_HOME", folder.resolve("state").toString());

      assertThat(run(environment, "dispatch", "release.yml", "--field", "version=0.4.0", "--watch").code()).isEqualTo(Exit.HOLDS);
      assertThat(run(environment, "download", "--unpack", "--dir", "dist").code()).isEqualTo(Exit.HOLDS);
      CliRun verified = run(Map.of(), "verify", "dist");
      assertThat(verified.code()).as(verified.out()).isEqualTo(Exit.HOLDS);
      CliRun published = run(environment, "publish", "--tag", "v0.4.0", "--confirm", "v0.4.0");
      assertThat(published.code()).as(published.err()).isEqualTo(Exit.HOLDS);
      assertThat(run(environment, "download", "--tag", "v0.4.0", "--dir", "assets").code()).isEqualTo(Exit.HOLDS);
    } finally {
      serving.interrupt();
      serving.join(Duration.ofSeconds(30));
    }
    assertThat(code).hasValue(Exit.INTERRUPTED);
  }

  private CliRun run(Map<String, String> environment, String... arguments) {
    return CliRun.in(folder, environment, "", arguments);
  }

  private static JsonNode said(StringWriter out) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!out.toString().strip().endsWith("}")) {
      assertThat(System.nanoTime()).as("nothing was said: " + out).isLessThan(deadline);
      Thread.onSpinWait();
    }
    return new ObjectMapper().readTree(out.toString());
  }
}
