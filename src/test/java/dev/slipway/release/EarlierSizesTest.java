package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fact.Digest;
import dev.slipway.forge.Asset;
import dev.slipway.forge.Release;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.rehearsal.RehearsalFixture;
import dev.slipway.task.Progress;
import dev.slipway.transfer.Downloads;
import dev.slipway.transfer.Wanted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class EarlierSizesTest {
  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();
  @TempDir Path state;

  /// A disk that fails for a moment must not make a file one without a binary for ever.
  @Test
  void whatCouldNotBeReadIsNotRememberedAsNothing() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    Connection connection = WalkTest.connection(rehearsal, state);
    var session = new ReleaseSession(connection, _ -> {});
    session.open(Optional.of("v0.4.0"), Optional.empty(), Progress.unwatched());
    Subject subject = session.snapshot().subject();
    Release previous = subject.previous().orElseThrow();
    Asset asset = previous.assets().stream().filter(one -> one.name().endsWith(".tar.gz")).findFirst().orElseThrow();
    Digest digest = asset.digest().orElseThrow();
    Path file = new Downloads(connection.forge(), 1, connection.retry())
        .one(connection.repository(), new Wanted.OfRelease(asset), state.resolve("there"), Progress.unwatched()).file();
    HeldFile held = new HeldFile(asset.name(), file, asset.size(), "release", Optional.of(asset), Optional.empty());
    Path sizes = state.resolve("sizes");

    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    new EarlierSizes(subject, sizes).measure(held, Progress.unwatched());
    assertThat(digests(new EarlierSizes(subject, sizes).unmeasured())).contains(digest);

    Files.write(file, bytes);
    new EarlierSizes(subject, sizes).measure(held, Progress.unwatched());
    assertThat(digests(new EarlierSizes(subject, sizes).unmeasured())).doesNotContain(digest);
  }

  private static List<Digest> digests(List<Asset> assets) {
    return assets.stream().map(asset -> asset.digest().orElseThrow()).toList();
  }
}
