package dev.slipway.release;

import static dev.slipway.release.ReadyRelease.TAG;
import static dev.slipway.release.ReadyRelease.after;
import static dev.slipway.release.ReadyRelease.before;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.fact.Problem;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.rehearsal.RehearsalFixture;
import dev.slipway.rehearsal.SomebodyElse;
import dev.slipway.task.Progress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
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

/// Another person works on the same release in the browser, at the worst moments. Nothing may be called published and
/// verified that is not.
@Timeout(120)
class SomebodyElseTest {
  private static final String ASSET = "meshc-v0.4.0-x86_64-apple-darwin.tar.gz";

  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();
  @TempDir Path state;

  static Stream<Arguments> justBeforeItBecomesPublic() {
    return Stream.of(
        of("an asset is deleted", its -> its.deletesAsset(TAG, ASSET), "lacks " + ASSET),
        of("an asset is replaced", its -> its.putsAsset(TAG, ASSET, new byte[] {1, 2, 3}), "holds other bytes under " + ASSET),
        of("an asset is added", its -> its.putsAsset(TAG, "setup.exe", new byte[] {1}), "carries setup.exe, which was not verified here"),
        of("the tag is made elsewhere", its -> its.movesTag(TAG, "founding"), "leads to"));
  }

  private static Arguments of(String name, Consumer<SomebodyElse> act, String said) {
    return Arguments.of(Named.of(name, act), said);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("justBeforeItBecomesPublic")
  void whatChangesJustBeforeItBecomesPublicIsTakenBack(Consumer<SomebodyElse> act, String said) throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    ReadyRelease ready = ReadyRelease.of(rehearsal, state);
    rehearsal.interfere(before(ReadyRelease::publishing, () -> act.accept(rehearsal.somebodyElse())));
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class)
        .hasMessageContaining(said).hasMessageContaining("was made a draft again");
    assertThat(ready.published()).isEmpty();
  }

  @Test
  void whatWasDeletedIsSentAgainByTheNextTry() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    ReadyRelease ready = ReadyRelease.of(rehearsal, state);
    rehearsal.interfere(before(ReadyRelease::publishing, () -> rehearsal.somebodyElse().deletesAsset(TAG, ASSET)));
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class);
    ready.publish();
    assertThat(ready.published()).hasSize(7).contains(ASSET);
  }

  @Test
  void aTagThatWasMovedSinceTheRunStopsEverything() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    ReadyRelease ready = ReadyRelease.of(rehearsal, state);
    rehearsal.somebodyElse().movesTag(TAG, "founding");
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class).hasMessageContaining("v0.4.0 leads to").hasMessageContaining("Nothing was published");
    assertThat(ready.published()).isEmpty();
  }

  @Test
  void aDraftPublishedInTheBrowserIsNotCalledOurs() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    ReadyRelease ready = ReadyRelease.of(rehearsal, state);
    rehearsal.interfere(after((method, path) -> ReadyRelease.uploading(method, path) && rehearsalHolds(rehearsal), () ->
        rehearsal.somebodyElse().publishes(TAG)));
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class).hasMessageContaining("by somebody else meanwhile");
  }

  private static boolean rehearsalHolds(Rehearsal rehearsal) {
    return rehearsal.publicReleases().stream().noneMatch(release -> release.tag().equals(TAG));
  }

  @Test
  void aReleaseThatIsMadeADraftAgainIsNotPublished() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    ReadyRelease ready = ReadyRelease.of(rehearsal, state);
    rehearsal.interfere(after(ReadyRelease::publishing, () -> rehearsal.somebodyElse().unpublishes(TAG)));
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class).hasMessageContaining("is a draft");
    assertThat(ready.published()).isEmpty();
  }

  @Test
  void norIsOneOfAPrivateRepositoryWhoseDraftTheTokenCanRead() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    rehearsal.interfere(after((method, path) -> path.matches("/repos/[^/]+/[^/]+"), 1, 100, reply ->
        new dev.slipway.rehearsal.Interference.Reply(
            reply.status(), reply.json().replace("\"private\":false", "\"private\":true"), reply.headers())));
    ReadyRelease ready = ReadyRelease.of(rehearsal, state);
    assertThat(ready.session().snapshot().subject().repository().orElseThrow().isPrivate()).isTrue();
    rehearsal.interfere(after(ReadyRelease::publishing, () -> rehearsal.somebodyElse().unpublishes(TAG)));
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class).hasMessageContaining("is a draft");
    assertThat(ready.published()).isEmpty();
  }

  @Test
  void notesWrittenInTheBrowserDuringTheUploadsAreNotOverwritten() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    ReadyRelease ready = ReadyRelease.of(rehearsal, state);
    rehearsal.interfere(after(ReadyRelease::uploading, () -> rehearsal.somebodyElse().writesNotes(TAG, "By hand.")));
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class)
        .hasMessageContaining("text of the draft of v0.4.0 was changed").hasMessageContaining("Notes page");
    assertThat(ready.published()).isEmpty();
  }

  @Test
  void aSecondDraftOfTheTagStaysADraft() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    ReadyRelease ready = ReadyRelease.of(rehearsal, state);
    rehearsal.interfere(after(ReadyRelease::uploading, () -> rehearsal.somebodyElse().makesDraft(TAG)));
    ready.publish();
    assertThat(ready.published()).hasSize(7);
    assertThat(rehearsal.publicReleases()).filteredOn(release -> release.tag().equals(TAG)).hasSize(1);
  }

  @Test
  void aDraftThatIsDeletedUnderUsIsMadeAnew() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    ReadyRelease ready = ReadyRelease.of(rehearsal, state);
    rehearsal.interfere(after(ReadyRelease::uploading, () -> rehearsal.somebodyElse().deletesDrafts(TAG)));
    assertThatThrownBy(ready::publish).isInstanceOf(Exception.class).hasMessageContaining("404");
    ready.publish();
    assertThat(ready.published()).hasSize(7);
  }

  @Test
  void twoForeignDraftsAndNoneOfOursAreLeftToThePerson() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    ReadyRelease ready = ReadyRelease.of(rehearsal, state);
    ready.session().prepare(Progress.unwatched());
    rehearsal.somebodyElse().deletesDrafts(TAG);
    rehearsal.somebodyElse().makesDraft(TAG);
    rehearsal.somebodyElse().makesDraft(TAG);
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class).hasMessageContaining("2 drafts carry the tag v0.4.0");
    assertThat(ready.published()).isEmpty();
  }

  @Test
  void aRunThatIsRunAgainDuringTheDownloadIsNotTaken() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    var session = new ReleaseSession(WalkTest.connection(rehearsal, state), _ -> {});
    session.open(Optional.of(TAG), Optional.empty(), Progress.unwatched());
    session.dispatch(Map.of("version", "0.4.0"), Progress.unwatched());
    long run = session.snapshot().pipeline().run().orElseThrow().run().id();
    rehearsal.interfere(after((method, path) -> path.endsWith("/artifacts"), () -> rehearsal.somebodyElse().runsAgain(run)));
    assertThatThrownBy(() -> session.download(Progress.unwatched())).isInstanceOf(Problem.class)
        .hasMessageContaining("was run again").hasMessageContaining("Nothing was taken");
    assertThat(session.snapshot().files().held()).isEmpty();
    assertThat(session.snapshot().pipeline().run().orElseThrow().run().attempt()).as("the board tells of the new attempt").isEqualTo(2);
    session.watch(run, 2, Progress.unwatched());
    session.download(Progress.unwatched());
    assertThat(session.snapshot().files().held()).hasSize(7);
  }

  /// Publishing was refused here; whoever publishes the draft afterwards in the browser answers for it.
  @Test
  void aDraftThatCouldNotBePublishedFromHereIsNotTakenFromWhoPublishesIt() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    ReadyRelease ready = ReadyRelease.of(rehearsal, state);
    rehearsal.interfere(ReadyRelease.refusing(
        ReadyRelease::publishing, 1, 1, dev.slipway.rehearsal.Interference.Reply.refusal(422, "Repository rule violations found")));
    assertThatThrownBy(ready::publish).hasMessageContaining("Repository rule violations found");
    rehearsal.interfere(dev.slipway.rehearsal.Interference.NONE);
    rehearsal.somebodyElse().putsAsset(TAG, "setup.exe", new byte[] {1});
    rehearsal.somebodyElse().publishes(TAG);
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class).hasMessageContaining("exists already").hasMessageContaining("left as it is");
    assertThat(ready.published()).as("still public").hasSize(8);
  }

  /// The same for one that was public and taken back, and is published again in the browser.
  @Test
  void norIsOneThatWasTakenBack() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    ReadyRelease ready = ReadyRelease.of(rehearsal, state);
    rehearsal.interfere(ReadyRelease.before(ReadyRelease::publishing, () -> rehearsal.somebodyElse().putsAsset(TAG, "setup.exe", new byte[] {1})));
    assertThatThrownBy(ready::publish).hasMessageContaining("made a draft again");
    rehearsal.somebodyElse().publishes(TAG);
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class).hasMessageContaining("exists already");
    assertThat(ready.published()).as("still public").hasSize(8);
  }
}
