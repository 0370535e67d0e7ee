package dev.slipway.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Splits a command of a script into words, with its variables put in.
final class ShellWords {
  private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)(?:#(\\w+))?}|(\\w+))");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  private ShellWords() {}

  /// The words of a command with its variables put in.
  static List<String> of(String command, Map<String, String> variables) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(command);
    while (matcher.find()) {
      if (matcher.group(2) != null) {
        words.add(matcher.group(2));
      } else {
        words.add(expanded(matcher.group(1) != null ? matcher.group(1) : matcher.group(3).replace("\"", ""), variables));
      }
    }
    return words;
  }

  private static String expanded(String word, Map<String, String> variables) {
    return VARIABLE
        .matcher(word)
        .replaceAll(
            found -> {
              String name = found.group(1) != null ? found.group(1) : found.group(3);
              String value = variables.getOrDefault(name, "");
              String prefix = found.group(2) == null ? "" : found.group(2);
              return Matcher.quoteReplacement(value.startsWith(prefix) ? value.substring(prefix.length()) : value);
            });
  }
}
