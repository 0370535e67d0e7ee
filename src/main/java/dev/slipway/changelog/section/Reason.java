package dev.slipway.changelog.section;

/// Why a commit stays out of the changelog. Every one can be overruled.
public sealed interface Reason {

  /// Its type has no section.
  record NoSection(String type) implements Reason {}

  /// It breaks a rule of Conventional Commits.
  record NotConventional(String why) implements Reason {}

  /// It joins branches whose commits are in the range themselves.
  record Merge(int commits) implements Reason {}

  /// It was taken back in this range.
  record Reverted(String by) implements Reason {}

  /// It takes back what this range brought, so both vanish.
  record Reverts(String what) implements Reason {}

  /// It takes a revert back, so the first commit stands again.
  record Restores(String what) implements Reason {}

  /// It was meant to be folded into another commit.
  record Fixup(String word) implements Reason {}

  /// It made a release.
  record ReleaseCommit() implements Reason {}

  /// Another commit of the range says the same.
  record SameAs(String sha) implements Reason {}

  /// A person decided so.
  record ByHand() implements Reason {}

  /// A clause the user reads under the commit.
  default String words() {
    return switch (this) {
      case NoSection(String type) -> "type " + type + " has no section";
      case NotConventional(String why) -> "not a Conventional Commit: " + why;
      case Merge(int commits) when commits == 0 -> "merge commit";
      case Merge(int commits) ->
          commits == 1 ? "merge commit, its commit is listed" : "merge commit, its commits are listed";
      case Reverted(String by) -> "reverted by " + shown(by) + " in this range";
      case Reverts(String what) -> "reverts " + shown(what) + ", which is in this range";
      case Restores(String what) -> "restores " + shown(what) + ", which is in this range";
      case Fixup(String word) -> word + "! commit, meant to be folded into another";
      case ReleaseCommit() -> "commit that made a release";
      case SameAs(String sha) -> "says the same as " + shown(sha);
      case ByHand() -> "left out by hand";
    };
  }

  /// The id in JSON, in kebab case.
  default String id() {
    return switch (this) {
      case NoSection _ -> "no-section";
      case NotConventional _ -> "not-conventional";
      case Merge _ -> "merge";
      case Reverted _ -> "reverted";
      case Reverts _ -> "reverts";
      case Restores _ -> "restores";
      case Fixup _ -> "fixup";
      case ReleaseCommit _ -> "release-commit";
      case SameAs _ -> "same-as";
      case ByHand _ -> "by-hand";
    };
  }

  private static String shown(String sha) {
    return sha.length() <= 7 ? sha : sha.substring(0, 7);
  }
}
