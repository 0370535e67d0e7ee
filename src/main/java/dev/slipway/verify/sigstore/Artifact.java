package dev.slipway.verify.sigstore;

import dev.slipway.fact.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The file a bundle should speak about, known by the digests that were computed of it.
///
/// @param digests what was computed
/// @param path    where it lies, for the signatures that are over all of it
public record Artifact(List<Digest> digests, Optional<Path> path) {
  private static final int LARGEST_IN_MEMORY = 256 << 20;

  public Artifact {
    digests = List.copyOf(digests);
  }

  /// A file of which digests are known, and nothing else.
  public static Artifact of(Collection<Digest> digests) {
    return new Artifact(List.copyOf(digests), Optional.empty());
  }

  /// A file of which digests are known.
  public static Artifact of(Collection<Digest> digests, Path path) {
    return new Artifact(List.copyOf(digests), Optional.of(path));
  }

  /// The digest by an algorithm of the JDK, such as `SHA-256`; empty when it was not computed.
  Optional<byte[]> digest(String algorithm) {
    return digests.stream()
        .filter(digest -> digest.algorithm().standardName().equals(algorithm))
        .findFirst()
        .map(digest -> HexFormat.of().parseHex(digest.hex()));
  }

  /// All of it: pure Ed25519 signs the message, not a digest.
  byte[] content() throws Refused {
    if (path.isEmpty()) {
      throw new Refused(Refused.Step.SIGNATURE, "it signs the whole file, of which only digests are known");
    }
    try (InputStream in = Files.newInputStream(path.get(), LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(LARGEST_IN_MEMORY + 1);
      if (bytes.length > LARGEST_IN_MEMORY) {
        throw new Refused(Refused.Step.SIGNATURE, "pure Ed25519 is read for files up to 256 MB only");
      }
      return bytes;
    } catch (IOException e) {
      throw new Refused(Refused.Step.SIGNATURE, "the file cannot be read", e);
    }
  }
}
