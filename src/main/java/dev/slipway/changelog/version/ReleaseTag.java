package dev.slipway.changelog.version;

import java.util.Optional;

/// A tag that carries a version.
///
/// @param name    its name, such as `v0.3.1`
/// @param sha     the commit it leads to
/// @param prefix  what stands before the version: `v`, nothing, or `cli-v` in a repository with several products
/// @param version the version
public record ReleaseTag(String name, String sha, String prefix, SemanticVersion version) {

  /// Reads a tag's name; empty when no version ends it.
  ///
  /// `v1.2.3`, `1.2.3`, `cli-v1.2.3`, `cli@1.2.3` and `release/1.2.3` carry one; `nightly` and
  /// `2024-06` do not.
  public static Optional<ReleaseTag> of(String name, String sha) {
    for (int i = 0; i < name.length(); i++) {
      boolean digit = name.charAt(i) >= '0' && name.charAt(i) <= '9';
      if (digit && (i == 0 || startsVersion(name, i))) {
        Optional<SemanticVersion> version = SemanticVersion.parse(name.substring(i));
        if (version.isPresent()) {
          String prefix = name.substring(0, i);
          return Optional.of(new ReleaseTag(name, sha, prefix, version.get()));
        }
      }
    }
    return Optional.empty();
  }

  /// The name a tag of the same series has for another version.
  public String nameFor(SemanticVersion other) {
    return prefix + other;
  }

  private static boolean startsVersion(String name, int at) {
    char before = name.charAt(at - 1);
    if (before == 'v' || before == 'V') {
      return at == 1 || !Character.isLetterOrDigit(name.charAt(at - 2));
    }
    return !Character.isLetterOrDigit(before) && before != '.';
  }
}
