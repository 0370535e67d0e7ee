package dev.slipway.changelog.version;

import java.util.List;
import java.util.Optional;

/// A version by Semantic Versioning 2.0.0. Ordered by precedence; build metadata has none.
///
/// @param major      incompatible changes
/// @param minor      additions
/// @param patch      fixes
/// @param prerelease the identifiers after `-`; empty for a stable version
/// @param build      what follows `+`; empty where there is nothing
/// @see <a href="https://semver.org/spec/v2.0.0.html">Semantic Versioning 2.0.0</a>
public record SemanticVersion(long major, long minor, long patch, List<String> prerelease, String build)
    implements Comparable<SemanticVersion> {
  public SemanticVersion {
    prerelease = List.copyOf(prerelease);
  }

  /// A stable version.
  public static SemanticVersion of(long major, long minor, long patch) {
    return new SemanticVersion(major, minor, patch, List.of(), "");
  }

  /// Reads `1.2.3`, `1.2.3-rc.1`, `1.2.3+b5`, and `1.2` as `1.2.0`, for many tags are written so; empty for
  /// anything else.
  public static Optional<SemanticVersion> parse(String text) {
    int plus = text.indexOf('+');
    String build = plus < 0 ? "" : text.substring(plus + 1);
    String main = plus < 0 ? text : text.substring(0, plus);
    int dash = main.indexOf('-');
    String pre = dash < 0 ? "" : main.substring(dash + 1);
    String[] core = (dash < 0 ? main : main.substring(0, dash)).split("\\.", -1);
    if (text.length() > 200 || core.length < 2 || core.length > 3) {
      return Optional.empty();
    }
    for (String number : core) {
      if (!number(number)) {
        return Optional.empty();
      }
    }
    List<String> identifiers = dash < 0 ? List.of() : List.of(pre.split("\\.", -1));
    boolean good = identifiers.stream().allMatch(i -> identifier(i) && (number(i) || !digits(i)));
    if (!good || (plus >= 0 && !List.of(build.split("\\.", -1)).stream().allMatch(SemanticVersion::identifier))) {
      return Optional.empty();
    }
    long patch = core.length == 3 ? Long.parseLong(core[2]) : 0;
    return Optional.of(
        new SemanticVersion(Long.parseLong(core[0]), Long.parseLong(core[1]), patch, identifiers, build));
  }

  /// Whether it is a release for everybody.
  public boolean stable() {
    return prerelease.isEmpty();
  }

  /// The same version without its prerelease and build parts.
  public SemanticVersion core() {
    return of(major, minor, patch);
  }

  @Override
  public int compareTo(SemanticVersion other) {
    int byCore = Long.compare(major, other.major);
    byCore = byCore != 0 ? byCore : Long.compare(minor, other.minor);
    byCore = byCore != 0 ? byCore : Long.compare(patch, other.patch);
    if (byCore != 0) {
      return byCore;
    }
    if (prerelease.isEmpty() || other.prerelease.isEmpty()) {
      return Boolean.compare(prerelease.isEmpty(), other.prerelease.isEmpty());
    }
    for (int i = 0; i < Math.min(prerelease.size(), other.prerelease.size()); i++) {
      int order = compareIdentifiers(prerelease.get(i), other.prerelease.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(prerelease.size(), other.prerelease.size());
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch
        + (prerelease.isEmpty() ? "" : "-" + String.join(".", prerelease))
        + (build.isEmpty() ? "" : "+" + build);
  }

  private static int compareIdentifiers(String a, String b) {
    boolean numericA = digits(a);
    boolean numericB = digits(b);
    if (numericA && numericB) {
      return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
    }
    return numericA == numericB ? a.compareTo(b) : numericA ? -1 : 1;
  }

  private static boolean number(String text) {
    return digits(text) && text.length() <= 18 && (text.length() == 1 || text.charAt(0) != '0');
  }

  private static boolean digits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean identifier(String text) {
    return !text.isEmpty()
        && text.chars().allMatch(c -> c == '-' || (c < 128 && Character.isLetterOrDigit(c)));
  }
}
