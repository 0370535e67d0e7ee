package dev.slipway.target;

import dev.slipway.workflow.expression.NamePattern;
import dev.slipway.workflow.expression.Text;
import java.util.ArrayList;
import java.util.List;

/// Globs of `path:` and `files:` inputs.
final class Globs {
  private static final int MOST_ALTERNATIVES = 64;
  /// The slash of a `**/` that was looked at already.
  private static final char SLASH = '\uE000';

  private Globs() {}

  /// Whether a text holds a glob.
  static boolean isGlob(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || (text.indexOf('[') >= 0 && text.indexOf(']') > text.indexOf('['))
        || (text.indexOf('{') >= 0 && text.indexOf(',') > text.indexOf('{') && text.indexOf('}') > text.indexOf(','));
  }

  /// A pattern for what a name with holes can become.
  ///
  /// @param glob whether `*`, `?` and `{a,b}` in its literals are a glob
  static NamePattern pattern(Text name, boolean glob) {
    List<NamePattern.Builder> builders = new ArrayList<>();
    for (List<Text.Part> parts : glob ? alternatives(name.parts()) : List.of(name.parts())) {
      NamePattern.Builder builder = new NamePattern.Builder();
      for (Text.Part part : parts) {
        switch (part) {
          case Text.Literal l when glob -> translate(l.text(), builder);
          case Text.Literal l -> builder.characters(l.text());
          case Text.Hole _ -> builder.segment();
        }
      }
      builders.add(builder);
    }
    return NamePattern.anyOf(builders);
  }

  /// The name once for each choice of its `{a,b}`, and with and without the folders of `**/`.
  private static List<List<Text.Part>> alternatives(List<Text.Part> parts) {
    List<List<Text.Part>> made = new ArrayList<>();
    made.add(List.of());
    for (Text.Part part : parts) {
      List<Text.Part> choices = new ArrayList<>();
      switch (part) {
        case Text.Literal l -> choices(l.text()).forEach(c -> choices.add(new Text.Literal(c)));
        case Text.Hole h -> choices.add(h);
      }
      List<List<Text.Part>> longer = new ArrayList<>();
      for (List<Text.Part> start : made) {
        for (Text.Part choice : choices) {
          if (longer.size() < MOST_ALTERNATIVES) {
            longer.add(java.util.stream.Stream.concat(start.stream(), java.util.stream.Stream.of(choice)).toList());
          }
        }
      }
      made = longer;
    }
    return made;
  }

  private static List<String> choices(String glob) {
    List<String> open = new ArrayList<>(List.of(glob));
    List<String> done = new ArrayList<>();
    while (!open.isEmpty()) {
      String text = open.removeLast();
      int folders = text.indexOf("**/");
      int brace = text.indexOf('{');
      int close = brace < 0 ? -1 : text.indexOf('}', brace);
      if (open.size() + done.size() > MOST_ALTERNATIVES) {
        done.add(text);
      } else if (folders >= 0) {
        open.add(text.substring(0, folders) + text.substring(folders + 3));
        open.add(text.substring(0, folders) + "**" + SLASH + text.substring(folders + 3));
      } else if (close > 0 && text.substring(brace, close).indexOf(',') > 0) {
        for (String option : text.substring(brace + 1, close).split(",", -1)) {
          open.add(text.substring(0, brace) + option + text.substring(close + 1));
        }
      } else {
        done.add(text);
      }
    }
    return done;
  }

  private static void translate(String glob, NamePattern.Builder into) {
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      switch (c) {
        case '*' -> {
          if (i + 1 < glob.length() && glob.charAt(i + 1) == '*') {
            i++;
            into.anything();
          } else {
            into.segment();
          }
        }
        case '?' -> into.one();
        case SLASH -> into.characters("/");
        default -> into.characters(String.valueOf(c));
      }
    }
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
