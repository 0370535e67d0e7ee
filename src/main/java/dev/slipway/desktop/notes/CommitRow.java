package dev.slipway.desktop.notes;

import dev.slipway.changelog.section.ClassifiedCommit;

/// A row of the tree of commits.
sealed interface CommitRow {

  /// A section, or what is left out.
  ///
  /// @param title the section's name
  /// @param about how many commits, and how many of them break something
  record Group(String title, String about) implements CommitRow {}

  /// A commit.
  record Item(ClassifiedCommit commit) implements CommitRow {
    /// The words a reader sees first.
    String words() {
      return (commit.breaking() ? "Breaking: " : "") + (commit.included() ? commit.message().description() : commit.commit().subject());
    }

    /// The row as one sentence.
    String sentence() {
      String where = commit.section().map(section -> "listed under " + section.title()).orElseGet(() -> "left out: " + commit.placement().words());
      return words() + ", " + where + ", " + commit.commit().shortSha();
    }
  }
}
