package dev.slipway.verify;

import dev.slipway.archive.ArchiveReader;
import dev.slipway.archive.Limits;
import dev.slipway.fact.Digest;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Severity;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Why a file may differ from what a manifest lists: what people most often did is looked for, so that the message can
/// name it. It never makes a failure a pass.
final class Suspects {
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, Instant> uploaded = new HashMap<>();
  private final Progress progress;

  Suspects(Progress progress) {
    this.progress = progress;
  }

  /// A file that was hashed.
  void hashed(String name, Iterable<Digest> digests) {
    digests.forEach(digest -> names.putIfAbsent(digest.toString(), name));
  }

  /// When the host took a file, where that is known.
  void uploaded(String name, Instant when) {
    uploaded.put(name, when);
  }

  /// What was probably done.
  ///
  /// @param expected the digest a manifest lists for the file, which it does not have
  Optional<Finding> explain(String name, Path path, Digest expected, String manifest) throws Cancelled {
    String other = names.get(expected.toString());
    if (other != null && !other.equals(name)) {
      return found(
          name, "digest-of-another-file",
          "The digest %s lists for %s is that of %s: two files or two lines were swapped.".formatted(manifest, name, other));
    }
    if (expected.algorithm().standardName().startsWith("SHA") && UnsignedVariant.has(path, expected)) {
      return found(
          name, "hashed-before-signing",
          "%s lists %s as it was before it was signed. Write the manifest after the last signature.".formatted(manifest, name));
    }
    Optional<String> member = member(path, expected);
    if (member.isPresent()) {
      return found(
          name, "digest-of-member",
          "The digest %s lists for %s is that of %s inside it. Write the digest of the file users download.".formatted(manifest, name, member.get()));
    }
    Instant list = uploaded.get(manifest);
    Instant file = uploaded.get(name);
    return list != null && file != null && file.isAfter(list)
        ? found(
            name, "manifest-older",
            "%s was uploaded at %s, after %s at %s: it was replaced, and the manifest was not.".formatted(name, file, manifest, list))
        : Optional.empty();
  }

  private Optional<String> member(Path path, Digest expected) throws Cancelled {
    try {
      if (!expected.algorithm().standardName().startsWith("SHA") || ArchiveReader.recognise(path).isEmpty()) {
        return Optional.empty();
      }
      MessageDigest digest = MessageDigest.getInstance(expected.algorithm().standardName());
      String[] found = new String[1];
      byte[] buffer = new byte[64 * 1024];
      new ArchiveReader(Limits.standard()).read(path, progress, (member, content) -> {
        hash(content, digest, buffer);
        if (Digest.of(expected.algorithm(), digest.digest()).equals(expected)) {
          found[0] = member.name();
        }
      });
      return Optional.ofNullable(found[0]);
    } catch (Problem | NoSuchAlgorithmException e) {
      return Optional.empty();
    }
  }

  private static void hash(InputStream content, MessageDigest digest, byte[] buffer) throws java.io.IOException {
    for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
      digest.update(buffer, 0, n);
    }
  }

  private static Optional<Finding> found(String name, String rule, String message) {
    return Optional.of(Finding.about(name, rule, Severity.INFO, message, ""));
  }
}
