package dev.slipway.target.shell;

import dev.slipway.workflow.expression.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
      return value.exact().isPresent() ? (value.exact().get().isEmpty() && rest.startsWith(":") ? fallback : value) : value;
    }
    if (value.exact().isEmpty()) {
      return Text.hole("$" + name, value.holes().isEmpty() ? "the script computes it" : value.holes().getFirst().reason());
    }
    Optional<String> how = quoted(rest, variables);
    return how.flatMap(h -> ParameterExpansion.changed(value.exact().get(), h)).map(Text::of)
        .orElseGet(() -> Text.hole("${" + name + rest + "}", "the script changes it in a way that is not read"));
  }

  /// What stands behind a name, its variables expanded; backslashes stay, as they shield a pattern's characters.
  private Optional<String> quoted(String rest, Map<String, Text> variables) {
    return rest.indexOf('$') < 0 && rest.indexOf('`') < 0 && rest.indexOf('"') < 0 && rest.indexOf('\'') < 0
        ? decode(rest).exact() : expand(rest, variables).exact();
  }
}
