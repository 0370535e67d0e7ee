package dev.slipway.release;

import dev.slipway.fact.Known;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Source;
import dev.slipway.forge.Asset;
import dev.slipway.forge.Release;
import dev.slipway.release.host.HostCalls;
import dev.slipway.size.ReleasePairs;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.transfer.Downloads;
import dev.slipway.transfer.Outcome;
import dev.slipway.transfer.Wanted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Brings the files of the last release onto this computer, each in a folder named by its digest, and tells the sizes
/// of the releases before from what the host says and from what was measured here before.
final class EarlierCollector {
  /// More than this is not downloaded only to compare sizes.
  private static final long MOST_BYTES = 2L << 30;

  private final Connection connection;
  private final HostCalls host;
  private final Path folder;

  EarlierCollector(Connection connection, HostCalls host) {
    this.connection = connection;
    this.host = host;
    this.folder = Workspace.sizes(connection.state(), connection.forge().host().web().getAuthority(), connection.repository());
  }

  Known<Earlier> collect(Facts facts, Progress progress) throws Problem, Cancelled {
    Subject subject = facts.subject();
    Optional<Release> previous = subject.previous();
    if (previous.isEmpty()) {
      return Known.unknown("there is no earlier release to compare with");
    }
    FileTargets targets =
        new FileTargets(facts.pipeline().legs().stream().map(LegState::leg).toList(), subject.policy().policy().targets());
    String tag = previous.get().tag();
    List<Asset> wanted =
        previous.get().assets().stream()
            .filter(asset -> asset.state() == Asset.State.UPLOADED)
            .filter(asset -> facts.files().held().stream().anyMatch(file -> ReleasePairs.same(file.name(), asset.name())))
            .toList();
    if (wanted.stream().mapToLong(Asset::size).sum() > MOST_BYTES) {
      return Known.unknown("the files of " + tag + " are more than 2 GB, so they were not downloaded to compare sizes");
    }
    EarlierSizes sizes = new EarlierSizes(subject, folder);
    List<HeldFile> files = new ArrayList<>();
    progress.phase("fetching the files of " + tag);
    for (Asset asset : wanted) {
      try {
        files.add(held(asset, targets, progress));
      } catch (Problem problem) {
        return Known.unknown("the files of %s could not be fetched: %s".formatted(tag, problem.sentence()));
      }
    }
    for (HeldFile file : files) {
      sizes.measure(file, progress);
    }
    List<Asset> unmeasured = unmeasured(facts, sizes);
    Earlier earlier =
        new Earlier(
            tag, files, sizes.history(targets),
            new Earlier.Unmeasured(unmeasured.size(), unmeasured.stream().mapToLong(Asset::size).sum()));
    return Known.of(earlier, new Source.Learnt(tag));
  }

  private HeldFile held(Asset asset, FileTargets targets, Progress progress) throws Problem, Cancelled {
    String key = asset.digest().map(digest -> digest.algorithm().id() + "-" + digest.hex()).orElse("asset-" + asset.id());
    Path own = folder.resolve(key);
    Path file = own.resolve(asset.name());
    if (!whole(file, asset)) {
      Outcome.Received received =
          new Downloads(connection.forge(), 1, connection.retry())
              .one(connection.repository(), new Wanted.OfRelease(asset), own, progress);
      file = received.file();
    }
    return new HeldFile(asset.name(), file, asset.size(), "release", Optional.of(asset), targets.of(asset.name()));
  }

  /// A download appears under its name only when it is whole and has the digest its folder is named by.
  private static boolean whole(Path file, Asset asset) {
    try {
      return java.nio.file.Files.isRegularFile(file) && java.nio.file.Files.size(file) == asset.size();
    } catch (IOException e) {
      return false;
    }
  }

  /// Downloads what was never measured here of the releases before, and measures it.
  void measure(Facts facts, Progress progress) throws Problem, Cancelled {
    EarlierSizes sizes = new EarlierSizes(facts.subject(), folder);
    sizes.measure(unmeasured(facts, sizes), connection, folder, progress);
  }

  /// Those that became a file of this release, where that has files.
  private static List<Asset> unmeasured(Facts facts, EarlierSizes sizes) {
    List<HeldFile> held = facts.files().held();
    return sizes.unmeasured().stream()
        .filter(asset -> held.isEmpty() || held.stream().anyMatch(file -> ReleasePairs.same(file.name(), asset.name())))
        .toList();
  }
}
