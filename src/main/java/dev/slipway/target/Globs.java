package dev.slipway.target;

import dev.slipway.workflow.expression.Text;
import java.util.regex.Pattern;

/// Globs of `path:` and `files:` inputs.
final class Globs {
  private Globs() {}

  /// Whether a text holds a glob.
  static boolean isGlob(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || (text.indexOf('[') >= 0 && text.indexOf(']') > text.indexOf('['))
        || (text.indexOf('{') >= 0 && text.indexOf(',') > text.indexOf('{') && text.indexOf('}') > text.indexOf(','));
  }

  /// A regular expression for what a name with holes can become.
  ///
  /// @param glob whether `*`, `?` and `{a,b}` in its literals are a glob
  static Pattern pattern(Text name, boolean glob) {
    StringBuilder regex = new StringBuilder();
    for (Text.Part part : name.parts()) {
      switch (part) {
        case Text.Literal l -> regex.append(glob ? translated(l.text()) : Pattern.quote(l.text()));
        case Text.Hole _ -> regex.append("[^/]*");
      }
    }
    return Pattern.compile(regex.toString());
  }

  private static String translated(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      switch (c) {
        case '*' -> {
          boolean any = i + 1 < glob.length() && glob.charAt(i + 1) == '*';
          if (any) {
            i++;
            boolean folder = i + 1 < glob.length() && glob.charAt(i + 1) == '/';
            regex.append(folder ? "(?:.*/)?" : ".*");
            i += folder ? 1 : 0;
          } else if (!regex.toString().endsWith("[^/]*")) {
            regex.append("[^/]*");
          }
        }
        case '?' -> regex.append("[^/]");
        case '{' -> {
          int close = glob.indexOf('}', i);
          if (close > 0 && glob.substring(i, close).contains(",")) {
            StringBuilder choice = new StringBuilder();
            for (String option : glob.substring(i + 1, close).split(",", -1)) {
              choice.append(choice.isEmpty() ? "" : "|").append(translated(option));
            }
            regex.append("(?:").append(choice).append(')');
            i = close;
          } else {
            regex.append("\\{");
          }
        }
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return regex.toString();
  }

  /// The last part of a path.
  static String baseName(String path) {
    String p = path.strip();
    while (p.endsWith("/")) {
      p = p.substring(0, p.length() - 1);
    }
    return p.substring(Math.max(p.lastIndexOf('/'), p.lastIndexOf('\\')) + 1);
  }
}
