package dev.slipway.verify;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Digest.Algorithm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Digests that were computed in this session, so that what did not change is not read again. Nothing of it is kept
/// on disk: a cache there could be written by whoever changes a file.
public final class DigestCache {
  private final Map<Path, Known> known = new ConcurrentHashMap<>();

  private record Known(FileStamp stamp, Map<Algorithm, Digest> digests) {}

  /// Remembers digests that were computed while a file was written, by whoever wrote it.
  ///
  /// @param path    the file, complete and closed
  /// @param digests of all its bytes
  public void written(Path path, Map<Algorithm, Digest> digests) {
    try {
      keep(path.toRealPath(), FileStamp.of(path.toRealPath()), digests);
    } catch (IOException e) {
      known.remove(path);
    }
  }

  /// The SHA-256 of a file, if it is known and the file is still as it was.
  public Optional<Digest> sha256(Path path) {
    try {
      Path real = path.toRealPath();
      return of(real, FileStamp.of(real), Set.of(Algorithm.SHA256)).map(digests -> digests.get(Algorithm.SHA256));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Remembers what was computed of a file that had this stamp before and after it was read.
  void computed(Path path, FileStamp stamp, Map<Algorithm, Digest> digests) {
    if (stamp.settled(Instant.now())) {
      keep(path, stamp, digests);
    }
  }

  private void keep(Path path, FileStamp stamp, Map<Algorithm, Digest> digests) {
    known.merge(
        path, new Known(stamp, Map.copyOf(digests)),
        (old, now) -> {
          if (!old.stamp().same(now.stamp())) {
            return now;
          }
          Map<Algorithm, Digest> both = new EnumMap<>(Algorithm.class);
          both.putAll(old.digests());
          both.putAll(now.digests());
          return new Known(now.stamp(), Map.copyOf(both));
        });
  }

  /// The digests of a file, if all that are wanted are known and it is still as it was.
  Optional<Map<Algorithm, Digest>> of(Path path, FileStamp stamp, Set<Algorithm> wanted) {
    Known entry = known.get(path);
    return entry != null && entry.stamp().same(stamp) && entry.digests().keySet().containsAll(wanted)
        ? Optional.of(entry.digests())
        : Optional.empty();
  }
}
