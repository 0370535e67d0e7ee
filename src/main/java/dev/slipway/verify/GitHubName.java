package dev.slipway.verify;

/// The name GitHub gives an uploaded asset: it allows fewer characters than file systems do.
final class GitHubName {
  private GitHubName() {}

  /// What GitHub makes of a file name: every other character becomes a dot, and dots in a row become one.
  static String of(String name) {
    return name.replaceAll("[^A-Za-z0-9._+@-]", ".").replaceAll("\\.{2,}", ".");
  }

  /// The name of an asset made from a file that lies in a folder.
  static String uploaded(String path) {
    return of(path.substring(path.lastIndexOf('/') + 1));
  }
}
