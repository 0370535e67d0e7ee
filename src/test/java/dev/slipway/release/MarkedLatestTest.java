package dev.slipway.release;

import static dev.slipway.release.ReadyRelease.TAG;
import static dev.slipway.release.ReadyRelease.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.fact.Problem;
import dev.slipway.forge.NewRelease.Latest;
import dev.slipway.rehearsal.Interference;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.rehearsal.RehearsalFixture;
import dev.slipway.release.publish.Publication;
import dev.slipway.release.publish.Publication.StepId;
import dev.slipway.release.publish.Publication.StepState;
import dev.slipway.task.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What a step says is what the host shows: whether the release is public, and which one is the latest.
@Timeout(120)
class MarkedLatestTest {
  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();
  @TempDir Path state;
  private Rehearsal rehearsal;
  private ReadyRelease ready;
  private String before;

  @BeforeEach
  void ready() throws Exception {
    rehearsal = github.start(Project.MESHC);
    ready = ReadyRelease.of(rehearsal, state);
    before = rehearsal.latest();
    assertThat(before).isNotEqualTo(TAG);
  }

  private Publication.Step step(StepId id) {
    return ready.session().snapshot().publication().orElseThrow().step(id);
  }

  private void publish(Latest latest) throws Exception {
    ready.session().publish(TAG, false, latest, Progress.unwatched());
  }

  @Test
  void theHostDecidesAndItIsSaidWhatItDecided() throws Exception {
    ready.publish();
    assertThat(step(StepId.PUBLIC).detail()).endsWith("It is the latest release");
    assertThat(rehearsal.latest()).isEqualTo(TAG);
  }

  @Test
  void aReleaseThatShallNotBeTheLatestIsNot() throws Exception {
    publish(Latest.NO);
    assertThat(step(StepId.PUBLIC).detail()).endsWith("The latest release is " + before);
    assertThat(rehearsal.latest()).isEqualTo(before);
  }

  /// Somebody publishes another one, or the host does as it likes.
  @Test
  void aMarkThatIsAnotherThanWasAskedForIsSaidToBe() throws Exception {
    rehearsal.interfere(after(ReadyRelease::publishing, () -> rehearsal.somebodyElse().marksLatest(before)));
    assertThatThrownBy(() -> publish(Latest.YES)).isInstanceOf(Problem.class)
        .hasMessageContaining("every file is as verified").hasMessageContaining("shows " + before + " as the latest release");
    assertThat(step(StepId.PUBLIC).state()).isEqualTo(StepState.FAILED);
    assertThat(ready.published()).as("its files are right").hasSize(7);
    ready.publish();
    assertThat(step(StepId.PUBLIC).detail()).as("taken as it is").endsWith("The latest release is " + before);
  }

  @Test
  void norIsOneTheLatestThatShallNotBe() throws Exception {
    rehearsal.interfere(after(ReadyRelease::publishing, () -> rehearsal.somebodyElse().marksLatest(TAG)));
    assertThatThrownBy(() -> publish(Latest.NO)).isInstanceOf(Problem.class).hasMessageContaining("shows v0.4.0 as the latest release");
  }

  @Test
  void aMarkThatIsShownLateIsWaitedFor() throws Exception {
    List<Integer> asked = new ArrayList<>();
    var late = after((method, path) -> path.endsWith("/releases/latest"), 1, 2, reply -> {
      asked.add(1);
      rehearsal.somebodyElse().marksLatest(asked.size() < 2 ? before : TAG);
      return reply;
    });
    rehearsal.interfere(after(ReadyRelease::publishing, () -> {
      rehearsal.somebodyElse().marksLatest(before);
      rehearsal.interfere(late);
    }));
    publish(Latest.YES);
    assertThat(asked).hasSize(2);
    assertThat(step(StepId.PUBLIC).detail()).endsWith("It is the latest release");
  }

  @Test
  void aDraftThatIsAnsweredToPublishingIsNotCalledPublic() throws Exception {
    rehearsal.interfere(after(ReadyRelease::publishing, 1, 1, reply -> {
      rehearsal.somebodyElse().unpublishes(TAG);
      return new Interference.Reply(
          reply.status(), reply.json().replaceFirst("\"draft\":\\s*false", "\"draft\":true"), reply.headers());
    }));
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class).hasMessageContaining("left it a draft: nothing is public");
    assertThat(step(StepId.PUBLISH).state()).isEqualTo(StepState.FAILED);
    assertThat(step(StepId.PUBLISH).detail()).doesNotContain("Public at");
    assertThat(step(StepId.PUBLIC).state()).isEqualTo(StepState.NOT_STARTED);
    rehearsal.interfere(Interference.NONE);
    ready.publish();
    assertThat(ready.published()).hasSize(7);
  }

  /// The answer shows the release as it was a moment ago.
  @Test
  void anAnswerThatIsOlderThanTheChangeIsNotBelieved() throws Exception {
    rehearsal.interfere(after(ReadyRelease::publishing, 1, 1, reply -> new Interference.Reply(
        reply.status(), reply.json().replaceFirst("\"draft\":\\s*false", "\"draft\":true"), reply.headers())));
    ready.publish();
    assertThat(step(StepId.PUBLISH).detail()).startsWith("Public at");
    assertThat(ready.published()).hasSize(7);
  }

  @Test
  void whatRanWhenItStoppedIsNotSaidToRunOn() throws Exception {
    rehearsal.interfere(ReadyRelease.refusing(
        ReadyRelease::publishing, 1, 1000, Interference.Reply.refusal(422, "Validation Failed")));
    assertThatThrownBy(ready::publish).hasMessageContaining("Nothing was changed");
    assertThat(step(StepId.PUBLISH).state()).isEqualTo(StepState.FAILED);
  }
}
