package dev.slipway.fact;

import java.util.Locale;

/// Text that somebody else wrote, such as the name of a symbol, made fit to be shown.
public final class OutsideText {
  private OutsideText() {}

  /// One line for a terminal or a label: what would steer it, turn the direction of writing or begin another line is
  /// shown as its code. So is what GitHub Actions would take for a command where it reads the line in a log: `::` at its
  /// beginning, `##[` anywhere.
  public static String plain(String text) {
    String shown = shown(text);
    int start = 0;
    while (start < shown.length() && Character.isWhitespace(shown.charAt(start))) {
      start++;
    }
    String tame = shown.startsWith("::", start) ? shown.substring(0, start) + "\\u003a" + shown.substring(start + 1) : shown;
    return tame.contains("##[") ? tame.replace("##[", "##\\u005b") : tame;
  }

  private static String shown(String text) {
    int safe = 0;
    while (safe < text.length() && text.charAt(safe) >= 0x20 && text.charAt(safe) < 0x7f) {
      safe++;
    }
    if (safe == text.length()) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> {
      if (shown(c)) {
        plain.appendCodePoint(c);
      } else {
        plain.append(String.format(Locale.ROOT, "\\u%04x", c));
      }
    });
    return plain.toString();
  }

  private static boolean shown(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE, Character.UNASSIGNED -> false;
      default -> true;
    };
  }

  /// Code in Markdown, in a table or outside one: nothing in it is markup, ends the code or ends the cell.
  public static String code(String text) {
    String inside = plain(text).replace('`', '\'').replace("\\|", "\\ |").replace("|", "\\|");
    return "`" + (inside.isBlank() ? "(no name)" : inside) + "`";
  }
}
