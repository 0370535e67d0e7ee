package dev.slipway.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunsTest {
  private static final Map<Project, List<String>> FILES =
      Map.of(
          Project.MESHC,
          List.of(
              "SHA256SUMS",
              "meshc-v0.4.0-aarch64-apple-darwin.tar.gz",
              "meshc-v0.4.0-aarch64-unknown-linux-gnu.tar.gz",
              "meshc-v0.4.0-x86_64-apple-darwin.tar.gz",
              "meshc-v0.4.0-x86_64-pc-windows-msvc.zip",
              "meshc-v0.4.0-x86_64-unknown-linux-gnu.tar.gz",
              "meshc-v0.4.0-x86_64-unknown-linux-musl.tar.gz"),
          Project.WEFT,
          List.of(
              "checksums.txt",
              "clawft.wasm",
              "clawft.wasm.gz",
              "weft-0.4.0-aarch64-apple-darwin.zip",
              "weft-0.4.0-aarch64-unknown-linux-musl.zip",
              "weft-0.4.0-x86_64-apple-darwin.zip",
              "weft-0.4.0-x86_64-pc-windows-msvc.zip",
              "weft-0.4.0-x86_64-unknown-linux-musl.zip"));

  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();

  @ParameterizedTest
  @EnumSource(Project.class)
  void aDispatchedRunBuildsEveryTargetAndDraftsNothing(Project project) throws Exception {
    Curl curl = new Curl(github.start(project));
    Runs runs = new Runs(curl);
    long run = runs.dispatch("0.4.0");
    JsonNode ended = runs.ended(run);
    assertThat(ended.path("conclusion").asText()).isEqualTo("success");
    assertThat(ended.path("event").asText()).isEqualTo("workflow_dispatch");
    Map<String, String> jobs = new TreeMap<>();
    runs.jobs(run).forEach(job -> jobs.put(job.path("name").asText(), job.path("conclusion").asText()));
    assertThat(jobs).hasSize(project == Project.MESHC ? 8 : 9);
    String build = project == Project.MESHC ? "build (aarch64-apple-darwin)" : "Build (wasm32-wasip2)";
    assertThat(jobs).containsEntry(build, "success");
    assertThat(jobs).containsEntry(project == Project.MESHC ? "draft" : "Draft", "skipped");
    assertThat(runs.files(run).keySet()).containsExactlyElementsOf(FILES.get(project));
    assertThat(curl.get("/releases").json()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(Project.class)
  void theManifestAgreesWithEveryFile(Project project) throws Exception {
    Runs runs = new Runs(new Curl(github.start(project)));
    long run = runs.dispatch("0.4.0");
    runs.ended(run);
    SequencedMap<String, byte[]> files = runs.files(run);
    byte[] manifest = files.remove(project == Project.MESHC ? "SHA256SUMS" : "checksums.txt");
    StringBuilder expected = new StringBuilder();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      expected.append(ReleasesTest.sha256(file.getValue())).append("  ").append(file.getKey()).append('\n');
    }
    assertThat(new String(manifest, StandardCharsets.UTF_8)).isEqualTo(expected.toString());
  }

  @ParameterizedTest
  @EnumSource(Project.class)
  void aTagStartsARunThatEndsInADraft(Project project) throws Exception {
    Rehearsal rehearsal = github.start(project);
    Curl curl = new Curl(rehearsal);
    Runs runs = new Runs(curl);
    long run = runs.push("v0.4.0", "main");
    assertThat(runs.ended(run).path("conclusion").asText()).isEqualTo("success");
    assertThat(curl.get("/actions/runs?event=push&branch=v0.4.0").json().path("total_count").asInt()).isEqualTo(1);
    JsonNode draft = curl.get("/releases").json().get(0);
    assertThat(draft.path("draft").asBoolean()).isTrue();
    assertThat(draft.path("tag_name").asText()).isEqualTo("v0.4.0");
    List<String> assets = draft.path("assets").findValuesAsText("name").stream().sorted().toList();
    if (project == Project.MESHC) {
      assertThat(assets).containsExactlyElementsOf(FILES.get(project));
    } else {
      assertThat(assets).isEmpty();
    }
    assertThat(rehearsal.publicReleases()).hasSize(2);
  }

  @Test
  void publishingWhatADispatchBuiltLeavesThePublishedReleaseAlone() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    Curl curl = new Curl(rehearsal);
    Runs runs = new Runs(curl);
    curl.send("POST", "/releases", "{\"tag_name\":\"v0.4.0\",\"target_commitish\":\"main\",\"body\":\"mine\"}");
    JsonNode started = curl.get("/actions/runs?event=push&branch=v0.4.0").json().path("workflow_runs").get(0);
    assertThat(runs.ended(started.path("id").asLong()).path("conclusion").asText()).isEqualTo("success");
    assertThat(rehearsal.publicReleases()).hasSize(3).last().satisfies(release -> {
      assertThat(release.notes()).isEqualTo("mine");
      assertThat(release.assets()).isEmpty();
    });
  }

  @Test
  void aJobAtWorkHasARunnerAndNoLogYet() throws Exception {
    java.time.Duration soon = java.time.Duration.ofMillis(1);
    java.time.Duration minutes = java.time.Duration.ofMinutes(10);
    Curl curl = new Curl(github.start(Project.WEFT, Fault.NONE, new Pace(soon, minutes, soon, minutes)));
    Runs runs = new Runs(curl);
    long run = runs.dispatch("0.4.0");
    runs.when(run, _ -> hasStatus(runs, run, "in_progress"));
    JsonNode working = job(runs.jobs(run), "in_progress");
    String log = "/actions/jobs/" + working.path("id").asLong() + "/logs";
    assertThat(working.path("runner_name").asText()).startsWith("GitHub Actions");
    assertThat(working.path("steps").get(0).path("name").asText()).isEqualTo("Set up job");
    assertThat(curl.get(log).status()).isEqualTo(404);
    curl.send("POST", "/actions/runs/" + run + "/cancel", "");
    assertThat(runs.ended(run).path("conclusion").asText()).isEqualTo("cancelled");
    assertThat(text(curl, log)).contains("The operation was canceled.");
  }

  @Test
  void logsSayWhatEachStepRan() throws Exception {
    Curl curl = new Curl(github.start(Project.WEFT));
    Runs runs = new Runs(curl);
    long run = runs.dispatch("0.4.0");
    runs.ended(run);
    JsonNode ended = job(runs.jobs(run), "completed");
    assertThat(text(curl, "/actions/jobs/" + ended.path("id").asLong() + "/logs"))
        .contains("##[group]Run ")
        .containsPattern("(?m)^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z ");
    assertThat(ended.path("steps").findValuesAsText("conclusion"))
        .contains("success", "skipped")
        .doesNotContain("failure");
  }

  private static String text(Curl curl, String log) throws Exception {
    Curl.Got moved = curl.get(log);
    assertThat(moved.status()).isEqualTo(302);
    return new String(curl.send("GET", URI.create(moved.header("Location")), "").bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void inputsAreHeldAgainstTheFile() throws Exception {
    Curl curl = new Curl(github.start(Project.WEFT));
    String dispatches = "/actions/workflows/release.yml/dispatches";
    assertThat(curl.send("POST", dispatches, "{\"ref\":\"main\"}").status()).isEqualTo(204);
    for (String wrong :
        List.of(
            "{\"ref\":\"nowhere\"}",
            "{\"ref\":\"founding\"}",
            "{\"ref\":\"main\",\"inputs\":{\"unknown\":\"1\"}}",
            "{\"ref\":\"main\",\"inputs\":{\"wasm-level\":\"O9\"}}",
            "{\"ref\":\"main\",\"inputs\":{\"image\":\"maybe\"}}")) {
      assertThat(curl.send("POST", dispatches, wrong).status()).as(wrong).isEqualTo(422);
    }
    assertThat(curl.send("POST", "/actions/workflows/no.yml/dispatches", "{\"ref\":\"main\"}").status()).isEqualTo(404);
    assertThat(curl.send("POST", "/actions/workflows/ci.yml/dispatches", "{\"ref\":\"main\"}").status()).isEqualTo(422);
  }

  /// A table of runs is looked at for what takes long: figures that are all alike, or do not add up, help nobody.
  @ParameterizedTest
  @EnumSource(Project.class)
  void earlierRunsTookAsLongAsTheirSteps(Project project) throws Exception {
    Curl curl = new Curl(github.start(project));
    Set<Long> lengths = new HashSet<>();
    int count = 0;
    for (JsonNode run : curl.get("/actions/runs?event=push").json().path("workflow_runs")) {
      for (JsonNode job : curl.get("/actions/runs/" + run.path("id").asLong() + "/attempts/1/jobs").json().path("jobs")) {
        Instant at = Instant.parse(job.path("started_at").asText());
        for (JsonNode step : job.path("steps")) {
          assertThat(Instant.parse(step.path("started_at").asText())).as(step.toString()).isEqualTo(at);
          at = Instant.parse(step.path("completed_at").asText());
        }
        assertThat(at).isEqualTo(Instant.parse(job.path("completed_at").asText()))
            .isBeforeOrEqualTo(Instant.parse(run.path("updated_at").asText()));
        lengths.add(Duration.between(Instant.parse(job.path("started_at").asText()), at).toSeconds());
        count++;
      }
    }
    assertThat(count).isGreaterThan(12);
    assertThat(lengths).as("hardly two alike").hasSizeGreaterThan(count * 3 / 4);
  }

  @Test
  void runsAreListedFilteredAndPaged() throws Exception {
    Curl curl = new Curl(github.start(Project.WEFT));
    Runs runs = new Runs(curl);
    for (int i = 0; i < 3; i++) {
      runs.dispatch("0.4." + i);
    }
    JsonNode page = curl.get("/actions/runs?per_page=2").json();
    assertThat(page.path("total_count").asInt()).as("three of now, two of the earlier releases").isEqualTo(5);
    assertThat(page.path("workflow_runs")).hasSize(2);
    assertThat(curl.get("/actions/runs?per_page=2").header("Link")).contains("rel=\"next\"");
    assertThat(curl.get("/actions/workflows/release.yml/runs?branch=main").json().path("total_count").asInt()).isEqualTo(3);
    assertThat(curl.get("/actions/workflows/ci.yml/runs").json().path("total_count").asInt()).isZero();
    assertThat(curl.get("/actions/runs?created=%3E%3D2999-01-01T00:00:00Z").json().path("total_count").asInt()).isZero();
    assertThat(curl.get("/actions/runs?event=push").json().path("total_count").asInt()).isEqualTo(2);
    assertThat(curl.get("/actions/workflows").json().path("total_count").asInt()).isEqualTo(2);
  }

  @Test
  void meshcsFoundingWorkflowWaitsForARetiredRunner() throws Exception {
    Curl curl = new Curl(github.start(Project.MESHC));
    Runs runs = new Runs(curl);
    long run = runs.push("v0.3.9", "founding");
    runs.when(run, _ -> ended(runs, run) == 5);
    JsonNode waiting = job(runs.jobs(run), "queued");
    assertThat(waiting.path("labels").get(0).asText()).isEqualTo("macos-14");
    assertThat(curl.send("POST", "/actions/runs/" + run + "/cancel", "").status()).isEqualTo(202);
    assertThat(runs.ended(run).path("conclusion").asText()).isEqualTo("cancelled");
    assertThat(curl.send("POST", "/actions/runs/" + run + "/cancel", "").status()).isEqualTo(409);
  }

  @Test
  void weftsFoundingWorkflowPublishesBeforeItsWindowsLegFails() throws Exception {
    Rehearsal rehearsal = github.start(Project.WEFT);
    Runs runs = new Runs(new Curl(rehearsal));
    long run = runs.push("v0.3.9", "founding");
    assertThat(runs.ended(run).path("conclusion").asText()).isEqualTo("failure");
    assertThat(rehearsal.publicReleases()).last().satisfies(release -> {
      assertThat(release.tag()).isEqualTo("v0.3.9");
      assertThat(release.assets()).doesNotContain("weft-x86_64-windows.exe", "checksums.txt");
    });
  }

  private static boolean hasStatus(Runs runs, long run, String status) {
    try {
      return runs.jobs(run).findValuesAsText("status").contains(status)
          && !job(runs.jobs(run), status).isMissingNode();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static int ended(Runs runs, long run) {
    try {
      int ended = 0;
      for (JsonNode job : runs.jobs(run)) {
        ended += job.path("status").asText().equals("completed") ? 1 : 0;
      }
      return ended;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode job(JsonNode jobs, String status) {
    for (JsonNode job : jobs) {
      if (job.path("status").asText().equals(status)) {
        return job;
      }
    }
    return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }
}
