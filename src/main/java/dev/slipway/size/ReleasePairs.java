package dev.slipway.size;

import java.util.regex.Pattern;

/// Finds the same file in two releases: names differ by their version only.
public final class ReleasePairs {
  private static final Pattern VERSION =
      Pattern.compile("v?\\d{1,5}\\.\\d{1,5}\\.\\d{1,5}(-(alpha|beta|rc|pre)[.-]?\\d*)?");

  private ReleasePairs() {}

  /// A name with its version as `*`.
  public static String unversioned(String name) {
    return VERSION.matcher(name).replaceAll("*");
  }

  /// Whether two names mean the same file of different releases.
  public static boolean same(String one, String other) {
    return unversioned(one).equals(unversioned(other));
  }
}
