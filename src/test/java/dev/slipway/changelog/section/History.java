package dev.slipway.changelog.section;

import dev.slipway.changelog.commit.ChangelogCommit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Histories written down in a test: commits are added oldest first and handed out newest first.
final class History {
  private final List<ChangelogCommit> commits = new ArrayList<>();

  /// Adds a commit on top of the newest one and returns its id.
  String commit(String message) {
    return commits.isEmpty() ? commit(message, List.of()) : commit(message, List.of(commits.getLast().sha()));
  }

  /// Adds a commit with these parents and returns its id.
  String commit(String message, List<String> parents) {
    String sha = "%08x%032x".formatted(0xa0000000 + commits.size() * 0x01010101, commits.size());
    commits.add(
        new ChangelogCommit(
            sha, message.replace("{sha}", sha), "Ada", "", Instant.ofEpochSecond(commits.size()), parents));
    return sha;
  }

  List<ChangelogCommit> newestFirst() {
    return commits.reversed();
  }

  List<ClassifiedCommit> classified() {
    return classified(Rules.standard());
  }

  List<ClassifiedCommit> classified(Rules rules) {
    return new Classifier(rules).classify(newestFirst(), java.util.Map.of());
  }

  /// What became of each commit, oldest first: the section, or `–` and the reason.
  List<String> told() {
    return classified().reversed().stream().map(History::told).toList();
  }

  private static String told(ClassifiedCommit commit) {
    return switch (commit.placement()) {
      case Placement.Included(ChangeType section, String _) -> section.title();
      case Placement.LeftOut(Reason reason) -> "– " + reason.words();
    };
  }
}
