package dev.slipway.verify;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Digest.Algorithm;
import dev.slipway.fact.Known;
import dev.slipway.fact.Position;
import dev.slipway.fact.Source;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// Digests as people write them: hexadecimal or base64, with or without the name of the algorithm.
final class DigestText {
  private DigestText() {}

  /// Whether the text is as long as some digest in hexadecimal and nothing else.
  static boolean isHex(String text) {
    return switch (text.length()) {
      case 32, 40, 56, 64, 96, 128 -> text.chars().allMatch(DigestText::isHexDigit);
      default -> false;
    };
  }

  /// The bytes of a digest in hexadecimal or base64; empty when it is neither or of no digest's length.
  static Optional<byte[]> bytes(String text) {
    if (isHex(text)) {
      return Optional.of(HexFormat.of().parseHex(text));
    }
    int length = text.length();
    if (length != 24 && length != 28 && length != 40 && length != 44 && length != 64 && length != 88) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      boolean canonical = Base64.getEncoder().encodeToString(bytes).equals(text);
      return canonical && isDigestLength(bytes.length) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// A digest whose algorithm is written down.
  ///
  /// @return empty when the text is no digest of that algorithm; unknown when Slipway does not compute it
  static Optional<Known<Digest>> tagged(String tag, String text, Position at) {
    Optional<Algorithm> algorithm = algorithm(tag);
    if (algorithm.isEmpty()) {
      return isKnownTag(tag)
          ? Optional.of(Known.unknown("Slipway does not compute " + tag))
          : Optional.empty();
    }
    return bytes(text)
        .filter(bytes -> bytes.length == algorithm.get().bytes())
        .map(bytes -> Known.of(Digest.of(algorithm.get(), bytes), new Source.InFile(at)));
  }

  /// A digest known by its length, and by the manifest's name where the length does not decide.
  static Optional<Known<Digest>> bare(String manifest, String text, Position at) {
    return bytes(text)
        .map(
            bytes ->
                ManifestName.algorithm(manifest, bytes.length)
                    .map(algorithm -> Known.of(Digest.of(algorithm, bytes), new Source.InFile(at)))
                    .orElseGet(() -> Known.unknown("a digest of " + bytes.length * 8 + " bits is not one Slipway computes")));
  }

  /// The algorithm somebody means by `SHA2-256`, `sha256`, `SHA-256` or `BLAKE2b`.
  static Optional<Algorithm> algorithm(String tag) {
    return switch (plain(tag)) {
      case "sha256", "sha2256" -> Optional.of(Algorithm.SHA256);
      case "sha384", "sha2384" -> Optional.of(Algorithm.SHA384);
      case "sha512", "sha2512" -> Optional.of(Algorithm.SHA512);
      case "blake2b", "blake2b512", "b2" -> Optional.of(Algorithm.BLAKE2B);
      case "blake3", "b3", "blake3256" -> Optional.of(Algorithm.BLAKE3);
      case "sha1" -> Optional.of(Algorithm.SHA1);
      case "md5" -> Optional.of(Algorithm.MD5);
      default -> Optional.empty();
    };
  }

  private static boolean isKnownTag(String tag) {
    return switch (plain(tag)) {
      case "sha224", "sha2224", "sha3224", "sha3256", "sha3384", "sha3512", "sha512256", "sha512224", "sm3",
          "blake2b128", "blake2b160", "blake2b224", "blake2b256", "blake2b384", "blake2s", "blake2s256", "crc32",
          "ripemd160", "rmd160", "whirlpool", "tiger" -> true;
      default -> false;
    };
  }

  private static String plain(String tag) {
    return tag.toLowerCase(Locale.ROOT).replaceAll("[-_/]", "");
  }

  private static boolean isDigestLength(int bytes) {
    return bytes == 16 || bytes == 20 || bytes == 28 || bytes == 32 || bytes == 48 || bytes == 64;
  }

  private static boolean isHexDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }
}
