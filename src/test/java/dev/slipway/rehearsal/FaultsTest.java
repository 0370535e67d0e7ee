package dev.slipway.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.SequencedMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultsTest {
  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();

  @Test
  void everyFaultHasANameAndThoseOfABuildAGate() {
    for (Fault fault : Fault.values()) {
      assertThat(Fault.named(fault.cliName())).contains(fault);
    }
    assertThat(Arrays.stream(Fault.values()).filter(fault -> fault.stoppedAt().isPresent())).hasSize(6);
    assertThat(Fault.named("nonsense")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Project.class)
  void aFailingLegLeavesNoManifestAndSaysWhy(Project project) throws Exception {
    Dispatched run = Dispatched.of(github.start(project, Fault.FAILING_LEG));
    assertThat(run.ended().path("conclusion").asText()).isEqualTo("failure");
    JsonNode failed = job(run.jobs(), "failure");
    assertThat(failed.path("name").asText()).contains("aarch64-unknown-linux");
    URI link = URI.create(run.curl().get("/actions/jobs/" + failed.path("id").asLong() + "/logs").header("Location"));
    String log = new String(run.curl().send("GET", link, "").bytes(), StandardCharsets.UTF_8);
    assertThat(log).contains("error[E0308]").contains("##[error]");
    assertThat(run.files()).hasSize(project == Project.MESHC ? 5 : 6);
    assertThat(names(run.jobs(), "skipped")).anyMatch(name -> name.equalsIgnoreCase("checksums"));

    run.rehearsal().misbehave(Fault.NONE);
    assertThat(run.curl().send("POST", "/actions/runs/" + run.id() + "/rerun-failed-jobs", "").status()).isEqualTo(201);
    JsonNode again = run.ended();
    assertThat(again.path("conclusion").asText()).isEqualTo("success");
    assertThat(again.path("run_attempt").asInt()).isEqualTo(2);
    assertThat(run.curl().get("/actions/runs/" + run.id() + "/attempts/2/jobs").json().path("total_count").asInt())
        .isEqualTo(project == Project.MESHC ? 8 : 9);
    assertThat(run.files()).hasSize(project == Project.MESHC ? 7 : 8);
    assertThat(run.curl().send("POST", "/actions/runs/" + run.id() + "/rerun-failed-jobs", "").status()).isEqualTo(403);
  }

  @ParameterizedTest
  @EnumSource(Project.class)
  void oneJobRunsAgainWithThoseThatNeedItAndTheRestIsCarriedOver(Project project) throws Exception {
    Dispatched run = Dispatched.of(github.start(project, Fault.FAILING_LEG));
    assertThat(run.ended().path("conclusion").asText()).isEqualTo("failure");
    JsonNode failed = job(run.jobs(), "failure");
    String again = "/actions/jobs/" + failed.path("id").asLong() + "/rerun";

    assertThat(run.curl().send("POST", again, "").status()).isEqualTo(201);
    assertThat(run.curl().send("POST", again, "").status()).as("while it runs").isEqualTo(403);
    JsonNode second = run.ended();
    assertThat(second.path("conclusion").asText()).as("the fault is still set").isEqualTo("failure");
    assertThat(second.path("run_attempt").asInt()).isEqualTo(2);

    run.rehearsal().misbehave(Fault.NONE);
    JsonNode secondJobs = run.curl().get("/actions/runs/" + run.id() + "/attempts/2/jobs?per_page=100").json().path("jobs");
    assertThat(secondJobs).hasSameSizeAs(run.jobs());
    JsonNode stillFailed = job(secondJobs, "failure");
    assertThat(stillFailed.path("name")).isEqualTo(failed.path("name"));
    assertThat(run.curl().send("POST", "/actions/jobs/" + stillFailed.path("id").asLong() + "/rerun", "").status()).isEqualTo(201);
    assertThat(run.ended().path("conclusion").asText()).isEqualTo("success");
    JsonNode thirdJobs = run.curl().get("/actions/runs/" + run.id() + "/attempts/3/jobs?per_page=100").json().path("jobs");
    for (JsonNode before : secondJobs) {
      JsonNode now = named(thirdJobs, before.path("name").asText());
      boolean carried = before.path("conclusion").asText().equals("success");
      assertThat(now.path("completed_at").equals(before.path("completed_at"))).as(before.path("name").asText()).isEqualTo(carried);
    }
    assertThat(run.files()).hasSize(project == Project.MESHC ? 7 : 8);
  }

  @Test
  void aWholeRunRunsAgainUnlessItIsTooOld() throws Exception {
    Dispatched run = Dispatched.of(github.start(Project.MESHC));
    run.ended();
    assertThat(run.curl().send("POST", "/actions/runs/" + run.id() + "/rerun", "").status()).isEqualTo(201);
    JsonNode again = run.ended();
    assertThat(again.path("run_attempt").asInt()).isEqualTo(2);
    assertThat(again.path("conclusion").asText()).isEqualTo("success");
    long carried = 0;
    JsonNode now = run.curl().get("/actions/runs/" + run.id() + "/attempts/2/jobs?per_page=100").json().path("jobs");
    for (JsonNode before : run.jobs()) {
      boolean same = named(now, before.path("name").asText()).path("started_at").equals(before.path("started_at"));
      carried += same ? 1 : 0;
    }
    assertThat(carried).isZero();

    JsonNode all = run.curl().get("/actions/runs?per_page=100").json().path("workflow_runs");
    long old = all.get(all.size() - 1).path("id").asLong();
    Curl.Got refused = run.curl().send("POST", "/actions/runs/" + old + "/rerun", "");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().path("message").asText()).contains("over a month ago");
  }

  @Test
  void aStuckLegStaysQueuedUntilTheRunIsCancelled() throws Exception {
    Dispatched run = Dispatched.of(github.start(Project.MESHC, Fault.STUCK_LEG));
    run.runs().when(run.id(), _ -> count(run, "completed") == 5);
    JsonNode stuck = job(run.jobs(), "");
    assertThat(stuck.path("status").asText()).isEqualTo("queued");
    assertThat(stuck.path("runner_id").isNull()).isTrue();
    assertThat(run.curl().get("/actions/runs/" + run.id()).json().path("status").asText()).isEqualTo("in_progress");
    run.curl().send("POST", "/actions/runs/" + run.id() + "/cancel", "");
    assertThat(run.ended().path("conclusion").asText()).isEqualTo("cancelled");
  }

  @ParameterizedTest
  @EnumSource(Project.class)
  void aMissingTargetHasNoJob(Project project) throws Exception {
    Dispatched run = Dispatched.of(github.start(project, Fault.MISSING_TARGET));
    run.ended();
    assertThat(names(run.jobs(), "success"))
        .noneMatch(name -> name.contains("windows"))
        .filteredOn(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("build"))
        .hasSize(5);
    assertThat(run.files().keySet()).noneMatch(name -> name.contains("windows"));
  }

  @ParameterizedTest
  @EnumSource(Project.class)
  void aWrongChecksumIsOneLine(Project project) throws Exception {
    Dispatched run = Dispatched.of(github.start(project, Fault.WRONG_CHECKSUM));
    assertThat(run.ended().path("conclusion").asText()).isEqualTo("success");
    SequencedMap<String, byte[]> files = run.files();
    String manifest =
        new String(files.remove(project == Project.MESHC ? "SHA256SUMS" : "checksums.txt"), StandardCharsets.UTF_8);
    int wrong = 0;
    for (String line : manifest.lines().toList()) {
      assertThat(line).matches("[0-9a-f]{64}  .+");
      wrong += ReleasesTest.sha256(files.get(line.substring(66))).equals(line.substring(0, 64)) ? 0 : 1;
    }
    assertThat(wrong).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Project.class)
  void aSwappedBinaryIsForAnotherProcessor(Project project) throws Exception {
    Rehearsal good = github.start(project);
    Rehearsal bad = github.start(project, Fault.SWAPPED_BINARY);
    String name =
        project == Project.MESHC ? "meshc-v0.4.0-aarch64-apple-darwin.tar.gz" : "weft-0.4.0-aarch64-apple-darwin.zip";
    byte[] right = program(project, built(good).get(name));
    byte[] swapped = program(project, built(bad).get(name));
    // Mach-O: the processor is the second word, 0x0100000c for ARM64 and 0x01000007 for x86-64.
    assertThat(right[4]).isEqualTo((byte) 0x0c);
    assertThat(swapped[4]).isEqualTo((byte) 0x07);
  }

  @Test
  void anOversizedFileIsOverItsBudget() throws Exception {
    SequencedMap<String, byte[]> weft = built(github.start(Project.WEFT, Fault.OVERSIZED));
    assertThat(weft.get("clawft.wasm")).hasSizeGreaterThan(300 * 1024);
    assertThat(weft.get("clawft.wasm.gz")).hasSizeLessThan(120 * 1024);
    SequencedMap<String, byte[]> meshc = built(github.start(Project.MESHC, Fault.OVERSIZED));
    assertThat(program(Project.MESHC, meshc.get("meshc-v0.4.0-x86_64-unknown-linux-gnu.tar.gz")))
        .hasSizeGreaterThan(8 << 20);
  }

  @Test
  void anUploadAnsweredWith502LeavesARestThatMustBeDeleted() throws Exception {
    Curl curl = new Curl(github.start(Project.WEFT, Fault.UPLOAD_502));
    JsonNode draft = curl.send("POST", "/releases", "{\"tag_name\":\"v0.4.0\",\"draft\":true}").json();
    String upload = draft.path("upload_url").asText();
    assertThat(curl.upload(upload, "a.zip", new byte[100_000]).status()).isEqualTo(502);
    JsonNode rest = curl.get("/releases/" + draft.path("id").asLong() + "/assets").json().get(0);
    assertThat(rest.path("state").asText()).isEqualTo("starter");
    assertThat(curl.upload(upload, "a.zip", new byte[100_000]).status()).isEqualTo(422);
    assertThat(curl.send("DELETE", "/releases/assets/" + rest.path("id").asLong(), "").status()).isEqualTo(204);
    assertThat(curl.upload(upload, "a.zip", new byte[100_000]).status()).isEqualTo(201);
  }

  @Test
  void aUsedUpLimitSaysWhenItStartsAgainAndDoes() throws Exception {
    Curl curl = new Curl(github.start(Project.WEFT, Fault.RATE_LIMIT));
    Curl.Got got = curl.get("/tags");
    for (int i = 0; i < 40 && got.status() == 200; i++) {
      got = curl.get("/tags");
    }
    assertThat(got.status()).isEqualTo(403);
    assertThat(got.header("X-RateLimit-Remaining")).isEqualTo("0");
    Instant resets = Instant.ofEpochSecond(Long.parseLong(got.header("X-RateLimit-Reset")));
    assertThat(resets).isBefore(Instant.now().plusSeconds(3));
    while (Instant.now().isBefore(resets)) {
      java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
    }
    got = curl.get("/tags");
    assertThat(got.status()).isEqualTo(200);
    for (int i = 0; i < 40 && got.status() == 200; i++) {
      got = curl.get("/tags");
    }
    assertThat(got.status()).isEqualTo(429);
    assertThat(got.header("Retry-After")).isEqualTo("1");
    assertThat(curl.get("/tags").status()).isEqualTo(200);
  }

  @Test
  void aDroppedConnectionCanBeResumed() throws Exception {
    Curl curl = new Curl(github.start(Project.WEFT, Fault.DROPPED_CONNECTION));
    JsonNode asset = curl.get("/releases/latest").json().path("assets").get(1);
    URI address = URI.create(asset.path("url").asText());
    URI link = URI.create(curl.send("GET", address, "", "Accept", "application/octet-stream").header("Location"));
    assertThatThrownBy(() -> curl.send("GET", link, "")).isInstanceOf(IOException.class);
    byte[] head = curl.send("GET", link, "", "Range", "bytes=0-99").bytes();
    byte[] rest = curl.send("GET", link, "", "Range", "bytes=100-").bytes();
    byte[] whole = new byte[head.length + rest.length];
    System.arraycopy(head, 0, whole, 0, head.length);
    System.arraycopy(rest, 0, whole, head.length, rest.length);
    assertThat("sha256:" + ReleasesTest.sha256(whole)).isEqualTo(asset.path("digest").asText());

    JsonNode draft = curl.send("POST", "/releases", "{\"tag_name\":\"v0.4.0\",\"draft\":true}").json();
    assertThatThrownBy(() -> curl.upload(draft.path("upload_url").asText(), "a.zip", new byte[3_000_000]))
        .isInstanceOf(IOException.class);
    JsonNode left = curl.get("/releases/" + draft.path("id").asLong()).json().path("assets").get(0);
    assertThat(left.path("state").asText()).isEqualTo("starter");
  }

  /// A run of the release workflow in a rehearsal, just dispatched.
  private record Dispatched(Rehearsal rehearsal, Curl curl, Runs runs, long id) {
    static Dispatched of(Rehearsal rehearsal) throws Exception {
      Curl curl = new Curl(rehearsal);
      Runs runs = new Runs(curl);
      return new Dispatched(rehearsal, curl, runs, runs.dispatch("0.4.0"));
    }

    JsonNode ended() throws Exception {
      return runs.ended(id);
    }

    JsonNode jobs() throws Exception {
      return runs.jobs(id);
    }

    SequencedMap<String, byte[]> files() throws Exception {
      return runs.files(id);
    }
  }

  private static SequencedMap<String, byte[]> built(Rehearsal rehearsal) throws Exception {
    Dispatched run = Dispatched.of(rehearsal);
    assertThat(run.ended().path("conclusion").asText()).isEqualTo("success");
    return run.files();
  }

  private static byte[] program(Project project, byte[] archive) throws Exception {
    if (project == Project.WEFT) {
      return Runs.unzipped(archive).get("weft");
    }
    byte[] tar = new GZIPInputStream(new ByteArrayInputStream(archive)).readAllBytes();
    int size = Integer.parseInt(new String(tar, 124, 11, StandardCharsets.US_ASCII).strip(), 8);
    return Arrays.copyOfRange(tar, 512, 512 + size);
  }

  private static java.util.List<String> names(JsonNode jobs, String conclusion) {
    java.util.List<String> names = new java.util.ArrayList<>();
    jobs.forEach(
        job -> {
          if (job.path("conclusion").asText().equals(conclusion)) {
            names.add(job.path("name").asText());
          }
        });
    return names;
  }

  private static int count(Dispatched run, String status) {
    try {
      int count = 0;
      for (JsonNode job : run.jobs()) {
        count += job.path("status").asText().equals(status) ? 1 : 0;
      }
      return count;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode named(JsonNode jobs, String name) {
    for (JsonNode job : jobs) {
      if (job.path("name").asText().equals(name)) {
        return job;
      }
    }
    throw new AssertionError("no job " + name + " in " + jobs);
  }

  private static JsonNode job(JsonNode jobs, String conclusion) {
    for (JsonNode job : jobs) {
      if (job.path("conclusion").asText("").equals(conclusion.isEmpty() ? "null" : conclusion)
          || (conclusion.isEmpty() && job.path("conclusion").isNull())) {
        return job;
      }
    }
    throw new AssertionError("no job ended with " + conclusion + ": " + jobs);
  }
}
