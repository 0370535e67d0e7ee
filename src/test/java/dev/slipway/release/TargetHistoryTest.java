package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.forge.Forge;
import dev.slipway.forge.Token;
import dev.slipway.forge.github.GitHubForge;
import dev.slipway.rehearsal.Fault;
import dev.slipway.rehearsal.Pace;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.release.run.Rhythm;
import dev.slipway.task.Progress;
import dev.slipway.transfer.Pause;
import dev.slipway.transfer.Retry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TargetHistoryTest {
  @TempDir Path state;

  @ParameterizedTest
  @EnumSource(Project.class)
  void everyTargetOfAnEarlierReleaseIsFoundInTheRunOfItsTag(Project project) throws Exception {
    try (Rehearsal github = Rehearsal.start(project, Fault.NONE, Pace.TESTS)) {
      Forge forge = GitHubForge.open(github.host(), Token.of(github.token(), Token.Origin.TYPED));
      Retry retry = new Retry(2, Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofSeconds(2), Pause.real(), Clock.systemUTC());
      Rhythm rhythm = new Rhythm(Duration.ofMillis(20), Duration.ofSeconds(4), Duration.ofSeconds(20));
      ReleaseSession session = new ReleaseSession(
          new Connection(forge, forge, github.repository(), state, rhythm, retry, Clock.systemUTC(), "tester"), _ -> {});
      session.open(Optional.of("v0.4.0"), Optional.empty(), Progress.unwatched());
      assertThat(session.adoptRun(Progress.unwatched())).as("no run built this release yet").isFalse();
      TargetHistory history = session.history(Progress.unwatched());
      assertThat(history.columns()).extracting(TargetHistory.Column::tag).containsExactly("v0.3.1", "v0.3.2");
      assertThat(history.columns()).allSatisfy(column -> {
        assertThat(column.reason()).isEmpty();
        assertThat(column.outcomes()).hasSize(6);
        assertThat(column.outcomes().values()).containsOnly(LegState.Outcome.BUILT);
        assertThat(column.run().orElseThrow().headBranch()).isEqualTo(column.tag());
      });
    }
  }
}
