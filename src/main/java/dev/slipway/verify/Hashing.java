package dev.slipway.verify;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Digest.Algorithm;
import dev.slipway.file.WholeFile;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Hashes files, one per core at a time: a digest of one file is serial, so only files run side by side.
///
/// 256 KiB heap buffers measured as fast as memory mapping within 5 %, and a file that shrinks while it
/// is read cannot take the process down.
final class Hashing {
  private static final int BUFFER = 256 * 1024;

  private Hashing() {}

  /// A file to hash and the digests wanted of it.
  record Order(Path path, long size, Set<Algorithm> algorithms) {

    /// One reading for two names of the same file.
    Order and(Order other) {
      EnumSet<Algorithm> all = EnumSet.copyOf(algorithms);
      all.addAll(other.algorithms());
      return new Order(path, size, all);
    }
  }

  /// What came of it.
  sealed interface Outcome {
    /// The digests, how many bytes were read, and what the file's stamp was meanwhile.
    record Hashed(long size, Map<Algorithm, Digest> digests, FileStamp stamp) implements Outcome {}

    /// The file could not be read to its end.
    record Unreadable(String reason) implements Outcome {}
  }

  /// Hashes every file; the largest first, so that no core waits for one at the end.
  static Map<Path, Outcome> hash(List<Order> orders, DigestCache cache, Progress progress) throws Cancelled {
    Map<Path, Outcome> outcomes = new ConcurrentHashMap<>();
    List<Order> queue = new ArrayList<>(orders);
    queue.sort(Comparator.comparingLong(Order::size).reversed());
    long total = orders.stream().mapToLong(Order::size).sum();
    AtomicLong done = new AtomicLong();
    ThreadLocal<byte[]> buffers = ThreadLocal.withInitial(() -> new byte[BUFFER]);
    Crew.run(
        queue.size(),
        progress,
        i -> {
          Order order = queue.get(i);
          outcomes.put(
              order.path(),
              hash(order, cache, buffers.get(), bytes -> progress.report(done.addAndGet(bytes), total), progress));
        });
    buffers.remove();
    progress.checkCancelled();
    if (outcomes.size() < Set.copyOf(queue.stream().map(Order::path).toList()).size()) {
      throw new Cancelled();
    }
    return Collections.unmodifiableMap(outcomes);
  }

  /// Has the virtual machine compile the code that hashes while manifests are read: it counts calls, and small ones are as
  /// good as large ones. Without it the first megabytes of a process are hashed ten times slower than the rest.
  static void warmUp() {
    Thread.ofPlatform()
        .name("warming-up")
        .daemon()
        .start(
            () -> {
              Hasher hasher = Hasher.of(Algorithm.SHA256);
              byte[] small = new byte[256];
              for (int i = 0; i < 2_000; i++) {
                hasher.update(small, small.length);
              }
              hasher.finish();
            });
  }

  private interface Counter {
    void read(long bytes);
  }

  private static boolean stopped(Progress progress) {
    return progress.isCancelled() || Thread.currentThread().isInterrupted();
  }

  private static Outcome hash(Order order, DigestCache cache, byte[] buffer, Counter counter, Progress progress) {
    try {
      FileStamp before = FileStamp.of(order.path());
      Optional<Map<Algorithm, Digest>> known = cache.of(order.path(), before, order.algorithms());
      if (known.isPresent()) {
        counter.read(before.size());
        return new Outcome.Hashed(before.size(), known.get(), before);
      }
      Outcome outcome = read(order, before, buffer, counter, progress);
      if (outcome instanceof Outcome.Hashed(_, Map<Algorithm, Digest> digests, _)) {
        if (!FileStamp.of(order.path()).same(before)) {
          return new Outcome.Unreadable("it changed while it was read");
        }
        cache.computed(order.path(), before, digests);
      }
      return outcome;
    } catch (IOException e) {
      return new Outcome.Unreadable(WholeFile.reason(e));
    }
  }

  private static Outcome read(Order order, FileStamp stamp, byte[] buffer, Counter counter, Progress progress)
      throws IOException {
    List<Hasher> hashers = order.algorithms().stream().map(Hasher::of).toList();
    long size = 0;
    try (FileChannel channel =
        FileChannel.open(order.path(), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      ByteBuffer view = ByteBuffer.wrap(buffer);
      for (int n = channel.read(view); n >= 0; n = channel.read(view)) {
        for (Hasher hasher : hashers) {
          hasher.update(buffer, n);
        }
        size += n;
        counter.read(n);
        if (stopped(progress)) {
          return new Outcome.Unreadable("reading was stopped");
        }
        view.clear();
      }
    }
    EnumMap<Algorithm, Digest> digests = new EnumMap<>(Algorithm.class);
    int i = 0;
    for (Algorithm algorithm : order.algorithms()) {
      digests.put(algorithm, Digest.of(algorithm, hashers.get(i++).finish()));
    }
    return new Outcome.Hashed(size, Collections.unmodifiableMap(digests), stamp);
  }
}
