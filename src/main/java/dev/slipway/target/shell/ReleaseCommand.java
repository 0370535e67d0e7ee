package dev.slipway.target.shell;

import java.util.ArrayList;
import java.util.List;

/// The words of `gh release create` and `gh release upload`, which name what goes to the release.
///
/// @see <a href="https://cli.github.com/manual/gh_release_create">gh release create</a>
final class ReleaseCommand {
  private static final int MOST_WORDS = 1_000;

  private ReleaseCommand() {}

  /// The files a command gives to a release, as the shell reads them; none for any other command.
  static List<String> files(String command) {
    List<String> words = words(command);
    int gh = words.indexOf("gh");
    if (gh < 0 || words.size() < gh + 3 || !words.get(gh + 1).equals("release")
        || !(words.get(gh + 2).equals("create") || words.get(gh + 2).equals("upload"))) {
      return List.of();
    }
    List<String> files = new ArrayList<>();
    boolean value = false;
    boolean tag = false;
    for (String word : words.subList(gh + 3, words.size())) {
      if (isEnd(word)) {
        break;
      }
      if (value) {
        value = false;
      } else if (word.startsWith("-")) {
        value = word.indexOf('=') < 0 && takesValue(word);
      } else if (tag) {
        files.add(word);
      } else {
        tag = true;
      }
    }
    return files;
  }

  /// Where the command goes into another or into a file.
  private static boolean isEnd(String word) {
    return word.startsWith("|") || word.startsWith(">") || word.startsWith("<") || word.startsWith("&") || word.matches("\\d>.*");
  }

  private static boolean takesValue(String option) {
    return switch (option) {
      case "-t", "--title", "-n", "--notes", "-F", "--notes-file", "--target", "-R", "--repo", "--notes-start-tag", "--discussion-category" -> true;
      default -> false;
    };
  }

  /// The words of a command, their quotes and `$(…)` whole.
  static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char quote = 0;
    int depth = 0;
    for (int i = 0; i < command.length() && words.size() < MOST_WORDS; i++) {
      char c = command.charAt(i);
      if (c == '\\' && quote != '\'' && i + 1 < command.length()) {
        word.append(c).append(command.charAt(++i));
        continue;
      }
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (Character.isWhitespace(c) && depth <= 0) {
        add(word, words);
        continue;
      }
      word.append(c);
    }
    add(word, words);
    return words;
  }

  private static void add(StringBuilder word, List<String> into) {
    if (!word.isEmpty()) {
      into.add(word.toString());
      word.setLength(0);
    }
  }
}
