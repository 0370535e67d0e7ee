package dev.slipway.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// Starts runs and waits for them, for tests.
final class Runs {
  private final Curl curl;

  Runs(Curl curl) {
    this.curl = curl;
  }

  /// Starts the release workflow by hand; gives the run's id.
  long dispatch(String version) throws Exception {
    Curl.Got got =
        curl.send(
            "POST",
            "/actions/workflows/release.yml/dispatches",
            "{\"ref\":\"main\",\"inputs\":{\"version\":\"" + version + "\"},\"return_run_details\":true}");
    assertThat(got.status()).isEqualTo(200);
    return got.json().path("workflow_run_id").asLong();
  }

  /// Pushes a tag on the head of a branch; gives the id of the run it starts.
  long push(String tag, String branch) throws Exception {
    String head = curl.get("/commits/" + branch).json().path("sha").asText();
    assertThat(curl.send("POST", "/git/refs", "{\"ref\":\"refs/tags/" + tag + "\",\"sha\":\"" + head + "\"}").status())
        .isEqualTo(201);
    return curl.get("/actions/runs?event=push&branch=" + tag).json().path("workflow_runs").get(0).path("id").asLong();
  }

  JsonNode ended(long run) throws Exception {
    return when(run, it -> it.path("status").asText().equals("completed"));
  }

  /// The run as soon as a condition holds.
  JsonNode when(long run, Predicate<JsonNode> condition) throws Exception {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
    while (Instant.now().isBefore(deadline)) {
      JsonNode state = curl.get("/actions/runs/" + run).json();
      if (condition.test(state)) {
        return state;
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    throw new AssertionError("run " + run + " is not there yet: " + curl.get("/actions/runs/" + run).json());
  }

  JsonNode jobs(long run) throws Exception {
    return curl.get("/actions/runs/" + run + "/attempts/1/jobs?per_page=100").json().path("jobs");
  }

  /// Everything the run's artifacts hold, by file name.
  SequencedMap<String, byte[]> files(long run) throws Exception {
    SequencedMap<String, byte[]> files = new TreeMap<>(Comparator.naturalOrder());
    JsonNode artifacts = curl.get("/actions/runs/" + run + "/artifacts").json().path("artifacts");
    for (JsonNode artifact : artifacts) {
      Curl.Got moved = curl.send("GET", URI.create(artifact.path("archive_download_url").asText()), "");
      assertThat(moved.status()).isEqualTo(302);
      byte[] zip = curl.send("GET", URI.create(moved.header("Location")), "").bytes();
      assertThat("sha256:" + ReleasesTest.sha256(zip)).isEqualTo(artifact.path("digest").asText());
      assertThat(zip).hasSize(artifact.path("size_in_bytes").asInt());
      files.putAll(unzipped(zip));
    }
    return files;
  }

  static SequencedMap<String, byte[]> unzipped(byte[] zip) throws Exception {
    SequencedMap<String, byte[]> files = new TreeMap<>(Comparator.naturalOrder());
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        assertThat(files.put(entry.getName(), in.readAllBytes())).isNull();
      }
    }
    return files;
  }
}
