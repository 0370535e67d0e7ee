package dev.slipway.verify;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Digest.Algorithm;
import dev.slipway.fact.Problem;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// A checksum manifest as `sha256sum -c --strict` takes it: SHA-256, two spaces, name, sorted, in UTF-8 with `\n`.
///
/// @param digests the SHA-256 of each file by name
public record CanonicalManifest(SortedMap<String, Digest> digests) {

  /// Hashes every asset of a folder; manifests, signatures and what cannot be opened stay out.
  ///
  /// @throws Problem when a file cannot be read
  public static CanonicalManifest of(Path folder, Progress progress) throws Problem, Cancelled {
    SafeFolder safe = SafeFolder.of(folder);
    SortedMap<String, Path> files = new TreeMap<>();
    for (Map.Entry<String, Path> file : safe.list(progress).files().entrySet()) {
      if (!ManifestName.isManifest(file.getKey()) && !ProofFile.mayBe(file.getKey())) {
        files.put(file.getKey(), file.getValue());
      }
    }
    List<Hashing.Order> orders = new ArrayList<>();
    for (Path path : files.values()) {
      orders.add(new Hashing.Order(path, path.toFile().length(), Set.of(Algorithm.SHA256)));
    }
    Map<Path, Hashing.Outcome> outcomes = Hashing.hash(orders, new DigestCache(), progress);
    SortedMap<String, Digest> digests = new TreeMap<>();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      Hashing.Outcome outcome = outcomes.get(file.getValue());
      if (outcome instanceof Hashing.Outcome.Hashed(_, Map<Algorithm, Digest> computed, _)
          && computed.get(Algorithm.SHA256) instanceof Digest digest) {
        digests.put(file.getKey(), digest);
      } else {
        throw Problem.outOfReach("%s cannot be read. No manifest was written.".formatted(file.getKey()));
      }
    }
    return new CanonicalManifest(digests);
  }

  /// The manifest's text.
  public String text() {
    StringBuilder text = new StringBuilder();
    digests.forEach((name, digest) -> text.append(line(name, digest)).append('\n'));
    return text.toString();
  }

  /// One line, with the escapes of coreutils.
  static String line(String name, Digest digest) {
    boolean escape = name.indexOf('\\') >= 0 || name.indexOf('\n') >= 0 || name.indexOf('\r') >= 0;
    String written = escape ? name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r") : name;
    return (escape ? "\\" : "") + digest.hex() + "  " + written;
  }

  /// What replacing a manifest by this one changes, line by line: `-` goes, `+` comes.
  public List<String> changes(String before) {
    List<String> old = before.lines().toList();
    List<String> now = text().lines().toList();
    List<String> changes = new ArrayList<>();
    old.stream().filter(line -> !now.contains(line)).forEach(line -> changes.add("- " + line));
    now.stream().filter(line -> !old.contains(line)).forEach(line -> changes.add("+ " + line));
    return changes;
  }
}
