package dev.slipway.target.shell;

import dev.slipway.workflow.expression.Text;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Decides `[ … ]`, `[[ … ]]` and PowerShell's `-eq` and `-like` where everything in them is known.
final class Conditions {
  private static final Pattern COMPARISON =
      Pattern.compile("\\[\\[?\\s+(\\S+)\\s+(==?|!=|=~)\\s+(\\S+)\\s+]]?");
  private static final Pattern EMPTINESS = Pattern.compile("\\[\\[?\\s+(!\\s+)?-([nz])\\s+(\\S+)\\s+]]?");
  private static final Pattern POWERSHELL =
      Pattern.compile("\\(\\s*(\\S+)\\s+-(eq|ne|like|notlike)\\s+([^)]+?)\\s*\\)", Pattern.CASE_INSENSITIVE);

  private Conditions() {}

  static Optional<Boolean> holds(String condition, Words words, Map<String, Text> variables) {
    Matcher comparison = COMPARISON.matcher(condition);
    if (comparison.matches()) {
      Optional<String> left = words.expand(comparison.group(1), variables).exact();
      Text right = words.expand(comparison.group(3), variables);
      if (left.isEmpty() || right.exact().isEmpty() || comparison.group(2).equals("=~")) {
        return Optional.empty();
      }
      boolean quoted = comparison.group(3).startsWith("\"") || comparison.group(3).startsWith("'");
      boolean globs = condition.startsWith("[[") && !quoted;
      boolean equal = globs ? globMatches(right.exact().get(), left.get()) : right.exact().get().equals(left.get());
      return Optional.of(comparison.group(2).equals("!=") != equal);
    }
    Matcher emptiness = EMPTINESS.matcher(condition);
    if (emptiness.matches()) {
      boolean not = emptiness.group(1) != null;
      boolean wantsEmpty = emptiness.group(2).equals("z");
      return words.expand(emptiness.group(3), variables).exact().map(v -> (v.isEmpty() == wantsEmpty) != not);
    }
    Matcher powershell = POWERSHELL.matcher(condition);
    if (powershell.matches()) {
      Optional<String> left = words.expand(powershell.group(1), variables).exact();
      Optional<String> right = words.expand(powershell.group(3), variables).exact();
      if (left.isEmpty() || right.isEmpty()) {
        return Optional.empty();
      }
      String operator = powershell.group(2).toLowerCase(java.util.Locale.ROOT);
      boolean match = operator.endsWith("like")
          ? globMatches(right.get(), left.get())
          : left.get().equalsIgnoreCase(right.get());
      return Optional.of(match != (operator.equals("ne") || operator.equals("notlike")));
    }
    return Optional.empty();
  }

  /// How many characters of the glob stand for this one; 0 where they do not.
  private static int taken(String glob, int g, char c) {
    int close = glob.charAt(g) == '[' ? glob.indexOf(']', g + 2) : -1;
    if (close < 0) {
      return glob.charAt(g) == '?' || glob.charAt(g) == c ? 1 : 0;
    }
    boolean not = glob.charAt(g + 1) == '!' || glob.charAt(g + 1) == '^';
    boolean found = false;
    for (int i = not ? g + 2 : g + 1; i < close; i++) {
      boolean range = i + 2 < close && glob.charAt(i + 1) == '-';
      found |= range ? c >= glob.charAt(i) && c <= glob.charAt(i + 2) : c == glob.charAt(i);
      i += range ? 2 : 0;
    }
    return found != not ? close - g + 1 : 0;
  }

  /// A shell's glob: `*` for any characters, `?` for one, `[…]` for one of some, slashes among them.
  ///
  /// A walk with one place to come back to, so that many stars cost no more than one.
  static boolean globMatches(String glob, String text) {
    int g = 0;
    int t = 0;
    int star = -1;
    int back = 0;
    while (t < text.length()) {
      if (g < glob.length() && glob.charAt(g) == '*') {
        star = g++;
        back = t;
      } else if (g < glob.length() && taken(glob, g, text.charAt(t)) > 0) {
        g += taken(glob, g, text.charAt(t));
        t++;
      } else if (star >= 0) {
        g = star + 1;
        t = ++back;
      } else {
        return false;
      }
    }
    while (g < glob.length() && glob.charAt(g) == '*') {
      g++;
    }
    return g == glob.length();
  }
}
