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
      boolean equal = globs ? glob(right.exact().get()).matcher(left.get()).matches() : right.exact().get().equals(left.get());
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
          ? glob(right.get()).matcher(left.get()).matches()
          : left.get().equalsIgnoreCase(right.get());
      return Optional.of(match != (operator.equals("ne") || operator.equals("notlike")));
    }
    return Optional.empty();
  }

  /// A shell's glob as a regular expression.
  static Pattern glob(String glob) {
    StringBuilder regex = new StringBuilder();
    for (char c : glob.toCharArray()) {
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
