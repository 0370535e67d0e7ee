package dev.slipway.rehearsal;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// The files a job has on its runner. One job uses it from one thread.
final class Workspace {

  /// A file of the job.
  record Item(Shelf.Stored file, boolean executable) {}

  private final SequencedMap<String, Item> files = new TreeMap<>();

  void put(String path, Shelf.Stored file, boolean executable) {
    files.put(normal(path), new Item(file, executable));
  }

  void remove(String path) {
    files.remove(normal(path));
  }

  Optional<Item> file(String path) {
    return Optional.ofNullable(files.get(normal(path)));
  }

  /// The paths that a pattern of GitHub's actions or of a shell matches, sorted. A folder matches all it holds.
  List<String> matching(String pattern) {
    String plain = normal(pattern);
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + plain);
    List<String> found = new ArrayList<>();
    for (String path : files.keySet()) {
      if (path.startsWith(plain + "/") || matcher.matches(Path.of(path))) {
        found.add(path);
      }
    }
    return found;
  }

  /// A path without `./`, `..` and double slashes.
  static String normal(String path) {
    return Path.of(path).normalize().toString().replace('\\', '/');
  }
}
