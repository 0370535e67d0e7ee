package dev.slipway.changelog.section;

import dev.slipway.changelog.commit.ConventionalCommit;
import dev.slipway.changelog.commit.Header;
import dev.slipway.changelog.version.Bump;
import dev.slipway.changelog.version.SemanticVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The version that should follow, and the commits that force it.
///
/// @param next    the version; empty when nothing asks for a release
/// @param bump    how far it moves
/// @param forcing the commits that make it move that far, newest first
/// @param reason  one clause: "0.3.2 and a new feature make 0.4.0"
public record VersionProposal(
    Optional<SemanticVersion> next, Bump bump, List<ClassifiedCommit> forcing, String reason) {

  /// Proposes the version after `previous`.
  ///
  /// @param previous the newest release of the channel; empty for the first one
  /// @param commits  the commits since then, placed; what was taken back in the range does not count
  public static VersionProposal after(
      Optional<SemanticVersion> previous, List<ClassifiedCommit> commits, Rules rules) {
    Bump bump = Bump.NONE;
    List<ClassifiedCommit> forcing = new ArrayList<>();
    for (ClassifiedCommit commit : commits) {
      Bump its = bump(commit, rules);
      if (its.compareTo(bump) > 0) {
        forcing.clear();
      }
      bump = bump.or(its);
      if (its == bump && its != Bump.NONE) {
        forcing.add(commit);
      }
    }
    return propose(previous, bump, List.copyOf(forcing), rules.zero());
  }

  /// No proposal: what it would rest on is not known.
  public static VersionProposal none(String reason) {
    return new VersionProposal(Optional.empty(), Bump.NONE, List.of(), reason);
  }

  private static VersionProposal propose(
      Optional<SemanticVersion> previous, Bump bump, List<ClassifiedCommit> forcing, Rules.Zero zero) {
    if (previous.isEmpty()) {
      return new VersionProposal(
          Optional.of(SemanticVersion.of(0, 1, 0)), bump, forcing, "no release yet, so the first is 0.1.0");
    }
    SemanticVersion from = previous.get();
    if (bump == Bump.NONE) {
      return new VersionProposal(
          Optional.empty(), bump, forcing, "nothing since " + from + " asks for a release");
    }
    SemanticVersion next = next(from, bump, zero);
    return new VersionProposal(
        Optional.of(next), bump, forcing, from + " and " + words(bump, forcing.size()) + " make " + next);
  }

  private static SemanticVersion next(SemanticVersion from, Bump bump, Rules.Zero zero) {
    if (!from.stable() && covers(from, bump)) {
      return from.core();
    }
    Bump effective = bump == Bump.MAJOR && from.major() == 0 && zero == Rules.Zero.STAYS ? Bump.MINOR : bump;
    return switch (effective) {
      case NONE -> from;
      case PATCH -> SemanticVersion.of(from.major(), from.minor(), from.patch() + 1);
      case MINOR -> SemanticVersion.of(from.major(), from.minor() + 1, 0);
      case MAJOR -> SemanticVersion.of(from.major() + 1, 0, 0);
    };
  }

  /// Whether a prerelease announces a version that is far enough already.
  private static boolean covers(SemanticVersion from, Bump bump) {
    return switch (bump) {
      case NONE, PATCH -> true;
      case MINOR -> from.patch() == 0;
      case MAJOR -> from.patch() == 0 && (from.minor() == 0 || from.major() == 0);
    };
  }

  private static Bump bump(ClassifiedCommit commit, Rules rules) {
    if (commit.placement() instanceof Placement.LeftOut(Reason reason) && gone(reason)) {
      return Bump.NONE;
    }
    Bump bump = commit.included() ? Bump.PATCH : Bump.NONE;
    if (commit.message() instanceof ConventionalCommit conventional) {
      bump = bump.or(bump(conventional.header(), conventional.breaking()));
    }
    if (rules.squash() == Rules.Squash.SPLIT) {
      for (Header header : Squashed.headers(commit.message())) {
        bump = bump.or(bump(header, header.bang()));
      }
    }
    return bump;
  }

  private static Bump bump(Header header, boolean breaking) {
    if (breaking) {
      return Bump.MAJOR;
    }
    return switch (header.type()) {
      case "feat", "feature" -> Bump.MINOR;
      case "fix" -> Bump.PATCH;
      default -> Bump.NONE;
    };
  }

  /// Whether the commit changes nothing: it was taken back, takes back, or its text is told by others.
  private static boolean gone(Reason reason) {
    return switch (reason) {
      case Reason.Reverted _, Reason.Reverts _, Reason.Restores _, Reason.Merge _, Reason.ReleaseCommit _ -> true;
      case Reason.NoSection _, Reason.NotConventional _, Reason.Fixup _, Reason.SameAs _, Reason.ByHand _ -> false;
    };
  }

  private static String words(Bump bump, int count) {
    String what =
        switch (bump) {
          case NONE -> "change";
          case PATCH -> "fix";
          case MINOR -> "new feature";
          case MAJOR -> "breaking change";
        };
    String plural = bump == Bump.PATCH ? "fixes" : what + "s";
    return count == 1 ? "one " + what : count + " " + plural;
  }
}
