package dev.slipway.workflow;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// GitHub's filter patterns for branches and tags.
///
/// @see <a href="https://docs.github.com/actions/reference/workflow-syntax-for-github-actions#filter-pattern-cheat-sheet">filter patterns</a>
final class RefFilter {
  private RefFilter() {}

  /// Whether a name passes: the last pattern that matches decides, and `!` turns it round.
  static boolean matches(List<String> patterns, String name) {
    boolean passes = false;
    for (String pattern : patterns) {
      boolean not = pattern.startsWith("!");
      if (matches(not ? pattern.substring(1) : pattern, name)) {
        passes = !not;
      }
    }
    return passes;
  }

  private static boolean matches(String pattern, String name) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length() && i < 1000; i++) {
      char c = pattern.charAt(i);
      switch (c) {
        case '*' -> {
          if (i + 1 < pattern.length() && pattern.charAt(i + 1) == '*') {
            regex.append(".*");
            i++;
          } else {
            regex.append("[^/]*");
          }
        }
        case '?', '+' -> regex.append(regex.isEmpty() ? "\\" + c : c);
        case '[' -> {
          int close = pattern.indexOf(']', i);
          regex.append(close < 0 ? "\\[" : "[" + pattern.substring(i + 1, close).replace("\\", "\\\\").replace("[", "\\[") + "]");
          i = close < 0 ? i : close;
        }
        case '\\' -> {
          if (i + 1 < pattern.length()) {
            regex.append(Pattern.quote(pattern.substring(i + 1, i + 2)));
            i++;
          }
        }
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    try {
      return Pattern.matches(regex.toString(), name);
    } catch (PatternSyntaxException e) {
      return false;
    }
  }
}
