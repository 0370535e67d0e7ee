package dev.slipway.release;

import static dev.slipway.release.ReadyRelease.TAG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.fact.Problem;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.rehearsal.RehearsalFixture;
import dev.slipway.task.Progress;
import java.nio.file.Path;
import java.util.Map;
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
}
