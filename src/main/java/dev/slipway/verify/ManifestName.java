package dev.slipway.verify;

import dev.slipway.fact.Digest.Algorithm;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a file name tells about a checksum manifest.
final class ManifestName {
  private static final Pattern LIST =
      Pattern.compile(
          "(?:.*[._-])?(?:(?:md5|sha1|sha256|sha384|sha512|b2|b3|blake2b?|blake3)[_-]?sums?|shasums?(?:1|256|384|512)?|check[_-]?sums?|digests?|hashes)"
              + "(?:[._-](?:md5|sha-?1|sha-?256|sha-?384|sha-?512|b2|b3|blake3))?(?:\\.(?:txt|asc|json|jsonl|ndjson))?");
  /// cargo-dist's `sha256.sum`, and lists called by nothing but the algorithm.
  private static final Pattern ALGORITHM_ALONE =
      Pattern.compile("(?:.*[._-])?(?:sha1|sha256|sha384|sha512|blake2b?|blake3)\\.sum|(?:sha1|sha256|sha384|sha512)\\.txt");
  /// The BSDs' own; in lower case it would be a program of that name.
  private static final Pattern OF_BSD = Pattern.compile("SHA1|SHA256|SHA384|SHA512|CHECKSUM(?:\\.SHA256|\\.SHA512)?");
  private static final Pattern SINGLE =
      Pattern.compile(
          "(.+)\\.(?:md5|sha1|sha256|sha384|sha512|b2|b3|blake2b?|blake3)(?:sums?)?(?:\\.(?:txt|asc))?");
  private static final Pattern UPDATER = Pattern.compile("(?:latest|beta|alpha)(?:-[a-z0-9_-]+)?\\.ya?ml");
  private static final Pattern DOCUMENT =
      Pattern.compile("dist-manifest\\.json|artifacts\\.json|checksums?\\.json|sha(?:256|512)(?:sums)?\\.json");

  private ManifestName() {}

  /// Whether a file of this name is taken for a checksum manifest.
  static boolean isManifest(String path) {
    String name = base(path).toLowerCase(Locale.ROOT);
    return LIST.matcher(name).matches()
        || ALGORITHM_ALONE.matcher(name).matches()
        || OF_BSD.matcher(base(path)).matches()
        || SINGLE.matcher(name).matches()
        || UPDATER.matcher(name).matches()
        || DOCUMENT.matcher(name).matches();
  }

  /// The file a manifest for one file speaks of: `X` for `X.sha256`.
  static Optional<String> companion(String path) {
    String name = base(path);
    var matcher = SINGLE.matcher(name.toLowerCase(Locale.ROOT));
    return matcher.matches() ? Optional.of(name.substring(0, matcher.group(1).length())) : Optional.empty();
  }

  /// The algorithm of a digest that is only known by its length: the name decides between BLAKE and SHA.
  static Optional<Algorithm> algorithm(String path, int bytes) {
    String name = base(path).toLowerCase(Locale.ROOT);
    return switch (bytes) {
      case 16 -> Optional.of(Algorithm.MD5);
      case 20 -> Optional.of(Algorithm.SHA1);
      case 32 ->
          Optional.of(
              name.matches(".*(?:^|[._-])(?:b3|blake3)(?:[_-]?sums?)?(?:[._-].*)?")
                  ? Algorithm.BLAKE3
                  : Algorithm.SHA256);
      case 48 -> Optional.of(Algorithm.SHA384);
      case 64 ->
          Optional.of(
              name.matches(".*(?:^|[._-])(?:b2|blake2b?)(?:[_-]?sums?)?(?:[._-].*)?")
                  ? Algorithm.BLAKE2B
                  : Algorithm.SHA512);
      default -> Optional.empty();
    };
  }

  private static String base(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
