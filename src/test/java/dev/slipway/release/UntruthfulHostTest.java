package dev.slipway.release;

import static dev.slipway.release.ReadyRelease.TAG;
import static dev.slipway.release.ReadyRelease.after;
import static dev.slipway.release.ReadyRelease.refusing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.fact.Problem;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.RepositoryName;
import dev.slipway.forge.Token;
import dev.slipway.forge.github.GitHubForge;
import dev.slipway.rehearsal.Fault;
import dev.slipway.rehearsal.Interference;
import dev.slipway.rehearsal.Interference.Reply;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.rehearsal.RehearsalFixture;
import dev.slipway.task.Progress;
import dev.slipway.transfer.Pause;
import dev.slipway.transfer.Retry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A host whose answers are lost, late or untrue. Nothing may be called published and verified that is not, and what is
/// public is never called unchanged.
@Timeout(120)
class UntruthfulHostTest {
  private static final String WRONG = "sha256:" + "0".repeat(64);

  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();
  @TempDir Path state;

  private static Reply with(Reply reply, String pattern, String replacement) {
    return new Reply(reply.status(), reply.json().replaceFirst(pattern, replacement), reply.headers());
  }

  @Test
  void anUploadThatIsSaidToBeOtherBytesOnceIsSentAgain() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    ReadyRelease ready = ReadyRelease.of(rehearsal, state);
    rehearsal.interfere(after(ReadyRelease::uploading, 1, 1, reply -> with(reply, "sha256:[0-9a-f]{64}", WRONG)));
    ready.publish();
    assertThat(ready.published()).hasSize(7);
  }

  @Test
  void anUploadThatIsAlwaysSaidToBeOtherBytesIsNeverPublished() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    ReadyRelease ready = ReadyRelease.of(rehearsal, state);
    rehearsal.interfere(after(ReadyRelease::uploading, 1, 1000, reply -> with(reply, "sha256:[0-9a-f]{64}", WRONG)));
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class).hasMessageContaining("but the verified file is");
    assertThat(ready.published()).isEmpty();
  }

  /// The host carries publishing out and says that it failed: 502 each time, and at last that the release cannot be changed any more.
  @ParameterizedTest
  @ValueSource(ints = {1, 1000})
  void publishingThatIsCalledAFailureAndIsNone(int times) throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    ReadyRelease ready = ReadyRelease.of(rehearsal, state);
    rehearsal.interfere(after(ReadyRelease::publishing, 1, times, _ -> Reply.refusal(502, "Server Error")));
    ready.publish();
    assertThat(ready.published()).hasSize(7);
    assertThat(ready.session().snapshot().board().ready()).isTrue();
  }

  @Test
  void publishingThatIsRefusedTheSecondTimeBecauseTheFirstWorked() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    ReadyRelease ready = ReadyRelease.of(rehearsal, state);
    List<Integer> tries = new ArrayList<>();
    rehearsal.interfere(after(ReadyRelease::publishing, 1, 1000, _ -> {
      tries.add(tries.size());
      return tries.size() == 1 ? Reply.refusal(504, "Gateway Time-out") : Reply.refusal(422, "Validation Failed");
    }));
    ready.publish();
    assertThat(tries).hasSize(2);
    assertThat(ready.published()).hasSize(7);
  }

  @Test
  void publishingThatIsRefusedIsNotPublished() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    ReadyRelease ready = ReadyRelease.of(rehearsal, state);
    rehearsal.interfere(refusing(ReadyRelease::publishing, 1, 1000, Reply.refusal(422, "Validation Failed")));
    assertThatThrownBy(ready::publish).isInstanceOf(ForgeException.class).hasMessageContaining("Nothing was changed");
    assertThat(ready.published()).isEmpty();
  }

  @Test
  void publishingThatIsCalledDoneAndIsNot() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    ReadyRelease ready = ReadyRelease.of(rehearsal, state);
    rehearsal.interfere(after(ReadyRelease::publishing, 1, 1, reply -> {
      rehearsal.somebodyElse().unpublishes(TAG);
      return reply;
    }));
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class).hasMessageContaining("is a draft");
  }

  private static void theTokenExpires(Rehearsal rehearsal, BiPredicate<String, String> call, int number) {
    rehearsal.interfere(after(call, number, number, reply -> {
      rehearsal.renewToken();
      return reply;
    }));
  }

  private void theNextTokenFinishes(Rehearsal rehearsal, ReadyRelease ready) throws Exception {
    rehearsal.interfere(Interference.NONE);
    ready.over(WalkTest.connection(rehearsal, state)).publish();
    assertThat(ready.published()).hasSize(7);
  }

  @Test
  void aTokenThatExpiresDuringTheUploadsIsReplacedAndTheWorkGoesOn() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    ReadyRelease ready = ReadyRelease.of(rehearsal, state);
    theTokenExpires(rehearsal, ReadyRelease::uploading, 3);
    assertThatThrownBy(ready::publish).hasMessageContaining("does not accept the token (401").hasMessageContaining("Give another token");
    assertThat(ready.published()).isEmpty();
    theNextTokenFinishes(rehearsal, ready);
  }

  @Test
  void aTokenThatExpiresJustAfterPublishingLeavesNoDoubtThatItIsPublic() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    ReadyRelease ready = ReadyRelease.of(rehearsal, state);
    theTokenExpires(rehearsal, ReadyRelease::publishing, 1);
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class)
        .hasMessageContaining("v0.4.0 is public at").hasMessageContaining("could not be read back").hasMessageContaining("401");
    theNextTokenFinishes(rehearsal, ready);
  }

  @Test
  void aPauseThatIsAskedForWithoutSayingHowLongIsTaken() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    List<Duration> pauses = new ArrayList<>();
    Connection usual = WalkTest.connection(rehearsal, state);
    Pause counted = (length, _) -> pauses.add(length);
    var retry = new Retry(6, Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofSeconds(90), counted, Clock.systemUTC());
    ReadyRelease ready = ReadyRelease.of(rehearsal, new Connection(
        usual.forge(), usual.publicForge(), usual.repository(), state, usual.rhythm(), retry, usual.clock(), "tester"));
    Reply secondary = Reply.refusal(403, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.");
    rehearsal.interfere(refusing((method, path) -> ReadyRelease.uploading(method, path) || ReadyRelease.publishing(method, path), 2, 3, secondary));
    ready.publish();
    assertThat(ready.published()).hasSize(7);
    assertThat(pauses).hasSize(2).allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofSeconds(55), Duration.ofSeconds(61)));
  }

  /// The ETag stays the same while the release changes: what decides is not taken from memory.
  @Test
  void anEtagThatLiesHidesNothing() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    ReadyRelease ready = ReadyRelease.of(rehearsal, state);
    rehearsal.interfere(new Interference() {
      @Override
      public Optional<Reply> instead(String method, String path) {
        if (ReadyRelease.publishing(method, path)) {
          rehearsal.somebodyElse().putsAsset(TAG, "setup.exe", new byte[] {1});
        }
        return Optional.empty();
      }

      @Override
      public Reply after(String method, String path, Reply answer) {
        return ReadyRelease.readingTheRelease(method, path)
            ? new Reply(answer.status(), answer.json(), Map.of("ETag", "W/\"the-same\""))
            : answer;
      }
    });
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class).hasMessageContaining("carries setup.exe");
    assertThat(ready.published()).isEmpty();
  }

  @Test
  void storageThatLostHalfOfEachFileIsFoundOut() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    var session = new ReleaseSession(WalkTest.connection(rehearsal, state), _ -> {});
    session.open(Optional.of(TAG), Optional.empty(), Progress.unwatched());
    session.dispatch(Map.of("version", "0.4.0"), Progress.unwatched());
    rehearsal.cutDownloads(true);
    assertThatThrownBy(() -> session.download(Progress.unwatched())).isInstanceOf(Problem.class)
        .hasMessageContaining("but the host says sha256:");
    // An older host tells no digest of artifacts: what came is a zip without its end.
    rehearsal.interfere(after((_, path) -> path.endsWith("/artifacts"), 1, 10, reply ->
        new Reply(reply.status(), reply.json().replaceAll("\"digest\":\"[^\"]*\"", "\"digest\":null"), reply.headers())));
    assertThatThrownBy(() -> session.download(Progress.unwatched())).isInstanceOf(Problem.class);
    assertThat(session.snapshot().files().held()).isEmpty();
    rehearsal.cutDownloads(false);
    session.download(Progress.unwatched());
    assertThat(session.snapshot().files().held()).hasSize(7);
  }

  @Test
  void storageThatLosesBytesAfterPublishingIsFoundOutAndTheReleaseTakenBack() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    ReadyRelease ready = ReadyRelease.of(rehearsal, state);
    rehearsal.interfere(after(ReadyRelease::publishing, () -> rehearsal.cutDownloads(true)));
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class).hasMessageContaining("delivers other bytes than were verified");
    assertThat(ready.published()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {-5, 5})
  void aClockThatIsHoursOffChangesNothing(long hours) throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC, Fault.RATE_LIMIT);
    Connection usual = WalkTest.connection(rehearsal, state);
    Clock off = Clock.fixed(Clock.systemUTC().instant().plus(Duration.ofHours(hours)), ZoneOffset.UTC);
    Clock ticking = Clock.offset(Clock.systemUTC(), Duration.between(Clock.systemUTC().instant(), off.instant()));
    var retry = new Retry(6, Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofSeconds(30), Pause.real(), Clock.systemUTC());
    var session = new ReleaseSession(new Connection(
        usual.forge(), usual.publicForge(), usual.repository(), state, usual.rhythm(), retry, ticking, "tester"), _ -> {});
    Walk.Result result = new Walk(session, ticking, _ -> {}).go(Optional.of(TAG), Map.of("version", "0.4.0"), Progress.unwatched());
    assertThat(result.stoppedBy()).isEmpty();
    assertThat(result.published()).isTrue();
  }

  @Test
  void aRepositoryThatWasRenamedIsNamedBeforeAnythingIsDone() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    rehearsal.interfere(new Interference() {
      @Override
      public Optional<Reply> instead(String method, String path) {
        return path.startsWith("/repos/old/name")
            ? Optional.of(new Reply(301, "{}", Map.of("Location", rehearsal.api() + "/repositories/" + id(rehearsal) + path.substring("/repos/old/name".length()))))
            : Optional.empty();
      }
    });
    Connection usual = WalkTest.connection(rehearsal, state);
    var session = new ReleaseSession(new Connection(
        usual.forge(), usual.publicForge(), RepositoryName.parse("old/name"), state, usual.rhythm(), usual.retry(), usual.clock(), "tester"), _ -> {});
    assertThatThrownBy(() -> session.open(Optional.of(TAG), Optional.empty(), Progress.unwatched()))
        .isInstanceOf(Problem.class).hasMessageContaining("old/name is " + rehearsal.repository() + " now");
  }

  private static String id(Rehearsal rehearsal) {
    try (var http = java.net.http.HttpClient.newHttpClient()) {
      String json = http.send(
          java.net.http.HttpRequest.newBuilder(java.net.URI.create(rehearsal.api() + "/repos/" + rehearsal.repository())).build(),
          java.net.http.HttpResponse.BodyHandlers.ofString()).body();
      return json.replaceFirst("(?s).*?\"id\":(\\d+).*", "$1");
    } catch (java.io.IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void artifactsThatExpiredAreSaidToBeGoneOnTheBoardToo() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    var session = new ReleaseSession(WalkTest.connection(rehearsal, state), _ -> {});
    session.open(Optional.of(TAG), Optional.empty(), Progress.unwatched());
    session.dispatch(Map.of("version", "0.4.0"), Progress.unwatched());
    // It expires between being listed and being fetched.
    rehearsal.interfere(after((_, path) -> path.endsWith("/artifacts"), rehearsal::expireArtifacts));
    assertThatThrownBy(() -> session.download(Progress.unwatched())).isInstanceOf(Problem.class)
        .hasMessageContaining("(410").hasMessageContaining("Run the workflow again");
    session.download(Progress.unwatched());
    var gate = session.snapshot().board().gate(dev.slipway.gate.GateId.ARTIFACTS).orElseThrow();
    assertThat(gate.state()).isInstanceOf(dev.slipway.gate.GateState.Failed.class);
    assertThat(gate.detail()).startsWith("The host has deleted the artifact");
    assertThat(gate.findings().getFirst().fix()).isEqualTo("Run the workflow again.");
    try (var files = Files.walk(state)) {
      assertThat(files.filter(file -> file.toString().endsWith(".part"))).isEmpty();
    }
  }

  @Test
  void aTokenForAnotherHostIsNotSentAlong() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    var forge = GitHubForge.open(rehearsal.host(), Token.of(rehearsal.token(), Token.Origin.TYPED));
    rehearsal.interfere(refusing((_, path) -> path.endsWith("/tags"), 1, 1, new Reply(301, "{}", Map.of("Location", "http://127.0.0.2:9/repos/x/y/tags"))));
    assertThatThrownBy(() -> forge.tags(rehearsal.repository())).isInstanceOf(ForgeException.class).hasMessageContaining("127.0.0.2");
  }
}
