package dev.slipway.fact;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// The digest of some bytes.
///
/// @param algorithm how it was computed
/// @param hex       the digest in lower-case hexadecimal, exactly as long as the algorithm makes it
public record Digest(Algorithm algorithm, String hex) {

  /// The digest algorithms found in releases.
  public enum Algorithm {
    SHA256("sha256", "SHA-256", 32, true),
    SHA384("sha384", "SHA-384", 48, true),
    SHA512("sha512", "SHA-512", 64, true),
    BLAKE2B("blake2b", "BLAKE2b-512", 64, true),
    BLAKE3("blake3", "BLAKE3", 32, true),
    SHA1("sha1", "SHA-1", 20, false),
    MD5("md5", "MD5", 16, false);

    private final String id;
    private final String standardName;
    private final int bytes;
    private final boolean strong;

    Algorithm(String id, String standardName, int bytes, boolean strong) {
      this.id = id;
      this.standardName = standardName;
      this.bytes = bytes;
      this.strong = strong;
    }

    /// The short name used before a colon, as in `sha256:…`.
    public String id() {
      return id;
    }

    /// The name the standard uses, which is also the JDK's where it has the algorithm.
    public String standardName() {
      return standardName;
    }

    /// The length of a digest in bytes.
    public int bytes() {
      return bytes;
    }

    /// Whether nobody can make two files with the same digest; SHA-1 and MD5 prove nothing.
    public boolean strong() {
      return strong;
    }
  }

  public Digest {
    hex = hex.toLowerCase(Locale.ROOT);
    if (hex.length() != algorithm.bytes() * 2 || !hex.chars().allMatch(Digest::isHex)) {
      throw new IllegalArgumentException(
          algorithm.standardName() + " has " + algorithm.bytes() * 2 + " hexadecimal digits");
    }
  }

  /// The digest whose bytes these are.
  public static Digest of(Algorithm algorithm, byte[] bytes) {
    return new Digest(algorithm, HexFormat.of().formatHex(bytes));
  }

  /// Reads `sha256:<hex>`, the form GitHub's API and OCI registries use; empty when it is anything else.
  public static Optional<Digest> parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    String id = text.substring(0, colon).toLowerCase(Locale.ROOT);
    for (Algorithm algorithm : Algorithm.values()) {
      if (algorithm.id().equals(id)) {
        String hex = text.substring(colon + 1);
        return hex.length() == algorithm.bytes() * 2 && hex.chars().allMatch(Digest::isHex)
            ? Optional.of(new Digest(algorithm, hex))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /// The first and last four digits, for a narrow column: `4be1…9d07`.
  public String abbreviated() {
    return hex.substring(0, 4) + "…" + hex.substring(hex.length() - 4);
  }

  /// `sha256:<hex>`.
  @Override
  public String toString() {
    return algorithm.id() + ":" + hex;
  }

  private static boolean isHex(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }
}
