package dev.slipway.desktop.notes;

import dev.slipway.release.notes.NotesDocument;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the preview shows: version, date and notes; and which of its lines belongs to which line under edit.
///
/// @param text  the Markdown
/// @param above how many lines stand above the notes
/// @param body  the line of the notes, from 0, at which the changelog's body begins; -1 where the notes do not hold it
record PreviewText(String text, int above, int body) {
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final DateTimeFormatter WORDS = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
  private static final int HEAD = 2;

  /// Puts the preview together.
  ///
  /// @param section the changelog's section, for the date in its heading
  static PreviewText of(String version, String section, String notes) {
    StringBuilder head = new StringBuilder();
    if (!version.isEmpty()) {
      head.append("# ").append(version).append("\n\n");
      String date = date(section.lines().findFirst().orElse(""));
      head.append(date.isEmpty() ? "" : date + "\n\n");
    }
    int marker = notes.indexOf("<!-- slipway:changes ");
    int body = marker < 0 ? -1 : lines(notes.substring(0, marker)) + 1;
    return new PreviewText(head + notes, lines(head.toString()), body);
  }

  /// The line of the preview that belongs to a line under edit, both from 0.
  int previewLine(NotesDocument document, int line) {
    return switch (document) {
      case NOTES -> above + line;
      case CHANGELOG -> body < 0 || line < HEAD ? 0 : above + body + line - HEAD;
    };
  }

  /// The line under edit that belongs to a line of the preview, both from 0.
  int editedLine(NotesDocument document, int line) {
    return switch (document) {
      case NOTES -> Math.max(0, line - above);
      case CHANGELOG -> body < 0 ? 0 : Math.max(0, line - above - body + HEAD);
    };
  }

  private static String date(String heading) {
    Matcher date = DATE.matcher(heading);
    try {
      return date.find() ? WORDS.format(LocalDate.parse(date.group())) : "";
    } catch (DateTimeException e) {
      return "";
    }
  }

  private static int lines(String text) {
    return (int) text.chars().filter(c -> c == '\n').count();
  }
}
