package dev.slipway.changelog.section;

import dev.slipway.changelog.commit.ChangelogCommit;
import dev.slipway.changelog.commit.ConventionalCommit;
import dev.slipway.changelog.commit.Message;
import dev.slipway.changelog.commit.OtherMessage;
import java.util.List;
import java.util.Optional;

/// A commit, what its message says, and where it ended up.
///
/// @param commit    the commit
/// @param message   its message as read; for a merge that carries the only text, what that text says
/// @param placement where it ended up
/// @param hints     what looks like a slip: clauses such as "breaking change is written in lower case"
public record ClassifiedCommit(
    ChangelogCommit commit, Message message, Placement placement, List<String> hints) {
  public ClassifiedCommit {
    hints = List.copyOf(hints);
  }

  public boolean included() {
    return placement instanceof Placement.Included;
  }

  /// The section, where it is listed.
  public Optional<ChangeType> section() {
    return placement instanceof Placement.Included(ChangeType section, String _)
        ? Optional.of(section)
        : Optional.empty();
  }

  /// The commit type in lower case, where the message is conventional.
  public Optional<String> type() {
    return message instanceof ConventionalCommit conventional ? Optional.of(conventional.type()) : Optional.empty();
  }

  /// The scope, where there is one.
  public Optional<String> scope() {
    return switch (message) {
      case ConventionalCommit conventional -> conventional.scope();
      case OtherMessage other -> other.header().flatMap(header -> header.scope());
    };
  }

  /// Whether the message announces a breaking change.
  public boolean breaking() {
    return message instanceof ConventionalCommit conventional && conventional.breaking();
  }
}
