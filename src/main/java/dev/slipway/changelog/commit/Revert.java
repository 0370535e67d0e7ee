package dev.slipway.changelog.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringTokenizer;

/// What a message says it takes back.
///
/// @param commits      ids, full or shortened, in lower case: `This reverts commit …`, or `Refs:` of a `revert:`
/// @param subject      the subject of what is taken back, where the message quotes it
/// @param pullRequests numbers of pull requests taken back, from GitHub's `Reverts owner/name#12`
/// @param reapply      whether it says so itself: `Reapply "…"`, which takes a revert back
public record Revert(List<String> commits, Optional<String> subject, List<Integer> pullRequests, boolean reapply) {
  private static final String PHRASE = "this reverts commit ";
  private static final String GITHUB = "reverts ";

  public Revert {
    commits = List.copyOf(commits);
    pullRequests = List.copyOf(pullRequests);
  }

  /// Reads a message; empty when it takes nothing back.
  public static Optional<Revert> in(String message, Message read) {
    boolean typed = read instanceof ConventionalCommit conventional && conventional.type().equals("revert");
    if (!typed && !speaksOfIt(message)) {
      return Optional.empty();
    }
    MessageText text = MessageText.of(message);
    String first = text.subject();
    Optional<String> subject = quoted(first, "Revert \"");
    Optional<String> again = quoted(first, "Reapply \"");
    List<String> commits = new ArrayList<>();
    List<Integer> pullRequests = new ArrayList<>();
    for (String line : text.rest()) {
      readLine(line.strip(), commits, pullRequests);
    }
    if (read instanceof ConventionalCommit conventional && conventional.type().equals("revert")) {
      conventional.values("Refs").forEach(value -> ids(value, commits));
      return Optional.of(new Revert(commits, Optional.of(conventional.description()), pullRequests, false));
    }
    if (again.isPresent()) {
      return Optional.of(new Revert(commits, again.map(s -> "Revert \"" + s + "\""), pullRequests, true));
    }
    if (subject.isPresent() || !commits.isEmpty()) {
      return Optional.of(new Revert(commits, subject, pullRequests, false));
    }
    return Optional.empty();
  }

  /// Whether the words can be there at all; most messages are done with this.
  private static boolean speaksOfIt(String message) {
    int length = message.length();
    for (int i = 0; i + 5 < length; i++) {
      char c = message.charAt(i);
      if ((c == 'r' || c == 'R')
          && (message.regionMatches(true, i, "revert", 0, 6) || message.regionMatches(true, i, "reapply", 0, 7))) {
        return true;
      }
    }
    return false;
  }

  private static void readLine(String line, List<String> commits, List<Integer> pullRequests) {
    String head = line.length() > 400 ? line.substring(0, 400) : line;
    String lower = head.toLowerCase(Locale.ROOT);
    if (lower.startsWith(PHRASE)) {
      ids(head.substring(PHRASE.length()), commits);
    } else if (lower.startsWith(GITHUB)) {
      Reference.in(head).forEach(reference -> pullRequests.add(reference.number()));
    }
  }

  private static Optional<String> quoted(String line, String start) {
    int end = line.lastIndexOf('"');
    return line.startsWith(start) && end > start.length()
        ? Optional.of(line.substring(start.length(), end))
        : Optional.empty();
  }

  private static void ids(String text, List<String> commits) {
    StringTokenizer words = new StringTokenizer(text, " ,;.\t\n");
    while (words.hasMoreTokens() && commits.size() < 1000) {
      String word = words.nextToken().toLowerCase(Locale.ROOT);
      if (word.length() < 7 || word.length() > 64 || !word.chars().allMatch(Revert::hex)) {
        if (word.equals("and") || word.equals("commit")) {
          continue;
        }
        break;
      }
      commits.add(word);
    }
  }

  private static boolean hex(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }
}
