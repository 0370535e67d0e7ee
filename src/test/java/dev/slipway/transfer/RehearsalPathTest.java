package dev.slipway.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.fact.Digest;
import dev.slipway.forge.Conclusion;
import dev.slipway.forge.Forge;
import dev.slipway.forge.Forge.RunQuery;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Job;
import dev.slipway.forge.NewRelease;
import dev.slipway.forge.Release;
import dev.slipway.forge.RepositoryName;
import dev.slipway.forge.Token;
import dev.slipway.forge.Upload;
import dev.slipway.forge.WorkflowRun;
import dev.slipway.forge.github.GitHubForge;
import dev.slipway.rehearsal.Fault;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.rehearsal.RehearsalFixture;
import dev.slipway.task.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The path of a release through the real client and an embedded GitHub, each exchange held against
/// GitHub's own description of its API.
@Timeout(60)
class RehearsalPathTest {
  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();

  @TempDir Path folder;

  private static final Retry RETRY = new Retry(
      8, Duration.ofMillis(20), Duration.ofMillis(400), Duration.ofSeconds(10), Pause.real(), Clock.systemUTC());

  private static Forge forge(Rehearsal rehearsal) {
    return GitHubForge.open(rehearsal.host(), Token.of(rehearsal.token(), Token.Origin.TYPED));
  }

  private static WorkflowRun ended(Forge forge, RepositoryName name, long id) throws Exception {
    while (true) {
      WorkflowRun run = RETRY.call(() -> forge.run(name, id), Progress.unwatched());
      if (run.status().ended()) {
        return run;
      }
      Pause.real().take(Duration.ofMillis(30), Progress.unwatched());
    }
  }

  @Test
  void readsBothRepositories() throws Exception {
    for (Project project : Project.values()) {
      Rehearsal rehearsal = github.start(project);
      Forge forge = forge(rehearsal);
      RepositoryName name = rehearsal.repository();
      assertThat(forge.repository(name).canPush()).isTrue();
      assertThat(forge.account().login()).isNotEmpty();
      assertThat(forge.tags(name)).hasSizeGreaterThanOrEqualTo(2);
      String last = forge.latest(name).orElseThrow().tag();
      assertThat(forge.published(name, last)).isPresent();
      var since = forge.compare(name, last, "main");
      assertThat(since.commits()).hasSize(since.ahead()).isNotEmpty();
      assertThat(forge.commits(name, "main", 40)).hasSize(40).contains(since.commits().getLast());
      assertThat(forge.commit(name, "main")).contains(since.commits().getLast());
      assertThat(forge.commit(name, "nothing-of-this-name")).isEmpty();
      assertThat(forge.folder(name, ".github/workflows", "main")).isNotEmpty();
      assertThat(forge.file(name, ".github/workflows/release.yml", "main")).isPresent();
      assertThat(forge.file(name, ".github/workflows/none.yml", "main")).isEmpty();
      assertThat(forge.workflows(name)).extracting(w -> w.fileName()).contains("release.yml");
      assertThat(forge.rateLimit()).isPresent();
    }
  }

  @Test
  void withoutATokenOnlyReads() {
    Rehearsal rehearsal = github.start(Project.MESHC);
    Forge nobody = GitHubForge.open(rehearsal.host(), Optional.empty());
    assertThat(catchThrowableOfType(ForgeException.class, () ->
        nobody.dispatch(rehearsal.repository(), "release.yml", "main", Map.of())).sentence()).contains("GH_TOKEN");
  }

  @ParameterizedTest
  @EnumSource(value = Fault.class, names = {"NONE", "UPLOAD_502", "RATE_LIMIT", "DROPPED_CONNECTION"})
  void aReleaseGoesThroughWhatPasses(Fault fault) throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC, fault);
    Forge forge = forge(rehearsal);
    RepositoryName name = rehearsal.repository();
    Progress progress = Progress.unwatched();

    var dispatched = RETRY.call(() -> forge.dispatch(name, "release.yml", "main", Map.of("version", "0.4.0")), progress);
    WorkflowRun run = ended(forge, name, dispatched.runId().orElseThrow());
    assertThat(run.conclusion()).isEqualTo(Conclusion.SUCCESS);
    assertThat(RETRY.call(() -> forge.runs(name, RunQuery.newest(5).of("release.yml")), progress).runs())
        .extracting(WorkflowRun::id).contains(run.id());
    List<Job> jobs = RETRY.call(() -> forge.jobs(name, run.id(), run.attempt()), progress);
    assertThat(jobs).isNotEmpty().allSatisfy(job -> assertThat(job.status().ended()).isTrue());
    Job built = jobs.stream().filter(job -> job.conclusion() == Conclusion.SUCCESS).findFirst().orElseThrow();
    assertThat(RETRY.call(() -> text(forge.log(name, built.id())), progress)).isNotBlank();

    List<Wanted> wanted = RETRY.call(() -> forge.artifacts(name, run.id()), progress).stream().<Wanted>map(Wanted.OfRun::new).toList();
    List<Outcome> outcomes = new Downloads(forge, 4, RETRY).all(name, wanted, folder, progress);
    assertThat(outcomes).isNotEmpty().allSatisfy(outcome -> {
      assertThat(outcome).isInstanceOf(Outcome.Received.class);
      var received = (Outcome.Received) outcome;
      assertThat(received.checked()).isEqualTo(Outcome.Checked.DIGEST);
      if (received.form() == Outcome.Form.ARTIFACT_ZIP) {
        try (var zip = new ZipFile(received.file().toFile())) {
          assertThat(zip.size()).isPositive();
        }
      }
    });
    publish(forge, name, ((Outcome.Received) outcomes.getFirst()).file());
  }

  private static String text(InputStream log) throws ForgeException {
    try (log) {
      return new String(log.readNBytes(100_000), StandardCharsets.UTF_8);
    } catch (ForgeException e) {
      throw e;
    } catch (IOException e) {
      throw new AssertionError("a stream of the port fails as the port does", e);
    }
  }

  private static void publish(Forge forge, RepositoryName name, Path file) throws Exception {
    Progress progress = Progress.unwatched();
    var draft = new NewRelease("v9.0.0", "main", "v9.0.0", "notes", true, false, NewRelease.Latest.YES);
    Release made = RETRY.call(() -> forge.create(name, draft), progress);
    assertThat(forge.published(name, "v9.0.0")).as("a draft is not found by its tag").isEmpty();
    Digest digest = FileDigest.sha256(file, progress);
    Sent sent = new Uploads(forge, RETRY)
        .upload(name, made, new Upload("weft x.zip", "", "application/zip", file), digest, progress);
    assertThat(sent.checked()).isEqualTo(Outcome.Checked.DIGEST);
    assertThat(sent.renamedFrom("weft x.zip")).as("GitHub makes a dot of a space").isTrue();
    var renamed = RETRY.call(() -> forge.renameAsset(name, sent.asset().id(), "weft.zip"), progress);
    assertThat(renamed.name()).isEqualTo("weft.zip");
    var open = new NewRelease("v9.0.0", "main", "v9.0.0", "notes", false, false, NewRelease.Latest.YES);
    RETRY.call(() -> forge.change(name, made.id(), open), progress);
    Release published = RETRY.call(() -> forge.published(name, "v9.0.0"), progress).orElseThrow();
    assertThat(published.assets()).singleElement().satisfies(asset -> assertThat(asset.digest()).contains(digest));
    var back = new Downloads(forge, 1, RETRY)
        .one(name, new Wanted.OfRelease(published.assets().getFirst()), file.resolveSibling("back"), progress);
    assertThat(back.file()).hasSameBinaryContentAs(file);
    assertThat(Files.exists(back.file())).isTrue();
  }
}
