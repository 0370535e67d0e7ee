package dev.slipway.rehearsal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

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
    Pattern matcher = glob(plain);
    List<String> found = new ArrayList<>();
    for (String path : files.keySet()) {
      if (path.startsWith(plain + "/") || matcher.matcher(path).matches()) {
        found.add(path);
      }
    }
    return found;
  }

  /// A pattern with `*` and `?`, which stay within a folder, and `**`, which does not.
  static Pattern glob(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '*' && pattern.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString());
  }

  /// A path without `./`, `..` and double slashes, the same on every system.
  static String normal(String path) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/")) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }
}
