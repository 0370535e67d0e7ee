package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.fact.Problem;
import dev.slipway.forge.Asset;
import dev.slipway.forge.NewRelease;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.rehearsal.RehearsalFixture;
import dev.slipway.release.host.HashingAssetReader;
import dev.slipway.release.host.PatientCalls;
import dev.slipway.release.host.ReleaseFile;
import dev.slipway.release.publish.Journal;
import dev.slipway.release.publish.PublishRequest;
import dev.slipway.release.publish.Publisher;
import dev.slipway.task.Progress;
import dev.slipway.transfer.FileDigest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// GitHub keeps some files under another name than they have; then manifests name files that are not there.
@Timeout(60)
class RenamedAssetTest {
  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"meshc setup (x64).exe", "meshc~1.zip", "meshc (1).zip", "größe.txt"})
  void isNotLeftOnTheDraftUnderTheNameNobodyVerified(String name) throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    Connection connection = WalkTest.connection(rehearsal, folder);
    PatientCalls host = new PatientCalls(connection.retry());
    Path file = Files.writeString(folder.resolve("bytes"), "what was verified");
    String head = connection.forge().tagged(rehearsal.repository(), "v0.3.2").orElseThrow();
    PublishRequest request = new PublishRequest(
        rehearsal.repository(), "v9.0.0", head, "v9.0.0", "Notes", Optional.empty(), false, NewRelease.Latest.BY_VERSION,
        List.of(new ReleaseFile(name, file, Files.size(file), FileDigest.sha256(file, Progress.unwatched()))));
    Publisher publisher = new Publisher(
        connection.forge(), host, new HashingAssetReader(connection.forge(), HashingAssetReader.Visitor.member(connection.forge()), host),
        Journal.open(folder.resolve("journal"), connection.clock()), connection.clock());

    for (int tries = 0; tries < 2; tries++) { // the second finds what the first left
      assertThatThrownBy(() -> publisher.prepare(request, Progress.unwatched(), _ -> {}))
          .isInstanceOf(Problem.class).hasMessageContaining("stored " + name + " under the name").hasMessageContaining("Nothing was published");
      assertThat(connection.forge().releases(rehearsal.repository())).filteredOn(release -> release.tag().equals("v9.0.0"))
          .singleElement().satisfies(draft -> assertThat(draft.assets()).extracting(Asset::name).isEmpty());
    }
  }
}
