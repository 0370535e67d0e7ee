package dev.slipway.changelog.commit;

import dev.slipway.forge.Commit;
import java.time.Instant;
import java.util.List;

/// A commit as the changelog needs it, from a local clone or from the code host.
///
/// @param sha     its full id
/// @param message the whole message, decoded
/// @param author  the author's name
/// @param login   the author's account; empty where nobody knows it
/// @param date    when it was committed
/// @param parents the ids of its parents; two or more for a merge
public record ChangelogCommit(
    String sha, String message, String author, String login, Instant date, List<String> parents) {
  public ChangelogCommit {
    parents = List.copyOf(parents);
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
    return MessageText.of(message).subject();
  }

  /// Whether it joins two lines of history.
  public boolean merge() {
    return parents.size() > 1;
  }
}
