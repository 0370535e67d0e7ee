package dev.slipway.target;

import dev.slipway.workflow.expression.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Cuts texts with holes.
final class Texts {
  private static final Pattern BACKSLASH = Pattern.compile("\\\\(?=[\\w.*]|$)");

  private Texts() {}

  /// The pieces between separators in the literals; empty ones left out, spaces around them removed.
  static List<Text> split(Text text, String separator) {
    List<Text> pieces = new ArrayList<>();
    List<Text.Part> current = new ArrayList<>();
    for (Text.Part part : text.parts()) {
      switch (part) {
        case Text.Hole h -> current.add(h);
        case Text.Literal l -> {
          String[] parts = l.text().split(separator, -1);
          for (int i = 0; i < parts.length; i++) {
            if (i > 0) {
              flush(current, pieces);
            }
            current.add(new Text.Literal(parts[i]));
          }
        }
      }
    }
    flush(current, pieces);
    return pieces;
  }

  private static void flush(List<Text.Part> current, List<Text> into) {
    Text piece = stripped(new Text(current));
    if (!piece.parts().isEmpty()) {
      into.add(piece);
    }
    current.clear();
  }

  private static Text stripped(Text text) {
    List<Text.Part> parts = new ArrayList<>(text.parts());
    if (!parts.isEmpty() && parts.getFirst() instanceof Text.Literal l) {
      parts.set(0, new Text.Literal(l.text().stripLeading()));
    }
    if (!parts.isEmpty() && parts.getLast() instanceof Text.Literal l) {
      parts.set(parts.size() - 1, new Text.Literal(l.text().stripTrailing()));
    }
    return new Text(parts);
  }

  /// A path with slashes where Windows has backslashes; what is escaped for a shell stays.
  static Text withSlashes(Text path) {
    if (!path.literallyContains("\\")) {
      return path;
    }
    List<Text.Part> parts = new ArrayList<>();
    for (Text.Part part : path.parts()) {
      parts.add(part instanceof Text.Literal(String text) ? new Text.Literal(BACKSLASH.matcher(text).replaceAll("/")) : part);
    }
    return new Text(parts);
  }

  /// A path without its last part; the whole where it has only one.
  static Text folder(Text path) {
    List<Text.Part> parts = new ArrayList<>(path.parts());
    while (!parts.isEmpty()) {
      Text.Part last = parts.removeLast();
      int slash = last instanceof Text.Literal(String text) ? text.lastIndexOf('/') : -1;
      if (slash >= 0 && last instanceof Text.Literal(String text)) {
        parts.add(new Text.Literal(text.substring(0, slash + 1)));
        return new Text(parts);
      }
    }
    return path;
  }

  /// What stands behind the last slash; a hole after it is kept whole.
  static Text baseName(Text path) {
    List<Text.Part> parts = new ArrayList<>();
    for (Text.Part part : path.parts()) {
      if (part instanceof Text.Literal l && l.text().indexOf('/') >= 0) {
        parts.clear();
        parts.add(new Text.Literal(l.text().substring(l.text().lastIndexOf('/') + 1)));
      } else {
        parts.add(part);
      }
    }
    return new Text(parts);
  }
}
