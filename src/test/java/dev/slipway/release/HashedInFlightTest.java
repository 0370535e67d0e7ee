package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fact.Digest;
import dev.slipway.rehearsal.Fault;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.rehearsal.RehearsalFixture;
import dev.slipway.release.host.PatientCalls;
import dev.slipway.task.Progress;
import dev.slipway.transfer.FileDigest;
import dev.slipway.verify.DigestCache;
import dev.slipway.verify.ExpectedFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What is downloaded is hashed as it comes, so that verifying it reads no file for that; and what the host says of each asset
/// reaches the verification.
class HashedInFlightTest {
  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();
  @TempDir Path state;

  @Test
  void everyFileOfARunAndItsDraftIsKnownWhenItIsThere() throws Exception {
    Rehearsal rehearsal = github.start(Project.WEFT, Fault.NONE);
    Connection connection = WalkTest.connection(rehearsal, state);
    ReleaseSession session = new ReleaseSession(connection, _ -> {});
    new Walk(session, Clock.systemUTC(), _ -> {}).go(Optional.of("v0.4.0"), Map.of("version", "0.4.0"), Progress.unwatched());
    Facts facts = session.snapshot().facts();
    DigestCache digests = new DigestCache();
    Files files =
        new Collector(
                connection.forge(), new PatientCalls(connection.retry()), connection.repository(), connection.retry(),
                Workspace.of(state.resolve("again"), "host", connection.repository(), "v0.4.0"), digests)
            .collect(
                facts.pipeline().run().orElseThrow().run().id(),
                Optional.of(connection.forge().releases(connection.repository()).getFirst()),
                new FileTargets(List.of(), List.of()), Progress.unwatched());
    assertThat(files.held()).isNotEmpty().allSatisfy(file -> {
      Digest read = FileDigest.sha256(file.path(), Progress.unwatched());
      assertThat(digests.sha256(file.path())).as(file.name()).contains(read);
    });
    assertThat(files.held()).filteredOn(file -> file.asset().isPresent()).isNotEmpty().allSatisfy(file -> {
      ExpectedFile expected = FileChecks.expected(file);
      assertThat(expected.uploaded()).isPresent();
      assertThat(expected.apiSize()).hasValue(file.size());
    });
  }
}
