package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gate.GateId;
import dev.slipway.gate.GateState;
import dev.slipway.task.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderReleaseTest {
  @TempDir Path folder;

  @BeforeEach
  void files() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "hello\n");
    Files.writeString(
        folder.resolve("SHA256SUMS"), "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03  a.txt\n");
  }

  private ReleaseSnapshot look(Path path) throws Exception {
    return FolderRelease.look(path, InstantSource.system(), Progress.unwatched());
  }

  private static GateState state(ReleaseSnapshot snapshot, GateId gate) {
    return snapshot.board().gate(gate).orElseThrow().state();
  }

  @Test
  void aFolderIsVerifiedAndMeasured() throws Exception {
    var snapshot = look(folder);
    assertThat(snapshot.files().held()).extracting(HeldFile::name).containsExactlyInAnyOrder("a.txt", "SHA256SUMS");
    assertThat(snapshot.files().sizes().value()).isPresent();
    assertThat(state(snapshot, GateId.CHECKSUMS)).isInstanceOf(GateState.Passed.class);
  }

  @Test
  void aFolderIsNeverReadyToBePublished() throws Exception {
    var snapshot = look(folder);
    assertThat(snapshot.board().ready()).isFalse();
    for (GateId gate : new GateId[] {GateId.TARGETS, GateId.ARTIFACTS, GateId.PROVENANCE, GateId.CHANGELOG, GateId.VERSION}) {
      assertThat(state(snapshot, gate)).as(gate.title()).isNotInstanceOf(GateState.Passed.class);
    }
  }

  @Test
  void aChangedFileFails() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "hellO\n");
    assertThat(state(look(folder), GateId.CHECKSUMS)).isInstanceOf(GateState.Failed.class);
  }

  @Test
  void aManifestStandsForTheFilesItLists() throws Exception {
    Files.writeString(folder.resolve("other.txt"), "not listed");
    var snapshot = look(folder.resolve("SHA256SUMS"));
    assertThat(snapshot.files().held()).extracting(HeldFile::name).contains("a.txt").doesNotContain("other.txt");
  }
}
