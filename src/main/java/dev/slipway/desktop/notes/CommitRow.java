package dev.slipway.desktop.notes;

import dev.slipway.changelog.section.ClassifiedCommit;

/// A row of the tree of commits.
sealed interface CommitRow {

  /// A section, or what is left out.
  ///
  /// @param title the section's name
  /// @param about how many commits, and how many of them break something
  record Group(String title, String about) implements CommitRow {}

  /// Commits of a section that are not shown yet.
  record More(String title, int count) implements CommitRow {}

  /// A commit.
  record Item(ClassifiedCommit commit) implements CommitRow {
    /// The words a reader sees first.
    String words() {
      String said = commit.included() ? commit.message().description() : commit.commit().subject();
      return (commit.breaking() && commit.included() ? "Breaking: " : "") + said.replaceFirst("\\s\\(#\\d+\\)$", "");
    }

    /// The row as one sentence.
    String sentence() {
      String where = commit.section().map(section -> "listed under " + section.title()).orElseGet(() -> "left out: " + commit.placement().words());
      return words() + ", " + where + ", " + commit.commit().shortSha();
    }
  }
}
