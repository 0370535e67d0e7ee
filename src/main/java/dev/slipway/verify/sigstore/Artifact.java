package dev.slipway.verify.sigstore;

import dev.slipway.fact.Digest;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;

/// The file a bundle should speak about, known by the digests that were computed of it.
public interface Artifact {

  /// The digest by an algorithm of the JDK, such as `SHA-256`; empty when it was not computed.
  Optional<byte[]> digest(String algorithm);

  /// A file of which digests are known.
  static Artifact of(Collection<Digest> digests) {
    return algorithm ->
        digests.stream()
            .filter(digest -> digest.algorithm().standardName().equals(algorithm))
            .findFirst()
            .map(digest -> HexFormat.of().parseHex(digest.hex()));
  }
}
