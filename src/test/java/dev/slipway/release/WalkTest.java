package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.forge.Token;
import dev.slipway.forge.github.GitHubForge;
import dev.slipway.gate.Gate;
import dev.slipway.rehearsal.Fault;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.rehearsal.RehearsalFixture;
import dev.slipway.release.run.Rhythm;
import dev.slipway.task.Progress;
import dev.slipway.transfer.Pause;
import dev.slipway.transfer.Retry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whole releases through the real HTTP client, with each fault: either published and complete, or stopped at the right gate.
class WalkTest {
  private static final Rhythm FAST = new Rhythm(Duration.ofMillis(20), Duration.ofSeconds(4), Duration.ofSeconds(20));

  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();
  @TempDir Path state;

  static Stream<Arguments> faults() {
    return Stream.of(Project.values()).flatMap(project -> Stream.of(Fault.values()).map(fault -> Arguments.of(project, fault)));
  }

  @ParameterizedTest(name = "{0} with {1}")
  @MethodSource("faults")
  void endsPublishedOrAtTheRightGate(Project project, Fault fault) throws Exception {
    Rehearsal rehearsal = github.start(project, fault);
    int before = rehearsal.publicReleases().size();
    ReleaseSession session = new ReleaseSession(connection(rehearsal, state), _ -> {});

    Walk.Result result =
        new Walk(session, Clock.systemUTC(), _ -> {}).go(Optional.of("v0.4.0"), Map.of("version", "0.4.0"), Progress.unwatched());

    if (fault.stoppedAt().isPresent()) {
      assertThat(result.published()).as(String.valueOf(result.stoppedBy())).isFalse();
      assertThat(rehearsal.publicReleases()).hasSize(before);
      assertThat(session.snapshot().board().firstBlocking().map(Gate::id).map(id -> id.id()))
          .as(String.valueOf(result.stoppedBy()))
          .isEqualTo(fault.stoppedAt());
    } else {
      assertThat(result.stoppedBy()).isEmpty();
      assertThat(result.published()).isTrue();
      assertThat(rehearsal.publicReleases()).hasSize(before + 1);
      assertThat(rehearsal.publicReleases()).filteredOn(release -> release.tag().equals("v0.4.0")).singleElement().satisfies(
          release -> {
            assertThat(release.assets()).hasSize(project == Project.MESHC ? 7 : 8).doesNotHaveDuplicates();
            assertThat(release.notes()).isEqualTo(session.snapshot().notes().text()).contains("### Added");
          });
    }
  }

  static Connection connection(Rehearsal rehearsal, Path state) {
    Retry retry = new Retry(6, Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofSeconds(30), Pause.real(), Clock.systemUTC());
    return new Connection(
        GitHubForge.open(rehearsal.host(), Token.of(rehearsal.token(), Token.Origin.TYPED)),
        GitHubForge.open(rehearsal.host(), Optional.empty()),
        rehearsal.repository(), state, FAST, retry, Clock.systemUTC(), "tester");
  }
}
