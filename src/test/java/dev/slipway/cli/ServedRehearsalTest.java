package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `slipway rehearse --serve`, with the other commands run against it as a newcomer would.
@Timeout(120)
class ServedRehearsalTest {
  @TempDir Path folder;

  /// Commands tried against a rehearsal that answers meanwhile.
  private interface Trial {
    void with(Map<String, String> environment) throws Exception;
  }

  private void served(Trial trial, String... arguments) throws Exception {
    var out = new StringWriter();
    var code = new AtomicInteger(-1);
    Terminal terminal =
        new Terminal(InputStream.nullInputStream(), new PrintWriter(out), new PrintWriter(new StringWriter()), folder, Map.of());
    Thread serving = Thread.ofPlatform().start(() -> code.set(new Cli(terminal, Window.none()).run(arguments)));
    try {
      JsonNode served = said(out);
      trial.with(Map.of(
          "GH_HOST", served.get("host").asText(), "GH_REPO", served.get("repository").asText(),
          "GH_TOKEN", served.get("token").asText(), "XDG_STATE_HOME", folder.resolve("state").toString()));
    } finally {
      serving.interrupt();
      serving.join(Duration.ofSeconds(30));
    }
    assertThat(code).hasValue(Exit.INTERRUPTED);
  }

  @Test
  void everyCommandWorksAgainstItFromDispatchToPublished() throws Exception {
    served(environment -> {
      assertThat(run(environment, "dispatch", "release.yml", "--field", "version=0.4.0", "--watch").code()).isEqualTo(Exit.HOLDS);
      CliRun none = run(environment, "logs", "--failed");
      assertThat(none.code()).isEqualTo(Exit.HOLDS);
      assertThat(none.err()).contains("No job of run").contains("failed");
      CliRun empty = run(environment, "dispatch", "release.yml", "--field", "version=");
      assertThat(empty.code()).isEqualTo(Exit.WRONG_USE);
      assertThat(empty.err()).contains("needs a value for \"version\"");
      CliRun nowhere = run(environment, "dispatch", "release.yml", "--ref", "nope", "--field", "version=0.4.0");
      assertThat(nowhere.code()).isEqualTo(Exit.WRONG_USE);
      assertThat(nowhere.err()).contains("has no branch or tag nope");
      String sha = run(environment, "runs", "--json").json().at("/runs/0/sha").asText();
      CliRun commit = run(environment, "dispatch", "release.yml", "--ref", sha, "--field", "version=0.4.0");
      assertThat(commit.code()).isEqualTo(Exit.WRONG_USE);
      assertThat(commit.err()).contains("a workflow cannot be started on a commit");
      var nobody = new HashMap<>(environment);
      nobody.remove("GH_TOKEN");
      CliRun asked = run(nobody, "download", "--dir", "nothing");
      assertThat(asked.code()).isEqualTo(Exit.OUT_OF_REACH);
      assertThat(asked.err().lines().filter(line -> line.startsWith("slipway: "))).as("one sentence for all files").hasSize(1);
      assertThat(run(environment, "download", "--unpack", "--dir", "dist").code()).isEqualTo(Exit.HOLDS);
      CliRun verified = run(Map.of(), "verify", "dist");
      assertThat(verified.code()).as(verified.out()).isEqualTo(Exit.HOLDS);
      CliRun published = run(environment, "publish", "--tag", "v0.4.0", "--confirm", "v0.4.0");
      assertThat(published.code()).as(published.err()).isEqualTo(Exit.HOLDS);
      CliRun twice = run(environment, "publish", "--tag", "v0.4.0", "--confirm", "v0.4.0");
      assertThat(twice.code()).as("read back once more: " + twice.err()).isEqualTo(Exit.HOLDS);
      assertThat(run(environment, "gates", "--tag", "v0.4.0").out()).contains("v0.4.0 is public.").doesNotContain("Ready to publish");
      CliRun sizes = run(environment, "size", "--history");
      assertThat(sizes.code()).as("nothing is to be released, and the releases have sizes all the same: " + sizes.err()).isEqualTo(Exit.HOLDS);
      CliRun taken = run(environment, "publish", "--tag", "v0.3.2", "--confirm", "v0.3.2");
      assertThat(taken.code()).isEqualTo(Exit.FINDING);
      assertThat(taken.err()).contains("A release for v0.3.2 exists already");
      assertThat(run(environment, "download", "--tag", "v0.4.0", "--dir", "assets").code()).isEqualTo(Exit.HOLDS);
      CliRun hosted = run(environment, "verify", environment.get("GH_REPO"), "--tag", "v0.4.0", "--json");
      assertThat(hosted.code()).as(hosted.out() + hosted.err()).isEqualTo(Exit.HOLDS);
      assertThat(hosted.json().get("files")).allSatisfy(file -> assertThat(file.get("cells").get("apiDigest").get("state").asText()).isEqualTo("passed"));
      assertThat(run(environment, "verify", "--tag", "v0.4.0", "--no-download").code()).isEqualTo(Exit.HOLDS);
      assertThat(run(environment, "verify", "--tag", "v0.4.0", "--no-download", "--workflow", "x.yml").code()).isEqualTo(Exit.WRONG_USE);
      assertThat(run(environment, "verify", "--tag", "v9.9.9").code()).isEqualTo(Exit.OUT_OF_REACH);
      assertThat(run(environment, "verify").code()).isEqualTo(Exit.WRONG_USE);
      assertThat(run(environment, "verify", "clawft/nothing").err()).contains("a release of a repository needs --tag");
    }, "rehearse", "weft", "--serve", "--json");
  }

  @Test
  void earlierReleasesAreMeasuredWhenAskedForAndRemembered() throws Exception {
    served(environment -> {
      CliRun before = run(environment, "size", "--history");
      assertThat(before.code()).as(before.err()).isEqualTo(Exit.HOLDS);
      assertThat(before.out()).contains("files of these releases were never measured here").doesNotContain(" unpacked 4");
      assertThat(run(environment, "size", "--measure-earlier").out()).doesNotContain("never measured");
      JsonNode after = new ObjectMapper().readTree(run(environment, "size", "--history", "--json").out());
      assertThat(after.get("unmeasured").get("files").asInt()).isZero();
      JsonNode apple = after.get("history").get(0);
      assertThat(apple.get("target").asText()).isEqualTo("aarch64-apple-darwin");
      assertThat(apple.get("points").get(0).get("unpacked").asLong()).isGreaterThan(apple.get("points").get(0).get("download").asLong());
      try (var kept = java.nio.file.Files.walk(folder.resolve("state"))) {
        assertThat(kept.filter(java.nio.file.Files::isRegularFile)).extracting(file -> file.getFileName().toString())
            .as("only the sizes stay").containsExactly("unpacked.txt");
      }
      assertThat(run(environment, "size", "--history", "weft").code()).isEqualTo(Exit.WRONG_USE);
    }, "rehearse", "meshc", "--serve", "--json");
  }

  @Test
  void whatFailedIsRunAgainAndEndsAsItMust() throws Exception {
    served(environment -> {
      CliRun first = run(environment, "dispatch", "release.yml", "--field", "version=0.4.0", "--watch");
      assertThat(first.code()).as(first.out() + first.err()).isEqualTo(Exit.FINDING);
      CliRun again = run(environment, "rerun", "--failed", "--watch");
      assertThat(again.code()).as(again.out() + again.err()).isEqualTo(Exit.FINDING);
      assertThat(again.out()).startsWith("Attempt 2 of Release #203").contains("failure").endsWith("\n");
      CliRun one = run(environment, "rerun", "--job", "build (aarch64-unknown-linux-gnu)", "--watch", "--json");
      assertThat(one.code()).isEqualTo(Exit.FINDING);
      assertThat(one.json().at("/run/attempt").asInt()).isEqualTo(3);

      CliRun unknown = run(environment, "rerun", "--job", "nothing");
      assertThat(unknown.code()).isEqualTo(Exit.WRONG_USE);
      assertThat(unknown.err()).contains("has no job \"nothing\"", "Nothing was run again");
      assertThat(run(environment, "rerun", "--failed", "--job", "x").code()).isEqualTo(Exit.WRONG_USE);
      CliRun over = run(environment, "cancel");
      assertThat(over.code()).isEqualTo(Exit.WRONG_USE);
      assertThat(over.err()).contains("has ended: failure");

      assertThat(run(environment, "rerun").code()).isEqualTo(Exit.HOLDS);
      assertThat(run(environment, "rerun").err()).contains("has not ended");
      assertThat(run(environment, "cancel").code()).isEqualTo(Exit.HOLDS);
      CliRun watched = run(environment, "watch");
      assertThat(watched.code()).isEqualTo(Exit.FINDING);
      assertThat(watched.out()).contains("ended: cancelled");
      assertThat(run(environment, "publish", "--tag", "v0.4.0", "--confirm", "v0.4.0").code()).isEqualTo(Exit.FINDING);
    }, "rehearse", "meshc", "--fault", "failing-leg", "--serve", "--json");
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
