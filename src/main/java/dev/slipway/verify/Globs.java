package dev.slipway.verify;

import dev.slipway.fact.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Globs over names with `/`: `*` stays within a folder, `**` does not, `?` is one character.
final class Globs {
  private record Glob(String text, Pattern pattern, boolean wholeName) {}

  private final List<Glob> globs;

  private Globs(List<Glob> globs) {
    this.globs = globs;
  }

  static Globs of(List<String> texts) throws Problem {
    List<Glob> globs = new ArrayList<>();
    for (String text : texts) {
      if (text.isBlank()) {
        throw Problem.wrongUse("An empty glob allows nothing. Write one such as '*.txt'.");
      }
      globs.add(new Glob(text, pattern(text), text.contains("/")));
    }
    return new Globs(globs);
  }

  /// The first glob that matches.
  Optional<String> match(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    return globs.stream()
        .filter(glob -> glob.pattern().matcher(glob.wholeName() ? name : last).matches())
        .map(Glob::text)
        .findFirst();
  }

  private static Pattern pattern(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (c == '*' && i + 1 < glob.length() && glob.charAt(i + 1) == '*') {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
