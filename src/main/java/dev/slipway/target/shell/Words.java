package dev.slipway.target.shell;

import dev.slipway.workflow.expression.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Words of a script, with variables expanded as far as they are known.
final class Words {
  private final Holes holes = new Holes();

  /// The script with each hole as one character.
  String encode(Text script) {
    return holes.encode(script);
  }

  /// A piece of an encoded script as a text.
  Text decode(String piece) {
    return holes.decode(piece);
  }

  /// Expands one word: quotes removed, `$X`, `${X}`, `${X#p}`, `${X%p}`, `${X:-y}` and the like replaced.
  Text expand(String word, Map<String, Text> variables) {
    if (word.indexOf('$') < 0 && word.indexOf('`') < 0 && word.indexOf('\'') < 0 && word.indexOf('"') < 0 && word.indexOf('\\') < 0) {
      return decode(word);
    }
    List<Text.Part> out = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    boolean single = false;
    boolean quoted = false;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '\'' && !quoted) {
        single = !single;
      } else if (single) {
        literal.append(c);
      } else if (c == '\\' && i + 1 < word.length() && (!quoted || "$`\"\\".indexOf(word.charAt(i + 1)) >= 0)) {
        literal.append(word.charAt(++i));
      } else if (c == '$' || (c == '`')) {
        out.addAll(decode(literal.toString()).parts());
        literal.setLength(0);
        int end = reference(word, i);
        out.addAll(value(word.substring(i, end), variables).parts());
        i = end - 1;
      } else if (c == '"') {
        quoted = !quoted;
      } else {
        literal.append(c);
      }
    }
    out.addAll(decode(literal.toString()).parts());
    return new Text(out);
  }

  /// The end of a `$…` that starts at `from`.
  private static int reference(String word, int from) {
    if (word.charAt(from) == '`') {
      int close = word.indexOf('`', from + 1);
      return close < 0 ? word.length() : close + 1;
    }
    if (from + 1 >= word.length()) {
      return word.length();
    }
    char next = word.charAt(from + 1);
    if (next == '{' || next == '(') {
      char open = next;
      char close = next == '{' ? '}' : ')';
      int depth = 0;
      for (int i = from + 1; i < word.length(); i++) {
        if (word.charAt(i) == open) {
          depth++;
        } else if (word.charAt(i) == close && --depth == 0) {
          return i + 1;
        }
      }
      return word.length();
    }
    int i = from + 1;
    if (word.startsWith("env:", i)) {
      i += 4;
    }
    while (i < word.length() && (Character.isLetterOrDigit(word.charAt(i)) || word.charAt(i) == '_') && word.charAt(i) < 128) {
      i++;
    }
    return Math.max(i, from + 1);
  }

  private Text value(String reference, Map<String, Text> variables) {
    if (reference.startsWith("$(") || reference.startsWith("`")) {
      return Text.hole("$(…)", "a command in the script computes it");
    }
    if (reference.equals("$")) {
      return Text.of("$");
    }
    String name = reference.substring(1);
    if (name.startsWith("{")) {
      return braces(name.substring(1, Math.max(name.length() - 1, 1)), variables);
    }
    return variable(name, variables);
  }

  private static Text variable(String name, Map<String, Text> variables) {
    String bare = name.startsWith("env:") ? name.substring(4) : name;
    Text known = variables.get(bare);
    return known != null ? known : Text.hole("$" + bare, "the script or the runner sets it");
  }

  private Text braces(String inside, Map<String, Text> variables) {
    int i = 0;
    if (inside.startsWith("env:")) {
      i = 4;
    }
    while (i < inside.length() && (Character.isLetterOrDigit(inside.charAt(i)) || inside.charAt(i) == '_')) {
      i++;
    }
    String name = inside.substring(0, i);
    String rest = inside.substring(i);
    Text value = variable(name, variables);
    if (rest.isEmpty()) {
      return value;
    }
    if (rest.startsWith(":-") || rest.startsWith("-")) {
      Text fallback = expand(rest.substring(rest.startsWith(":-") ? 2 : 1), variables);
      return value.exact().isPresent() ? (value.exact().get().isEmpty() ? fallback : value) : value;
    }
    if (value.exact().isEmpty()) {
      return Text.hole("$" + name, value.holes().isEmpty() ? "the script computes it" : value.holes().getFirst().reason());
    }
    return Text.of(changed(value.exact().get(), rest, variables));
  }

  private String changed(String value, String how, Map<String, Text> variables) {
    if (how.startsWith("##") || how.startsWith("%%")) {
      return trimmed(value, expand(how.substring(2), variables).shown(), how.charAt(0), true);
    }
    if (how.startsWith("#") || how.startsWith("%")) {
      return trimmed(value, expand(how.substring(1), variables).shown(), how.charAt(0), false);
    }
    if (how.equals(",,")) {
      return value.toLowerCase(java.util.Locale.ROOT);
    }
    if (how.equals("^^")) {
      return value.toUpperCase(java.util.Locale.ROOT);
    }
    if (how.startsWith("/")) {
      boolean all = how.startsWith("//");
      String[] parts = how.substring(all ? 2 : 1).split("/", 2);
      String with = parts.length > 1 ? parts[1] : "";
      return all ? value.replace(parts[0], with) : value.replaceFirst(java.util.regex.Pattern.quote(parts[0]), java.util.regex.Matcher.quoteReplacement(with));
    }
    return value;
  }

  /// `${X#pattern}` and its kin: the shortest or longest piece at the edge that the glob matches is cut off.
  private static String trimmed(String value, String glob, char side, boolean longest) {
    int n = value.length();
    for (int step = 0; step <= n; step++) {
      int length = longest ? n - step : step;
      String piece = side == '#' ? value.substring(0, length) : value.substring(n - length);
      if (Conditions.globMatches(glob, piece)) {
        return side == '#' ? value.substring(length) : value.substring(0, n - length);
      }
    }
    return value;
  }
}
