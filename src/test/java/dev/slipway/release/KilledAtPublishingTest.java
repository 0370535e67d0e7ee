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
import dev.slipway.task.Progress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Publishing ended between the call that makes a release public and its answer. The next try holds what is public against
/// what was meant, words and marks too, as the first would have.
@Timeout(120)
class KilledAtPublishingTest {
  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();
  @TempDir Path state;
  private Rehearsal rehearsal;
  private ReadyRelease ready;

  @BeforeEach
  void ready() throws Exception {
    rehearsal = github.start(Project.MESHC);
    ready = ReadyRelease.of(rehearsal, state);
  }

  /// The answer is lost and the token not accepted any more: nothing is learnt or written down after it, as after a kill.
  private void endsAtPublishing(Latest latest, Runnable meanwhile) throws Exception {
    rehearsal.interfere(after(ReadyRelease::publishing, 1, 1, _ -> {
      meanwhile.run();
      rehearsal.renewToken();
      return Interference.Reply.refusal(502, "Bad Gateway");
    }));
    assertThatThrownBy(() -> ready.session().publish(TAG, false, latest, Progress.unwatched())).isInstanceOf(Problem.class)
        .hasMessageStartingWith("Whether v0.4.0 is public is not known").hasMessageContaining("Publish again");
    assertThat(ready.published()).as("it is public").hasSize(7);
    rehearsal.interfere(Interference.NONE);
    ready = ready.over(WalkTest.connection(rehearsal, state));
  }

  private void nowVerifiedAsItIs() throws Exception {
    ready.publish();
    assertThat(ready.session().snapshot().publication().orElseThrow().state()).isInstanceOf(Publication.State.Published.class);
  }

  @Test
  void otherNotesAreTold() throws Exception {
    endsAtPublishing(Latest.BY_VERSION, () -> rehearsal.somebodyElse().writesNotes(TAG, "By hand."));
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class)
        .hasMessageContaining("every file is as verified, but its text is not the one that was published from here");
    nowVerifiedAsItIs();
  }

  @Test
  void anotherMarkIsTold() throws Exception {
    endsAtPublishing(Latest.BY_VERSION, () -> rehearsal.somebodyElse().marksPrerelease(TAG, true));
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class).hasMessageContaining("its mark as a pre-release");
    nowVerifiedAsItIs();
  }

  /// The mark was chosen for that one try.
  @Test
  void theMarkThatWasAskedForIsTheOneOfThatTry() throws Exception {
    String before = rehearsal.latest();
    endsAtPublishing(Latest.YES, () -> rehearsal.somebodyElse().marksLatest(before));
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class).hasMessageContaining("shows " + before + " as the latest release");
    nowVerifiedAsItIs();
  }

  @Test
  void notesEditedHereMeanwhileWereNotMeantThen() throws Exception {
    endsAtPublishing(Latest.BY_VERSION, () -> {});
    ready.session().notes().edit(Optional.empty(), Optional.of("Another text."));
    nowVerifiedAsItIs();
    assertThat(ready.session().snapshot().publication().orElseThrow().step(StepId.PUBLIC).detail()).startsWith("All 7 assets are public");
  }

  /// The host's answers are not of one age: by tag it shows nothing yet, in its list still the draft.
  @Test
  void whatTheHostShowsLateIsNotCalledSomebodyElses() throws Exception {
    endsAtPublishing(Latest.BY_VERSION, () -> {});
    var late = after((method, path) -> path.endsWith("/releases/tags/" + TAG), 1, 1000, _ -> Interference.Reply.refusal(404, "Not Found"));
    rehearsal.interfere(late);
    nowVerifiedAsItIs();
    assertThat(rehearsal.publicReleases()).filteredOn(release -> release.tag().equals(TAG)).hasSize(1);
  }

  @Test
  void aReleaseThatWasGivenAnotherTagIsNotPublishedOnceMore() throws Exception {
    endsAtPublishing(Latest.BY_VERSION, () -> {});
    rehearsal.somebodyElse().givesTag(TAG, "v0.4.0-renamed");
    int before = rehearsal.publicReleases().size();
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class).hasMessageContaining("v0.4.0-renamed");
    assertThat(rehearsal.publicReleases()).hasSize(before);
  }

  @Test
  void whoStopsItWhileItBecomesPublicIsToldThatItMayBe() throws Exception {
    var stop = new AtomicBoolean();
    rehearsal.interfere(after(ReadyRelease::publishing, 1, 1, _ -> {
      stop.set(true);
      return Interference.Reply.refusal(502, "Bad Gateway");
    }));
    assertThatThrownBy(() -> ready.session().publish(TAG, stopping(stop))).isInstanceOf(Problem.class)
        .hasMessageContaining("whether it is public is not known").hasMessageContaining("Publish again");
    assertThat(ready.published()).hasSize(7);
    nowVerifiedAsItIs();
  }

  @Test
  void whoStopsTheReadingIsToldThatItIsPublic() throws Exception {
    var stop = new AtomicBoolean();
    rehearsal.interfere(after(ReadyRelease::publishing, () -> stop.set(true)));
    assertThatThrownBy(() -> ready.session().publish(TAG, stopping(stop))).isInstanceOf(Problem.class)
        .hasMessageStartingWith("v0.4.0 is public at ").hasMessageContaining("stopped before all of it was read back");
    nowVerifiedAsItIs();
  }

  private static Progress stopping(AtomicBoolean stop) {
    return new Progress() {
      @Override
      public void report(long done, long total) {}

      @Override
      public void phase(String what) {}

      @Override
      public boolean isCancelled() {
        return stop.get();
      }
    };
  }
}
