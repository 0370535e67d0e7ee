package dev.slipway.release;

import static dev.slipway.release.ReadyRelease.TAG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.gate.GateId;
import dev.slipway.rehearsal.Interference;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.rehearsal.RehearsalFixture;
import dev.slipway.task.Progress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Files are of the run that built them. Another run, and another attempt of the same, builds others.
@Timeout(120)
class OtherRunTest {
  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();
  @TempDir Path state;

  @Test
  void whatOneRunBuiltIsNotPublishedForAnother() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    ReadyRelease ready = ReadyRelease.of(rehearsal, state);
    assertThat(ready.session().snapshot().board().ready()).isTrue();
    ready.session().dispatch(Map.of("version", "0.4.0"), Progress.unwatched());
    assertThat(ready.session().snapshot().board().ready()).isFalse();
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class)
        .hasMessageContaining("so nothing was verified and nothing can be published");
    assertThat(ready.published()).isEmpty();
    ready.measure();
    ready.publish();
    assertThat(ready.published()).hasSize(7);
  }

  @Test
  void norForAnotherAttempt() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    ReadyRelease ready = ReadyRelease.of(rehearsal, state);
    long run = ready.session().snapshot().pipeline().run().orElseThrow().run().id();
    rehearsal.somebodyElse().runsAgain(run);
    ready.session().watch(run, 2, Progress.unwatched());
    assertThat(ready.session().snapshot().files().held()).isEmpty();
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class).hasMessageContaining("Download and verify");
    assertThat(ready.published()).isEmpty();
  }

  /// A run of a pull request names the head of the pull request as its commit, and builds the merge of it with another branch.
  @Test
  void norIsWhatAPullRequestBuiltWhichIsAnotherTreeThanItsCommit() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    ReadyRelease ready = ReadyRelease.of(rehearsal, state);
    long run = ready.session().snapshot().pipeline().run().orElseThrow().run().id();
    rehearsal.interfere(ReadyRelease.after((_, path) -> path.contains("/runs"), 1, 1000, reply -> new Interference.Reply(
        reply.status(), reply.json().replaceAll("\"event\":\\s*\"workflow_dispatch\"", "\"event\":\"pull_request\""), reply.headers())));

    var again = new ReleaseSession(WalkTest.connection(rehearsal, state), _ -> {});
    again.open(Optional.of(ReadyRelease.TAG), Optional.empty(), Progress.unwatched());
    assertThat(again.adoptRun(Progress.unwatched())).as("not taken by itself").isFalse();

    again.watch(run, Progress.unwatched()); // chosen by a person
    var ofPullRequest = new ReadyRelease(rehearsal, again);
    ofPullRequest.measure();
    assertThat(again.snapshot().board().gate(GateId.VERSION).orElseThrow().findings()).extracting(Finding::rule).contains("built-for-pull-request");
    assertThatThrownBy(ofPullRequest::publish).isInstanceOf(Problem.class).hasMessageContaining("started by a pull request");
    assertThat(ofPullRequest.published()).isEmpty();
  }
}
