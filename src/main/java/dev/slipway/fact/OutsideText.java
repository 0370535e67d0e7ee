package dev.slipway.fact;

import java.util.Locale;

/// Text that somebody else wrote, such as the name of a symbol, made fit to be shown.
public final class OutsideText {
  private OutsideText() {}

  /// One line for a terminal or a label: what would steer it, turn the direction of writing or begin another line is
  /// shown as its code.
  public static String plain(String text) {
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
