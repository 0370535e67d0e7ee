package dev.slipway.desktop.targets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.desktop.control.Status;
import dev.slipway.forge.FileChange;
import dev.slipway.forge.Forge;
import dev.slipway.forge.Token;
import dev.slipway.forge.github.GitHubForge;
import dev.slipway.rehearsal.Fault;
import dev.slipway.rehearsal.Pace;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.release.Connection;
import dev.slipway.release.ReleaseSession;
import dev.slipway.release.run.Rhythm;
import dev.slipway.target.RunnerLabels;
import dev.slipway.task.Progress;
import dev.slipway.transfer.Pause;
import dev.slipway.transfer.Retry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolRowsTest {
  @TempDir Path state;

  @Test
  void targetsOfAReleaseToolThatNoLegHasAreRowsOfTheirOwn() throws Exception {
    try (Rehearsal github = Rehearsal.start(Project.MESHC, Fault.NONE, Pace.TESTS)) {
      Forge forge = GitHubForge.open(github.host(), Token.of(github.token(), Token.Origin.TYPED));
      forge.commit(github.repository(), new FileChange(".goreleaser.yaml",
          "builds:\n  - targets: [linux_riscv64, darwin_arm64]\n".getBytes(StandardCharsets.UTF_8), Optional.empty(), "main", "build: more targets"));
      Retry retry = new Retry(2, Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofSeconds(2), Pause.real(), Clock.systemUTC());
      Rhythm rhythm = new Rhythm(Duration.ofMillis(20), Duration.ofSeconds(4), Duration.ofSeconds(20));
      ReleaseSession session = new ReleaseSession(
          new Connection(forge, forge, github.repository(), state, rhythm, retry, Clock.systemUTC(), "tester"), _ -> {});
      session.open(Optional.of("v0.4.0"), Optional.empty(), Progress.unwatched());
      List<TargetRow> rows = TargetRows.of(session.snapshot(), RunnerLabels.bundled(), Instant.EPOCH);
      assertThat(rows).extracting(TargetRow::target).doesNotHaveDuplicates().hasSize(7).endsWith("riscv64gc-unknown-linux-gnu");
      assertThat(rows.getLast().runner()).isEqualTo("GoReleaser");
      assertThat(rows.getLast().outcome()).isEqualTo(Status.NOT_STARTED);
      assertThat(rows.getLast().origin()).isEqualTo(".goreleaser.yaml, line 2");
    }
  }
}
