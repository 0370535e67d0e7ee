package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.rehearsal.RehearsalFixture;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What publishing says before and after it is done.
@Timeout(120)
class PublishCommandTest {
  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();
  @TempDir Path folder;

  private CliRun run(Rehearsal rehearsal, String... arguments) {
    Map<String, String> environment = Map.of(
        "GH_HOST", rehearsal.api().toString(), "GH_REPO", rehearsal.repository().toString(), "GH_TOKEN", rehearsal.token(),
        "SLIPWAY_STATE", folder.resolve("state").toString());
    return CliRun.in(folder, environment, "", arguments);
  }

  /// Afterwards it is too late to know.
  @Test
  void thatReleasesAreImmutableIsToldBeforeOneIsPublic() {
    Rehearsal rehearsal = github.start(Project.MESHC);
    rehearsal.makeReleasesImmutable();
    assertThat(run(rehearsal, "dispatch", "release.yml", "-f", "version=0.4.0", "--watch").code()).isEqualTo(Exit.HOLDS);
    CliRun plan = run(rehearsal, "publish", "--tag", "v0.4.0", "--dry-run");
    assertThat(plan.out()).as(plan.err()).contains("Immutable releases are on").contains("PATCH");
    CliRun draft = run(rehearsal, "publish", "--tag", "v0.4.0");
    assertThat(draft.code()).as(draft.err()).isEqualTo(Exit.HOLDS);
    assertThat(draft.out()).contains("Immutable releases are on", "its assets cannot be changed").contains("--confirm v0.4.0");
    assertThat(rehearsal.publicReleases()).extracting(Rehearsal.PublicRelease::tag).doesNotContain("v0.4.0");
    CliRun published = run(rehearsal, "publish", "--tag", "v0.4.0", "--confirm", "v0.4.0", "--json");
    assertThat(published.code()).as(published.err()).isEqualTo(Exit.HOLDS);
    assertThat(published.json().get("immutable").asBoolean()).isTrue();
    assertThat(published.json().get("published").asBoolean()).isTrue();
  }
}
