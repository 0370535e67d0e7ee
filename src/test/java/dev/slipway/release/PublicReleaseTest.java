package dev.slipway.release;

import static dev.slipway.release.ReadyRelease.TAG;
import static dev.slipway.release.ReadyRelease.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fact.Finding;
import dev.slipway.gate.Gate;
import dev.slipway.rehearsal.Interference;
import dev.slipway.rehearsal.Interference.Reply;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.rehearsal.RehearsalFixture;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The board of a release that is public: it must say what became of the assets since, and not only of the run they were made by.
@Timeout(120)
class PublicReleaseTest {
  private static final String ASSET = "meshc-v0.4.0-x86_64-apple-darwin.tar.gz";

  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();
  @TempDir Path state;

  @Test
  void assetsThatChangedSinceStandAgainstIt() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    ReadyRelease ready = ReadyRelease.of(rehearsal, state);
    ready.publish();
    assertThat(failed(again(rehearsal, ready))).as("as it was published, and nobody attested it").containsExactly("provenance");

    rehearsal.somebodyElse().putsAsset(TAG, ASSET, new byte[] {1, 2, 3});
    ReadyRelease replaced = again(rehearsal, ready);
    assertThat(failed(replaced)).contains("checksums");
    assertThat(rules(replaced)).contains("api-digest");

    rehearsal.somebodyElse().deletesAsset(TAG, ASSET);
    ReadyRelease deleted = again(rehearsal, ready);
    assertThat(rules(deleted)).contains("not-in-release");
    assertThat(deleted.session().snapshot().board().ready()).isFalse();
  }

  @Test
  void anAssetThatWasAddedOrNeverCameWholeStandsAgainstIt() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    ReadyRelease ready = ReadyRelease.of(rehearsal, state);
    ready.publish();
    rehearsal.somebodyElse().putsAsset(TAG, "setup.exe", new byte[] {'M', 'Z'});
    ReadyRelease added = again(rehearsal, ready);
    assertThat(added.session().snapshot().files().file("setup.exe")).isPresent();
    assertThat(failed(added)).contains("checksums", "artifacts");

    rehearsal.somebodyElse().deletesAsset(TAG, "setup.exe");
    rehearsal.interfere(after((method, path) -> method.equals("GET") && path.matches("/repos/.*/releases"), 1, 1000, reply ->
        new Reply(
            reply.status(), reply.json().replaceAll("(\"name\":\"" + ASSET + "\".{0,200}?)\"state\":\"uploaded\"", "$1\"state\":\"starter\""),
            reply.headers())));
    assertThat(rules(again(rehearsal, ready))).contains("not-in-release");
    rehearsal.interfere(Interference.NONE);
  }

  private ReadyRelease again(Rehearsal rehearsal, ReadyRelease ready) throws Exception {
    return ready.over(WalkTest.connection(rehearsal, state));
  }

  private static List<String> failed(ReadyRelease release) {
    return release.session().snapshot().board().gates().stream()
        .filter(gate -> gate.state() instanceof dev.slipway.gate.GateState.Failed).map(gate -> gate.id().id()).toList();
  }

  private static List<String> rules(ReadyRelease release) {
    return release.session().snapshot().board().gates().stream().map(Gate::findings).flatMap(List::stream).map(Finding::rule).toList();
  }
}
