package dev.slipway.release;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Known;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Source;
import dev.slipway.forge.Asset;
import dev.slipway.forge.Release;
import dev.slipway.release.host.HostCalls;
import dev.slipway.size.ArtifactTree;
import dev.slipway.size.ReleasePairs;
import dev.slipway.size.SizeCache;
import dev.slipway.size.TargetHistory;
import dev.slipway.target.Target;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.transfer.Downloads;
import dev.slipway.transfer.Outcome;
import dev.slipway.transfer.Wanted;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Brings the files of the last release onto this computer, each in a folder named by its digest, and tells the sizes
/// of the releases before from what the host says and from what was measured here before.
final class EarlierCollector {
  /// More than this is not downloaded only to compare sizes.
  private static final long MOST_BYTES = 2L << 30;

  private static final int MOST_RELEASES = 20;

  /// Proofs and lists have sizes nobody asks for.
  private static final Pattern PROOF =
      Pattern.compile("(?i).*(sums?(\\.txt)?|checksums?(\\.\\w+)?|\\.(sha\\d+|md5|sig|asc|minisig|pem|crt|sigstore|json|jsonl|txt))");

  private final Connection connection;
  private final HostCalls host;
  private final Path folder;

  /// @param workspace the folder of this release; what is kept lies beside it, for every release of the repository
  EarlierCollector(Connection connection, HostCalls host, Workspace workspace) {
    this.connection = connection;
    this.host = host;
    this.folder = workspace.folder().resolveSibling(".sizes");
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
    SizeCache cache = SizeCache.open(folder.resolve("unpacked.txt"));
    List<HeldFile> files = new ArrayList<>();
    progress.phase("fetching the files of " + tag);
    for (Asset asset : wanted) {
      try {
        files.add(held(asset, targets, progress));
      } catch (Problem problem) {
        return Known.unknown("the files of %s could not be fetched: %s".formatted(tag, problem.sentence()));
      }
    }
    measure(files, cache, progress);
    cache.save();
    Earlier earlier = new Earlier(tag, files, history(subject, targets, cache));
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

  /// Remembers how large the binaries in these files are.
  private static void measure(List<HeldFile> files, SizeCache cache, Progress progress) throws Cancelled {
    for (HeldFile file : files) {
      Optional<Digest> digest = file.apiDigest();
      if (digest.isEmpty() || cache.of(digest.get()).isPresent()) {
        continue;
      }
      progress.phase("measuring " + file.name());
      try {
        OptionalLong largest = ArtifactTree.largestBinary(file.path(), progress);
        if (largest.isPresent()) {
          cache.keep(digest.get(), largest.getAsLong());
        }
      } catch (Problem problem) {
        // What cannot be unpacked has no unpacked size; its download size is told all the same.
        System.getLogger(EarlierCollector.class.getName()).log(System.Logger.Level.DEBUG, problem.sentence());
      }
    }
  }

  private static List<TargetHistory> history(Subject subject, FileTargets targets, SizeCache cache) {
    List<Release> releases =
        subject.releases().stream()
            .filter(release -> !release.draft() && !release.prerelease() && !subject.tag().equals(Optional.of(release.tag())))
            .limit(MOST_RELEASES)
            .toList()
            .reversed();
    Map<String, List<TargetHistory.Point>> points = new LinkedHashMap<>();
    Map<String, String> triples = new LinkedHashMap<>();
    for (Release release : releases) {
      Instant at = release.published().orElse(release.created());
      for (Asset asset : release.assets()) {
        if (asset.state() != Asset.State.UPLOADED || PROOF.matcher(asset.name()).matches()) {
          continue;
        }
        String name = ReleasePairs.unversioned(asset.name());
        targets.of(asset.name()).map(Target::triple).ifPresent(triple -> triples.put(name, triple));
        OptionalLong unpacked = asset.digest().map(cache::of).orElse(OptionalLong.empty());
        points.computeIfAbsent(name, _ -> new ArrayList<>())
            .add(new TargetHistory.Point(release.tag(), at, asset.size(), unpacked));
      }
    }
    return points.entrySet().stream()
        .map(entry -> new TargetHistory(entry.getKey(), triples.getOrDefault(entry.getKey(), ""), entry.getValue()))
        .toList();
  }
}
