package dev.slipway.release;

import static dev.slipway.release.ReadyRelease.TAG;
import static dev.slipway.release.ReadyRelease.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.fact.Problem;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.rehearsal.RehearsalFixture;
import dev.slipway.rehearsal.SomebodyElse;
import dev.slipway.release.publish.Publication;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What is read after publishing is what people get: by the tag, at the public address, with the words that were sent.
@Timeout(120)
class PublicReadingTest {
  private static final String ASSET = "meshc-v0.4.0-x86_64-apple-darwin.tar.gz";

  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();
  @TempDir Path state;

  private Rehearsal rehearsal;

  private ReadyRelease ready() throws Exception {
    rehearsal = github.start(Project.MESHC);
    return ReadyRelease.of(rehearsal, state);
  }

  private static boolean verified(ReadyRelease ready) {
    return ready.session().snapshot().publication().map(Publication::state).filter(Publication.State.Published.class::isInstance).isPresent();
  }

  @Test
  void aPublicAddressThatDeliversAnotherFileIsFoundOutThoughTheApiDeliversTheRightOne() throws Exception {
    ReadyRelease ready = ready();
    rehearsal.leadPublicAddresses(file -> file.endsWith(ASSET) ? TAG + "/SHA256SUMS" : file);
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class)
        .hasMessageContaining("public address of " + ASSET + " delivers other bytes").hasMessageContaining("made a draft again");
    assertThat(ready.published()).isEmpty();
  }

  @Test
  void aPublicAddressWithNothingBehindItIsNotVerifiedAndTheNextTryGoesOnReading() throws Exception {
    ReadyRelease ready = ready();
    rehearsal.leadPublicAddresses(file -> file.endsWith(ASSET) ? "v0/nothing" : file);
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class)
        .hasMessageContaining("is public at").hasMessageContaining("There is nothing at").hasMessageContaining(TAG + "/" + ASSET);
    assertThat(verified(ready)).isFalse();
    rehearsal.leadPublicAddresses(file -> file);
    ready.publish();
    assertThat(verified(ready)).isTrue();
    assertThat(ready.published()).hasSize(7);
  }

  /// A page is no proof that others get other bytes: the release is not taken from them, and not called verified.
  @Test
  void aPageInPlaceOfAFileTakesNoReleaseBack() throws Exception {
    ReadyRelease ready = ready();
    rehearsal.interfere(after(ReadyRelease::publishing, () -> rehearsal.answerWithPages(true)));
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class)
        .hasMessageContaining("is public at").hasMessageContaining("could not be read back: A web page came in place of");
    assertThat(verified(ready)).isFalse();
    assertThat(ready.published()).hasSize(7);
    rehearsal.answerWithPages(false);
    ready.publish();
    assertThat(verified(ready)).isTrue();
  }

  @Test
  void aReleaseThatWasGivenAnotherTagIsTakenBack() throws Exception {
    ReadyRelease ready = ready();
    rehearsal.interfere(after(ReadyRelease::publishing, () -> rehearsal.somebodyElse().givesTag(TAG, "v9.9.9")));
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class)
        .hasMessageContaining("was given the tag v9.9.9").hasMessageContaining("made a draft again");
    assertThat(rehearsal.publicReleases()).extracting(Rehearsal.PublicRelease::tag).doesNotContain(TAG, "v9.9.9");
  }

  @Test
  void anImmutableReleaseIsPublishedLikeAnyOther() throws Exception {
    ReadyRelease ready = ready();
    rehearsal.makeReleasesImmutable();
    ready.publish();
    assertThat(verified(ready)).isTrue();
    ready.publish();
    assertThat(ready.published()).as("read once more").hasSize(7);
  }

  @Test
  void anImmutableReleaseCannotBeTakenBackAndThatIsSaid() throws Exception {
    ReadyRelease ready = ready();
    rehearsal.makeReleasesImmutable();
    rehearsal.interfere(after(ReadyRelease::publishing, () -> rehearsal.cutDownloads(true)));
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class)
        .hasMessageContaining("could not be taken back: it is public at").hasMessageContaining("take another version")
        .hasMessageNotContaining("draft again");
    assertThat(verified(ready)).isFalse();
    assertThat(ready.published()).hasSize(7);
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        Arguments.of(change("the notes", its -> its.writesNotes(TAG, "Buy gold.")), "its text is not the one"),
        Arguments.of(change("the mark", its -> its.marksPrerelease(TAG, true)), "its mark as a pre-release is not the one"));
  }

  private static Named<Consumer<SomebodyElse>> change(String name, Consumer<SomebodyElse> act) {
    return Named.of(name, act);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void wordsThatAreOthersThanWereSentAreSaidToBe(Consumer<SomebodyElse> act, String said) throws Exception {
    ReadyRelease ready = ready();
    rehearsal.interfere(after(ReadyRelease::publishing, () -> act.accept(rehearsal.somebodyElse())));
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class)
        .hasMessageContaining("is public at").hasMessageContaining("every file is as verified").hasMessageContaining(said);
    assertThat(verified(ready)).isFalse();
    assertThat(ready.published()).as("its files are right").hasSize(7);
    ready.publish();
    assertThat(verified(ready)).as("taken as it is").isTrue();
  }

  @Test
  void aReleaseThatIsDeletedAtOnceIsNotSaidToBePublic() throws Exception {
    ReadyRelease ready = ready();
    rehearsal.interfere(after(ReadyRelease::publishing, () -> rehearsal.somebodyElse().deletesReleases(TAG)));
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class)
        .hasMessageContaining("is not there any more").hasMessageNotContaining("is public");
    ready.publish();
    assertThat(ready.published()).hasSize(7);
  }

  /// The run it was made of is gone, and the one that its tag started built other bytes.
  @Test
  void aReleaseThatWasVerifiedIsLeftPublicWhenTheFilesHereAreOfAnotherBuild() throws Exception {
    ReadyRelease ready = ready();
    long made = ready.session().snapshot().pipeline().run().orElseThrow().run().id();
    ready.publish();
    rehearsal.somebodyElse().deletesRun(made);
    ReleaseSession other = new ReleaseSession(WalkTest.connection(rehearsal, state), _ -> {});
    other.open(java.util.Optional.of(TAG), java.util.Optional.empty(), dev.slipway.task.Progress.unwatched());
    other.dispatch(java.util.Map.of("version", "0.4.0"), dev.slipway.task.Progress.unwatched());
    var again = new ReadyRelease(rehearsal, other);
    again.measure();
    rehearsal.somebodyElse().putsAsset(TAG, ASSET, new byte[] {1});
    assertThatThrownBy(again::publish).isInstanceOf(Problem.class)
        .hasMessageContaining("holds other bytes under " + ASSET).hasMessageContaining("left public");
    assertThat(again.published()).hasSize(7);
  }
}
