package dev.slipway.changelog.section;

/// How commits become a changelog; a policy file can change each part.
///
/// @param mapping which types enter which section
/// @param squash  what becomes of the list of commits in the body of a squash merge
/// @param zero    what a breaking change does to a version below 1.0.0
public record Rules(Mapping mapping, Squash squash, Zero zero) {

  /// What becomes of the body of a squash merge.
  public enum Squash {
    /// The commit is one entry: its first line.
    WHOLE,
    /// Each Conventional Commit listed in the body is an entry of its own.
    SPLIT
  }

  /// What a breaking change does below 1.0.0, where Semantic Versioning promises nothing.
  public enum Zero {
    /// 0.3.2 becomes 0.4.0.
    STAYS,
    /// 0.3.2 becomes 1.0.0.
    LEAVES
  }

  /// The rules without a policy file.
  public static Rules standard() {
    return new Rules(Mapping.standard(), Squash.WHOLE, Zero.STAYS);
  }
}
