package dev.slipway.release;

import static dev.slipway.release.ReadyRelease.TAG;
import static dev.slipway.release.ReadyRelease.after;
import static dev.slipway.release.ReadyRelease.refusing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.fact.Problem;
import dev.slipway.rehearsal.Interference;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.rehearsal.RehearsalFixture;
import dev.slipway.release.publish.Publication;
import dev.slipway.task.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What fails after a release was published and verified does not make it one that was not.
@Timeout(120)
class AfterPublishingTest {
  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();
  @TempDir Path state;

  @Test
  void aListThatCannotBeReadAfterwardsTakesNothingBack() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    ReadyRelease ready = ReadyRelease.of(rehearsal, state);
    rehearsal.interfere(after(ReadyRelease::publishing, () -> rehearsal.interfere(refusing(
        (method, path) -> method.equals("GET") && path.matches("/repos/.*/releases"), 1, 1000,
        Interference.Reply.refusal(500, "Server Error")))));
    Publication published = ready.session().publish(TAG, Progress.unwatched());
    assertThat(published.state()).isInstanceOf(Publication.State.Published.class);
    assertThat(ready.session().snapshot().subject().published()).as("the release is known to be public").isPresent();
    assertThat(ready.session().snapshot().board().ready()).isTrue();
  }

  @Test
  void aWalkWhoseEvidenceCannotBeWrittenHasPublishedAllTheSame() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    var session = new ReleaseSession(WalkTest.connection(rehearsal, state), _ -> {});
    rehearsal.interfere(after(ReadyRelease::publishing, () -> inTheWayOfTheEvidence(rehearsal)));
    Walk.Result result =
        new Walk(session, Clock.systemUTC(), _ -> {}).go(Optional.of(TAG), Map.of("version", "0.4.0"), Progress.unwatched());
    assertThat(result.stoppedBy()).isPresent();
    assertThat(result.published()).isTrue();
    assertThat(result.steps().getLast()).satisfies(step -> {
      assertThat(step.name()).isEqualTo("evidence");
      assertThat(step.ok()).isFalse();
    });
  }

  @Test
  void aDiskThatIsFullAtTheEndHidesNotThatItIsPublic() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    ReadyRelease ready = ReadyRelease.of(rehearsal, state);
    Workspace work = Workspace.of(state, rehearsal.host().web().getAuthority(), rehearsal.repository(), TAG);
    rehearsal.interfere(after(ReadyRelease::publishing, () -> inTheWay(work.notes().resolve("remote.md"))));
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class)
        .hasMessageStartingWith("v0.4.0 is published, and every asset was read back and is equal. ").hasMessageContaining("remote.md");
    assertThat(ready.session().snapshot().publication().orElseThrow().state()).isInstanceOf(Publication.State.Published.class);
    assertThat(ready.session().snapshot().subject().published()).isPresent();
  }

  @Test
  void aJournalThatCannotBeWrittenAnyMoreHidesNotThatItIsPublic() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    ReadyRelease ready = ReadyRelease.of(rehearsal, state);
    Path journal = Workspace.of(state, rehearsal.host().web().getAuthority(), rehearsal.repository(), TAG).journal();
    rehearsal.interfere(after(ReadyRelease::publishing, () -> inTheWay(journal)));
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class)
        .hasMessageStartingWith("v0.4.0 is public at ").hasMessageContaining("could not be written");
    assertThat(ready.published()).hasSize(7);
  }

  private static void inTheWay(Path file) {
    try {
      Files.deleteIfExists(file);
      Files.createDirectories(file.resolve("a folder"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void inTheWayOfTheEvidence(Rehearsal rehearsal) {
    inTheWay(Workspace.of(state, rehearsal.host().web().getAuthority(), rehearsal.repository(), TAG).evidence());
  }
}
