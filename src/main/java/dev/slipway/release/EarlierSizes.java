package dev.slipway.release;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Problem;
import dev.slipway.forge.Asset;
import dev.slipway.forge.Release;
import dev.slipway.size.ArtifactTree;
import dev.slipway.size.ReleasePairs;
import dev.slipway.size.SizeCache;
import dev.slipway.size.TargetHistory;
import dev.slipway.target.Target;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.transfer.Downloads;
import dev.slipway.transfer.Wanted;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The sizes of the files of earlier releases: what is downloaded as the host tells it, what it unpacks to as it was
/// measured on this computer, which is remembered by the file's digest.
final class EarlierSizes {
  private static final int MOST_RELEASES = 20;

  /// Proofs and lists have sizes nobody asks for.
  private static final Pattern PROOF =
      Pattern.compile("(?i).*(sums?(\\.txt)?|checksums?(\\.\\w+)?|\\.(sha\\d+|md5|sig|asc|minisig|pem|crt|sigstore|json|jsonl|txt))");

  private final Subject subject;
  private final SizeCache cache;

  /// @param folder where the cache lies
  EarlierSizes(Subject subject, Path folder) {
    this.subject = subject;
    this.cache = SizeCache.open(folder.resolve("unpacked.txt"));
  }

  private List<Release> releases() {
    return subject.releases().stream()
        .filter(release -> !release.draft() && !release.prerelease() && !subject.tag().equals(java.util.Optional.of(release.tag())))
        .limit(MOST_RELEASES)
        .toList()
        .reversed();
  }

  private static List<Asset> files(Release release) {
    return release.assets().stream()
        .filter(asset -> asset.state() == Asset.State.UPLOADED && !PROOF.matcher(asset.name()).matches())
        .toList();
  }

  /// The sizes of each file over the releases, the oldest first.
  List<TargetHistory> history(FileTargets targets) {
    Map<String, List<TargetHistory.Point>> points = new LinkedHashMap<>();
    Map<String, String> triples = new LinkedHashMap<>();
    for (Release release : releases()) {
      Instant at = release.published().orElse(release.created());
      for (Asset asset : files(release)) {
        String name = ReleasePairs.unversioned(asset.name());
        targets.of(asset.name()).map(Target::triple).ifPresent(triple -> triples.put(name, triple));
        points.computeIfAbsent(name, _ -> new ArrayList<>())
            .add(new TargetHistory.Point(release.tag(), at, asset.size(), unpacked(asset)));
      }
    }
    return points.entrySet().stream()
        .map(entry -> new TargetHistory(entry.getKey(), triples.getOrDefault(entry.getKey(), ""), entry.getValue()))
        .toList();
  }

  /// Nothing is remembered of a file as 0 where it has no binary that could be unpacked.
  private OptionalLong unpacked(Asset asset) {
    OptionalLong known = asset.digest().map(cache::of).orElse(OptionalLong.empty());
    return known.orElse(0) == 0 ? OptionalLong.empty() : known;
  }

  /// The files that were never measured here, and whose digest the host tells: without one they could not be remembered.
  List<Asset> unmeasured() {
    return releases().stream()
        .flatMap(release -> files(release).stream())
        .filter(asset -> asset.digest().isPresent() && cache.of(asset.digest().get()).isEmpty())
        .toList();
  }

  /// Measures a file that is here, unless it is known.
  void measure(HeldFile file, Progress progress) throws Problem, Cancelled {
    if (file.apiDigest().isPresent() && cache.of(file.apiDigest().get()).isEmpty()) {
      progress.phase("measuring " + file.name());
      keep(file.apiDigest().get(), file.path(), progress);
    }
  }

  /// Downloads files one after the other and measures each; only the size stays. What was measured when it is stopped is kept.
  ///
  /// @param folder for the time being
  void measure(List<Asset> files, Connection connection, Path folder, Progress progress) throws Problem, Cancelled {
    long all = files.stream().mapToLong(Asset::size).sum();
    long done = 0;
    for (Asset asset : files) {
      Path own = folder.resolve("measuring-" + asset.id());
      progress.phase("fetching " + asset.name());
      try {
        Path file =
            new Downloads(connection.forge(), 1, connection.retry())
                .one(connection.repository(), new Wanted.OfRelease(asset), own, new Part(progress, done, all)).file();
        keep(asset.digest().orElseThrow(), file, new Part(progress, done, 0));
      } finally {
        clear(own);
      }
      done += asset.size();
      progress.report(done, all);
    }
  }

  /// Only the size stays; a folder that cannot be cleared does no harm and is used again the next time.
  private static void clear(Path own) {
    try (Stream<Path> files = java.nio.file.Files.list(own)) {
      for (Path file : files.toList()) {
        java.nio.file.Files.deleteIfExists(file);
      }
      java.nio.file.Files.deleteIfExists(own);
    } catch (IOException e) {
      System.getLogger(EarlierSizes.class.getName()).log(System.Logger.Level.DEBUG, "left behind: " + own, e);
    }
  }

  /// Remembers the size of the largest binary, 0 where there is none. What could not be read may be readable the next time,
  /// so nothing is remembered of it; its download size is told all the same.
  private void keep(Digest digest, Path file, Progress progress) throws Problem, Cancelled {
    long largest;
    try {
      largest = ArtifactTree.largestBinary(file, progress).orElse(0);
    } catch (Problem problem) {
      System.getLogger(EarlierSizes.class.getName()).log(System.Logger.Level.DEBUG, problem.sentence());
      return;
    }
    cache.keep(digest, largest);
    cache.save();
  }

  /// The progress of one file among several.
  ///
  /// @param all of them; 0 while what is done is not counted
  private record Part(Progress whole, long before, long all) implements Progress {
    @Override
    public void report(long done, long total) {
      if (all > 0) {
        whole.report(before + done, all);
      }
    }

    @Override
    public void phase(String what) {
      whole.phase(what);
    }

    @Override
    public boolean isCancelled() {
      return whole.isCancelled();
    }
  }
}
