package dev.slipway.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.fact.Digest;
import dev.slipway.forge.Artifact;
import dev.slipway.forge.Asset;
import dev.slipway.forge.Comparison;
import dev.slipway.forge.Conclusion;
import dev.slipway.forge.Dispatched;
import dev.slipway.forge.Download;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Job;
import dev.slipway.forge.NewRelease;
import dev.slipway.forge.Release;
import dev.slipway.forge.RepositoryName;
import dev.slipway.forge.Tag;
import dev.slipway.forge.Token;
import dev.slipway.forge.Upload;
import dev.slipway.forge.Workflow;
import dev.slipway.forge.WorkflowRun;
import dev.slipway.forge.github.GitHubForge;
import dev.slipway.gate.PolicyReader;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every call of the port, through the real client, against the embedded GitHub, under the contract.
class ThroughTheClientTest {
  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();

  @ParameterizedTest
  @EnumSource(Project.class)
  void readsWhatIsThere(Project project) throws Exception {
    Rehearsal rehearsal = github.start(project);
    Forge forge = client(rehearsal);
    RepositoryName name = rehearsal.repository();
    assertThat(forge.account().login()).isEqualTo("octocat");
    assertThat(forge.repository(name).canPush()).isTrue();
    assertThat(forge.repository(name).defaultBranch()).isEqualTo("main");
    assertThat(forge.tags(name)).extracting(Tag::name).containsExactly("v0.3.2", "v0.3.1");
    Comparison since = forge.compare(name, "v0.3.2", "main");
    assertThat(since.commits()).hasSize(since.ahead()).hasSizeGreaterThan(30);
    assertThat(forge.commits(name, "main", 10)).hasSize(10);
    assertThat(forge.commit(name, "main").orElseThrow().sha()).isEqualTo(since.commits().getLast().sha());
    assertThat(forge.commit(name, "nowhere")).isEmpty();
    assertThat(forge.folder(name, ".github/workflows", "main")).contains("release.yml");
    assertThat(forge.folder(name, "nowhere", "main")).isEmpty();
    assertThat(forge.file(name, "nowhere", "main")).isEmpty();
    assertThat(forge.workflows(name)).extracting(Workflow::fileName).contains("release.yml");
    assertThat(forge.releases(name)).extracting(Release::tag).containsExactly("v0.3.2", "v0.3.1");
    assertThat(forge.latest(name).orElseThrow().assets()).allMatch(asset -> asset.digest().isPresent());
    assertThat(forge.published(name, "v0.4.0")).isEmpty();
    assertThat(forge.immutableReleases(name)).contains(false);
    assertThat(forge.attestations(name, Digest.parse("sha256:" + "0".repeat(64)).orElseThrow())).isEmpty();
    assertThat(forge.rateLimit().orElseThrow().limit()).isEqualTo(5000);
  }

  @ParameterizedTest
  @EnumSource(Project.class)
  void thePolicyFileIsValid(Project project) throws Exception {
    Rehearsal rehearsal = github.start(project);
    byte[] policy = client(rehearsal).file(rehearsal.repository(), ".slipway.yml", "main").orElseThrow();
    assertThat(PolicyReader.read(".slipway.yml", new String(policy, StandardCharsets.UTF_8)).findings()).isEmpty();
  }

  @Test
  void runsAreFollowedToTheirArtifacts() throws Exception {
    Rehearsal rehearsal = github.start(Project.WEFT);
    Forge forge = client(rehearsal);
    RepositoryName name = rehearsal.repository();
    Dispatched dispatched = forge.dispatch(name, "release.yml", "main", Map.of("version", "0.4.0"));
    long run = dispatched.runId().orElseThrow();
    WorkflowRun ended = ended(forge, name, run);
    assertThat(ended.conclusion()).isEqualTo(Conclusion.SUCCESS);
    assertThat(ended.path()).isEqualTo(".github/workflows/release.yml");
    List<Job> jobs = forge.jobs(name, run, 1);
    assertThat(jobs).hasSize(9);
    Job wasm = jobs.stream().filter(job -> job.name().contains("wasm32")).findFirst().orElseThrow();
    assertThat(wasm.labels()).containsExactly("ubuntu-24.04");
    try (InputStream log = forge.log(name, wasm.id())) {
      assertThat(new String(log.readAllBytes(), StandardCharsets.UTF_8)).contains("gzip -9");
    }
    assertThat(forge.runs(name, Forge.RunQuery.newest(5).of("release.yml").on("main")).runs())
        .extracting(WorkflowRun::id)
        .containsExactly(run);
    for (Artifact artifact : forge.artifacts(name, run)) {
      try (Download whole = forge.download(name, artifact, 0);
          Download rest = forge.download(name, artifact, 100)) {
        byte[] bytes = whole.bytes().readAllBytes();
        assertThat("sha256:" + ReleasesTest.sha256(bytes)).isEqualTo(artifact.digest().orElseThrow().toString());
        assertThat(rest.offset()).isEqualTo(100);
        assertThat(rest.total()).isEqualTo(bytes.length);
        assertThat(rest.bytes().readAllBytes()).hasSize(bytes.length - 100);
      }
    }
  }

  @Test
  void aReleaseIsMadeFilledAndPublished(@TempDir Path folder) throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    Forge forge = client(rehearsal);
    RepositoryName name = rehearsal.repository();
    NewRelease draft = new NewRelease("v0.4.0", "main", "0.4.0", "notes", true, false, NewRelease.Latest.YES);
    Release made = forge.create(name, draft);
    Path file = Files.write(folder.resolve("file"), new byte[200_000]);
    AtomicLong sent = new AtomicLong();
    Asset asset =
        forge.upload(name, made, new Upload("a file.bin", "A file", "application/octet-stream", file), sent::set);
    assertThat(asset.name()).isEqualTo("a.file.bin");
    assertThat(asset.label()).isEqualTo("A file");
    assertThat(sent).hasValue(200_000);
    assertThat(forge.renameAsset(name, asset.id(), "b.bin").name()).isEqualTo("b.bin");
    Release read = forge.release(name, made.id());
    assertThat(read.assets()).extracting(Asset::name).containsExactly("b.bin");
    try (Download download = forge.download(name, read.assets().getFirst(), 150_000)) {
      assertThat(download.bytes().readAllBytes()).hasSize(50_000);
    }
    Release published =
        forge.change(
            name, made.id(), new NewRelease("v0.4.0", "main", "0.4.0", "notes", false, false, NewRelease.Latest.YES));
    assertThat(published.draft()).isFalse();
    assertThat(forge.published(name, "v0.4.0")).isPresent();
    assertThat(forge.latest(name).orElseThrow().id()).isEqualTo(made.id());
    assertThatThrownBy(() -> forge.create(name, draft)).isInstanceOfSatisfying(ForgeException.class, e ->
        assertThat(e.kind()).isEqualTo(ForgeException.Kind.REFUSED));
    forge.deleteAsset(name, asset.id());
    forge.deleteRelease(name, made.id());
    assertThatThrownBy(() -> forge.release(name, made.id())).isInstanceOfSatisfying(ForgeException.class, e ->
        assertThat(e.kind()).isEqualTo(ForgeException.Kind.NOT_FOUND));
  }

  @Test
  void aTagStartsARunThatCanBeCancelledAndRunAgain() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC, Fault.STUCK_LEG);
    Forge forge = client(rehearsal);
    RepositoryName name = rehearsal.repository();
    String head = forge.commit(name, "main").orElseThrow().sha();
    forge.createTag(name, "v0.4.0", head);
    assertThatThrownBy(() -> forge.createTag(name, "v0.4.0", head)).isInstanceOfSatisfying(ForgeException.class, e ->
        assertThat(e.kind()).isEqualTo(ForgeException.Kind.REFUSED));
    long run = forge.runs(name, Forge.RunQuery.newest(1).on("v0.4.0")).runs().getFirst().id();
    forge.cancel(name, run);
    assertThat(ended(forge, name, run).conclusion()).isEqualTo(Conclusion.CANCELLED);
    rehearsal.misbehave(Fault.NONE);
    forge.rerunFailedJobs(name, run);
    WorkflowRun again = ended(forge, name, run);
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(again.conclusion()).isEqualTo(Conclusion.SUCCESS);
    assertThat(forge.releases(name).getFirst().draft()).isTrue();
  }

  @Test
  void limitsAndWrongTokensAreTold() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    Forge stranger = GitHubForge.open(rehearsal.host(), Token.of("wrong", Token.Origin.TYPED));
    assertThatThrownBy(() -> stranger.tags(rehearsal.repository())).isInstanceOfSatisfying(ForgeException.class, e ->
        assertThat(e.kind()).isEqualTo(ForgeException.Kind.UNAUTHORIZED));
    Forge anonymous = GitHubForge.open(rehearsal.host(), Optional.empty());
    assertThat(anonymous.releases(rehearsal.repository())).hasSize(2);
    assertThat(anonymous.repository(rehearsal.repository()).canPush()).isFalse();
    rehearsal.misbehave(Fault.RATE_LIMIT);
    Forge forge = client(rehearsal);
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 40; i++) {
                forge.commits(rehearsal.repository(), "main", 1 + i);
              }
            })
        .isInstanceOfSatisfying(ForgeException.class, e -> {
          assertThat(e.kind()).isEqualTo(ForgeException.Kind.RATE_LIMITED);
          assertThat(e.retryAt().orElseThrow()).isBefore(Instant.now().plusSeconds(5));
        });
  }

  private static Forge client(Rehearsal rehearsal) {
    return GitHubForge.open(rehearsal.host(), Token.of(rehearsal.token(), Token.Origin.TYPED));
  }

  private static WorkflowRun ended(Forge forge, RepositoryName name, long run) throws Exception {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
    while (Instant.now().isBefore(deadline)) {
      WorkflowRun state = forge.run(name, run);
      if (state.status().ended()) {
        return state;
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    throw new AssertionError("the run did not end");
  }
}
