package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.fact.Problem;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.rehearsal.RehearsalFixture;
import dev.slipway.task.Cancelled;
import dev.slipway.release.publish.Publication;
import dev.slipway.task.Progress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A release that is worked on a second time: after it was published, and by two at once.
class TwiceTest {
  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();
  @TempDir Path state;

  private ReleaseSession published(Rehearsal rehearsal) throws Exception {
    ReleaseSession session = new ReleaseSession(WalkTest.connection(rehearsal, state), _ -> {});
    Walk.Result result =
        new Walk(session, Clock.systemUTC(), _ -> {}).go(Optional.of("v0.4.0"), Map.of("version", "0.4.0"), Progress.unwatched());
    assertThat(result.published()).as(String.valueOf(result.stoppedBy())).isTrue();
    return session;
  }

  private ReleaseSession opened(Rehearsal rehearsal, String tag) throws Exception {
    ReleaseSession session = new ReleaseSession(WalkTest.connection(rehearsal, state), _ -> {});
    session.open(Optional.of(tag), Optional.empty(), Progress.unwatched());
    session.adoptRun(Progress.unwatched());
    return session;
  }

  /// Publishing makes the tag, and the tag starts a run that builds everything once more: its files are not the release's.
  @Test
  void aPublishedReleaseIsHeldAgainstTheRunItWasMadeOf() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    ReleaseSession first = published(rehearsal);
    ReleaseSession later = opened(rehearsal, "v0.4.0");
    assertThat(later.snapshot().pipeline().recent()).as("the tag started a run")
        .anySatisfy(run -> assertThat(run.headBranch()).isEqualTo("v0.4.0"));
    assertThat(later.snapshot().pipeline().run().orElseThrow().run().id())
        .isEqualTo(first.snapshot().pipeline().run().orElseThrow().run().id());
  }

  @Test
  void aReleaseOfSomebodyElseIsLeftAloneBeforeAnythingIsDone() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    ReleaseSession session = opened(rehearsal, "v0.3.2");
    assertThatThrownBy(() -> session.publish("v0.3.2", Progress.unwatched()))
        .isInstanceOfSatisfying(Problem.class, problem -> {
          assertThat(problem.kind()).isEqualTo(Problem.Kind.DOES_NOT_HOLD);
          assertThat(problem.sentence()).startsWith("A release for v0.3.2 exists already: ").contains("left as it is");
        });
    assertThatThrownBy(() -> session.prepare(Progress.unwatched())).isInstanceOf(Problem.class).hasMessageContaining("exists already");
  }

  @Test
  void aDryRunTellsWhatPublishingWouldDoWithWhatIsPublicAlready() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    published(rehearsal);
    ReleaseSession ours = opened(rehearsal, "v0.4.0");
    measured(ours);
    assertThat(ours.plan().calls()).extracting(Publication.Call::method).containsOnly("GET").hasSize(8);
    ReleaseSession foreign = opened(rehearsal, "v0.3.2");
    measured(foreign);
    assertThatThrownBy(foreign::plan).isInstanceOf(Problem.class).hasMessageContaining("exists already");
  }

  private static void measured(ReleaseSession session) throws Exception {
    session.download(Progress.unwatched());
    session.verify(Progress.unwatched());
  }

  @Test
  void twoAtOnceTakeTurns() throws Exception {
    Rehearsal rehearsal = github.start(Project.WEFT);
    ReleaseSession first = new ReleaseSession(WalkTest.connection(rehearsal, state), _ -> {});
    first.open(Optional.of("v0.4.0"), Optional.empty(), Progress.unwatched());
    first.dispatch(Map.of("version", "0.4.0"), Progress.unwatched());
    ReleaseSession second = opened(rehearsal, "v0.4.0");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 5; i++) {
        List<Future<?>> both = List.of(
            threads.submit(() -> download(first)), threads.submit(() -> download(second)));
        for (Future<?> one : both) {
          one.get();
        }
      }
    }
    assertThat(second.snapshot().files().held()).hasSize(8);
  }

  private static Void download(ReleaseSession session) throws Exception {
    session.download(Progress.unwatched());
    session.verify(Progress.unwatched());
    return null;
  }

  @Test
  void whoWaitsTooLongIsToldWhatFor() throws Exception {
    Workspace workspace = new Workspace(state.resolve("one"));
    try (var _ = WorkspaceLock.take(workspace, Duration.ofSeconds(1), Progress.unwatched())) {
      assertThatThrownBy(() -> WorkspaceLock.take(workspace, Duration.ofMillis(150), Progress.unwatched()))
          .isInstanceOf(Problem.class).hasMessageContaining("Another Slipway is at work on this release");
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> WorkspaceLock.take(workspace, Duration.ofSeconds(60), Progress.unwatched())).isInstanceOf(Cancelled.class);
      assertThat(Thread.interrupted()).isTrue();
    }
    WorkspaceLock.take(workspace, Duration.ofSeconds(1), Progress.unwatched()).close();
  }
}
