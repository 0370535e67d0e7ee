package dev.slipway.changelog.commit;

import dev.slipway.forge.Commit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A commit as the changelog needs it, from a local clone or from the code host.
///
/// @param sha     its full id
/// @param message the whole message, decoded
/// @param author  the author's name
/// @param login   the author's account; empty where nobody knows it
/// @param date    when it was committed
/// @param parents the ids of its parents; two or more for a merge
/// @param pullRequest the number of the pull request that brought it in, where its message does not name it and somebody knows it
public record ChangelogCommit(
    String sha, String message, String author, String login, Instant date, List<String> parents,
    Optional<Integer> pullRequest) {
  public ChangelogCommit {
    parents = List.copyOf(parents);
  }

  /// A commit of which only the message may name a pull request.
  public ChangelogCommit(String sha, String message, String author, String login, Instant date, List<String> parents) {
    this(sha, message, author, login, date, parents, Optional.empty());
  }

  /// The same commit, brought in by a pull request.
  public ChangelogCommit from(int number) {
    return new ChangelogCommit(sha, message, author, login, date, parents, Optional.of(number));
  }

  /// The same commit as the code host tells it.
  public static ChangelogCommit of(Commit commit) {
    return new ChangelogCommit(
        commit.sha(), commit.message(), commit.author(), commit.login(), commit.date(), commit.parents());
  }

  /// The first seven digits of the id, as GitHub shows it.
  public String shortSha() {
    return sha.length() <= 7 ? sha : sha.substring(0, 7);
  }

  /// The first line of the message that is not blank.
  public String subject() {
    return MessageText.subject(message);
  }

  /// Whether it joins two lines of history.
  public boolean merge() {
    return parents.size() > 1;
  }
}
