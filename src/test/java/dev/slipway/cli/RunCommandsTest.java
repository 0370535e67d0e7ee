package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fact.Digest;
import dev.slipway.forge.github.Samples;
import dev.slipway.forge.github.StubHost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The commands about runs, against a host on loopback.
@Timeout(30)
class RunCommandsTest {
  private static final String RUNS = "/repos/clawft/weft/actions/runs";

  @TempDir Path folder;

  private StubHost host;

  @BeforeEach
  void start() throws Exception {
    host = new StubHost();
    host.json("/repos/clawft/weft", 200, Samples.repository(host.uri().toString()));
    host.json(RUNS, 200, "{\"total_count\":1,\"workflow_runs\":[" + Samples.run(5) + "]}");
    host.json(RUNS + "/5", 200, ended(Samples.run(5), "failure"));
    host.json(RUNS + "/5/attempts/2/jobs", 200,
        "{\"total_count\":1,\"jobs\":[" + Samples.job(8).replace("brand_new", "failure") + "]}");
  }

  @AfterEach
  void stop() {
    host.close();
  }

  private static String ended(String run, String conclusion) {
    return run.replace("in_progress", "completed").replace("\"conclusion\":null", "\"conclusion\":\"" + conclusion + "\"");
  }

  private CliRun run(String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--repo", "clawft/weft", "--host", host.uri().toString()));
    return CliRun.in(folder, Map.of("GH_TOKEN", "ghp_secret"), "", all.toArray(String[]::new));
  }

  @Test
  void runsAreListed() {
    CliRun run = run("runs");
    assertThat(run.code()).isEqualTo(Exit.HOLDS);
    assertThat(run.out()).contains("release", "#12", "in progress", "Release v0.4.0");
    assertThat(host.seen.getFirst().header("Authorization")).isEqualTo("Bearer ghp_secret");
  }

  @Test
  void runsAreListedAsJson() {
    var json = run("runs", "--json", "--limit", "5").json();
    assertThat(json.at("/runs/0/id").asLong()).isEqualTo(5);
    assertThat(json.at("/runs/0/conclusion").isNull()).isTrue();
    assertThat(json.at("/total").asInt()).isEqualTo(1);
  }

  @Test
  void aRunThatFailedIsAFinding() {
    CliRun run = run("watch", "5");
    assertThat(run.code()).isEqualTo(Exit.FINDING);
    assertThat(run.out()).contains("failure", "build (x86_64)", "release #12 ended: failure");
    assertThat(run("watch", "5", "--json").json().at("/jobs/0/conclusion").asText()).isEqualTo("failure");
  }

  @Test
  void logsLoseTheirColoursAndShowTheirErrors() {
    host.on("/repos/clawft/weft/actions/jobs/8/logs", exchange ->
        StubHost.bytes(exchange, 200, "\uFEFFone\n\u001B[31m##[error]it broke\u001B[0m\nlast".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    assertThat(run("logs", "5").out()).contains("== build (x86_64): failure", "one", "##[error]it broke", "last").doesNotContain("\u001B");
    var json = run("logs", "5", "--failed", "--json").json();
    assertThat(json.at("/jobs/0/errors/0").asText()).isEqualTo("##[error]it broke");
    assertThat(json.at("/jobs/0/lines").asInt()).isEqualTo(3);
  }

  @Test
  void aLogGoesOnWhereTheConnectionBrokeOff() {
    byte[] log = "first line\nsecond line\nthird line\n".getBytes();
    host.on("/repos/clawft/weft/actions/jobs/8/logs", exchange -> {
      boolean again = host.asked("/repos/clawft/weft/actions/jobs/8/logs").size() > 1;
      exchange.sendResponseHeaders(200, log.length); // no ranges: all of it again
      exchange.getResponseBody().write(log, 0, again ? log.length : 15);
      exchange.getResponseBody().flush();
      if (!again) {
        throw new java.io.IOException("dropped");
      }
    });
    assertThat(run("logs", "5").out()).containsOnlyOnce("first line").containsOnlyOnce("second line").containsOnlyOnce("third line");
  }

  @Test
  void aDeletedLogIsToldAndIsNoFailure() {
    host.json("/repos/clawft/weft/actions/jobs/8/logs", 410, "{\"message\":\"gone\"}");
    CliRun run = run("logs", "5");
    assertThat(run.code()).isEqualTo(Exit.HOLDS);
    assertThat(run.err()).contains("has deleted it");
  }

  @Test
  void artifactsComeIntoTheFolder() throws Exception {
    byte[] bytes = "PK not really a zip".getBytes();
    String digest = Digest.of(Digest.Algorithm.SHA256, MessageDigest.getInstance("SHA-256").digest(bytes)).toString();
    host.json(RUNS + "/5/artifacts", 200, "{\"total_count\":2,\"artifacts\":["
        + Samples.artifact(3, "weft-a").replace(Samples.DIGEST, digest).replace("1234", "" + bytes.length) + "," + Samples.artifact(4, "other") + "]}");
    host.on("/repos/clawft/weft/actions/artifacts/3/zip", exchange -> {
      exchange.getResponseHeaders().set("Content-Type", "application/zip");
      StubHost.bytes(exchange, 200, bytes);
    });
    CliRun run = run("download", "5", "--name", "weft-*", "--dir", "out", "--json");
    assertThat(run.code()).as(run.err()).isEqualTo(Exit.HOLDS);
    assertThat(run.json().at("/files/0/file").asText()).isEqualTo("weft-a.zip");
    assertThat(run.json().at("/files/0/checked").asText()).isEqualTo("digest");
    assertThat(folder.resolve("out/weft-a.zip")).hasBinaryContent(bytes);
    assertThat(run.err()).as("what came is not taken for all").contains("release #12 ended: failure, so files of it may be missing");
    host.json(RUNS + "/6", 200, Samples.run(6));
    host.json(RUNS + "/6/artifacts", 200, "{\"total_count\":0,\"artifacts\":[]}");
    assertThat(run("download", "6").err()).contains("release #12 has not ended, so files of it may be missing");
    host.json(RUNS + "/7", 200, ended(Samples.run(7), "success"));
    host.json(RUNS + "/7/artifacts", 200, "{\"total_count\":0,\"artifacts\":[]}");
    assertThat(run("download", "7").err()).contains("has no artifacts").doesNotContain("may be missing");
  }

  private void artifact(long id, String name, byte[] bytes) throws Exception {
    String digest = Digest.of(Digest.Algorithm.SHA256, MessageDigest.getInstance("SHA-256").digest(bytes)).toString();
    host.json(RUNS + "/5/artifacts", 200, "{\"total_count\":1,\"artifacts\":["
        + Samples.artifact(id, name).replace(Samples.DIGEST, digest).replace("1234", "" + bytes.length) + "]}");
    host.on("/repos/clawft/weft/actions/artifacts/" + id + "/zip", exchange -> {
      exchange.getResponseHeaders().set("Content-Type", "application/zip");
      StubHost.bytes(exchange, 200, bytes);
    });
  }

  private static byte[] zip(Map<String, String> files) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void unpackedArtifactsLieSideBySide() throws Exception {
    // The one file in an artifact is often called as the artifact's own zip.
    artifact(3, "weft-windows", zip(Map.of("weft-windows.zip", "the program", "dist/notes.txt", "words")));
    CliRun run = run("download", "5", "--unpack", "--dir", "out", "--json");
    assertThat(run.code()).as(run.err()).isEqualTo(Exit.HOLDS);
    assertThat(run.json().at("/unpacked")).extracting(node -> node.asText()).containsExactlyInAnyOrder("weft-windows.zip", "notes.txt");
    assertThat(folder.resolve("out/weft-windows.zip")).hasContent("the program");
    assertThat(folder.resolve("out/notes.txt")).hasContent("words");
    assertThat(folder.resolve("out")).isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  void unpackingWritesOverNothing() throws Exception {
    Files.createDirectories(folder.resolve("out"));
    Files.writeString(folder.resolve("out/weft"), "mine");
    artifact(3, "weft-linux", zip(Map.of("weft", "theirs")));
    CliRun run = run("download", "5", "--unpack", "--dir", "out");
    assertThat(run.code()).isEqualTo(Exit.FINDING);
    assertThat(run.err()).contains("weft of the artifact weft-linux is in", "Nothing was written over");
    assertThat(folder.resolve("out/weft")).hasContent("mine");
    assertThat(folder.resolve("out/weft-linux.zip")).exists();
  }

  @Test
  void twoFilesOfOneNameInAnArtifactAreNotLaidOverEachOther() throws Exception {
    artifact(3, "weft-all", zip(Map.of("linux/weft", "for Linux", "macos/weft", "for macOS")));
    CliRun run = run("download", "5", "--unpack", "--dir", "out");
    assertThat(run.code()).isEqualTo(Exit.FINDING);
    assertThat(run.err()).contains("weft-all", "several files called weft");
    assertThat(folder.resolve("out/weft")).doesNotExist();
    assertThat(folder.resolve("out/weft-all.zip")).exists();
  }

  @Test
  void anArtifactThatLeavesTheFolderIsNotUnpacked() throws Exception {
    artifact(3, "weft-linux", zip(Map.of("../weft", "elsewhere")));
    CliRun run = run("download", "5", "--unpack", "--dir", "out");
    assertThat(run.code()).isEqualTo(Exit.FINDING);
    assertThat(folder.resolve("weft")).doesNotExist();
    assertThat(folder.resolve("out/weft")).doesNotExist();
  }

  @Test
  void anAssetWithWrongBytesIsAFindingAndDoesNotStay() throws Exception {
    host.json("/repos/clawft/weft/releases/tags/v0.4.0", 200, Samples.release(9, "http://x/", Samples.asset(1, "a.tar.gz", "uploaded", 3)));
    host.on("/repos/clawft/weft/releases/assets/1", exchange -> StubHost.bytes(exchange, 200, "abc".getBytes()));
    CliRun run = run("download", "--tag", "v0.4.0");
    assertThat(run.code()).isEqualTo(Exit.FINDING);
    assertThat(run.err()).contains("a.tar.gz", "host says");
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  private void workflow(String text) {
    String content = Base64.getEncoder().encodeToString(text.getBytes());
    host.json("/repos/clawft/weft/contents/.github/workflows/release.yml", 200,
        "{\"type\":\"file\",\"encoding\":\"base64\",\"size\":" + text.length()
            + ",\"name\":\"release.yml\",\"path\":\".github/workflows/release.yml\",\"content\":\"" + content + "\",\"sha\":\"1\"}");
  }

  @Test
  void aDispatchSaysWhichRunItMade() {
    workflow("on:\n  workflow_dispatch:\n    inputs:\n      level: {type: choice, options: [patch, minor], required: true}\njobs: {}\n");
    host.json("/repos/clawft/weft/actions/workflows/release.yml/runs", 200, "{\"total_count\":0,\"workflow_runs\":[]}");
    host.json("/repos/clawft/weft/actions/workflows/release.yml/dispatches", 200, "{\"workflow_run_id\":5,\"run_url\":\"x\",\"html_url\":\"x\"}");
    CliRun run = run("dispatch", "release.yml", "-f", "level=minor", "--json");
    assertThat(run.code()).as(run.err()).isEqualTo(Exit.HOLDS);
    assertThat(run.json().at("/run/id").asLong()).isEqualTo(5);
    assertThat(host.asked("/repos/clawft/weft/actions/workflows/release.yml/dispatches").getFirst().text())
        .contains("\"ref\":\"main\"", "\"level\":\"minor\"", "\"return_run_details\":true");
  }

  @Test
  void wrongInputsStartNothing() {
    workflow("on:\n  workflow_dispatch:\n    inputs:\n      level: {type: choice, options: [patch, minor], required: true}\njobs: {}\n");
    for (String[] arguments : List.of(
        new String[] {"dispatch", "release.yml"},
        new String[] {"dispatch", "release.yml", "-f", "level=huge"},
        new String[] {"dispatch", "release.yml", "-f", "level=minor", "-f", "other=1"})) {
      CliRun run = run(arguments);
      assertThat(run.code()).as(String.join(" ", arguments)).isEqualTo(Exit.WRONG_USE);
      assertThat(run.err()).contains("Nothing was started");
    }
    assertThat(host.asked("/repos/clawft/weft/actions/workflows/release.yml/dispatches")).isEmpty();
  }

  /// What the file does not show is known to the host alone: it answers 422 to each, and its words tell them apart.
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "No ref found for: main | clawft/weft has no branch or tag main",
      "Workflow does not have 'workflow_dispatch' trigger | has no workflow_dispatch trigger at main",
      "Cannot trigger a 'workflow_dispatch' on a disabled workflow | release.yml of clawft/weft is disabled",
      "Required input 'level' not provided | Required input 'level' not provided",
      "Unexpected inputs provided: [\"level\"] | Unexpected inputs provided"})
  void whatTheHostRefusesToStartIsExplained(String answer, String said) {
    workflow("on:\n  workflow_dispatch:\njobs: {}\n");
    host.json("/repos/clawft/weft/actions/workflows/release.yml/runs", 200, "{\"total_count\":0,\"workflow_runs\":[]}");
    host.json("/repos/clawft/weft/actions/workflows/release.yml/dispatches", 422, "{\"message\":\"" + answer.replace("\"", "\\\"") + "\"}");
    CliRun run = run("dispatch", "release.yml");
    assertThat(run.code()).as(run.err()).isEqualTo(Exit.WRONG_USE);
    assertThat(run.err()).contains(said).containsPattern("Nothing was (started|changed)");
    assertThat(host.asked("/repos/clawft/weft/actions/workflows/release.yml/dispatches")).hasSize(1);
  }

  @Test
  void aRefThatIsNotThereIsNamedAndNotTheFile() {
    host.json("/repos/clawft/weft/contents/.github/workflows/release.yml", 404, "{\"message\":\"No commit found for the ref nope\"}");
    host.json("/repos/clawft/weft/commits", 404, "{\"message\":\"Not Found\"}");
    CliRun run = run("dispatch", "release.yml", "--ref", "nope");
    assertThat(run.code()).as(run.err()).isEqualTo(Exit.WRONG_USE);
    assertThat(run.err()).contains("clawft/weft has no branch or tag nope. Nothing was started").doesNotContain("release.yml");
  }

  @Test
  void anUnreachableHostIsOutOfReachInOneSentence() {
    CliRun run = CliRun.in(folder, "runs", "--repo", "clawft/weft", "--host", "http://127.0.0.1:1");
    assertThat(run.code()).isEqualTo(Exit.OUT_OF_REACH);
    assertThat(run.err()).contains("127.0.0.1:1 cannot be reached").doesNotContain("Exception");
    assertThat(run.err().strip().lines()).hasSize(1);
  }

  @Test
  void aWrongTokenIsOutOfReachInOneSentence() {
    host.json("/repos/clawft/weft/actions/workflows/x.yml/runs", 401, "{\"message\":\"Bad credentials\"}");
    CliRun run = run("runs", "--workflow", "x.yml");
    assertThat(run.code()).isEqualTo(Exit.OUT_OF_REACH);
    assertThat(run.err()).contains("does not accept the token").doesNotContain("ghp_secret");
  }

  @Test
  void wrongUseIsToldBeforeAnythingIsAsked() {
    assertThat(CliRun.in(folder, "runs").code()).isEqualTo(Exit.WRONG_USE);
    assertThat(CliRun.in(folder, "runs", "--repo", "nothing").code()).isEqualTo(Exit.WRONG_USE);
    assertThat(CliRun.in(folder, "runs", "--repo", "a/b", "--host", "http://example.com").err()).contains("not encrypted");
  }

  @Test
  void anArtifactTheHostHasDeletedIsNamedAndTheOthersStillCome() {
    host.json(RUNS + "/5/artifacts", 200, "{\"total_count\":2,\"artifacts\":["
        + Samples.artifact(1, "old").replace("\"expired\":false", "\"expired\":true") + "," + Samples.artifact(2, "gone") + "]}");
    host.json("/repos/clawft/weft/actions/artifacts/2/zip", 410, "{\"message\":\"Artifact has expired\"}");
    CliRun all = run("download", "5");
    assertThat(all.code()).isEqualTo(Exit.OUT_OF_REACH);
    assertThat(all.err()).contains("The host has deleted old. Nothing was downloaded; run the workflow again.");
    CliRun meanwhile = run("download", "5", "--name", "gone");
    assertThat(meanwhile.code()).isEqualTo(Exit.OUT_OF_REACH);
    assertThat(meanwhile.err()).contains("has deleted it (410: Artifact has expired)").contains("Run the workflow again");
    assertThat(folder).isEmptyDirectory();
  }
}
