package dev.slipway.changelog.file;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a changelog is written, learnt from itself.
///
/// @param lineEnd         LF, CRLF or CR
/// @param marker          how the entries of its lists begin, such as `- `
/// @param blankAfterHead  whether a blank line follows a version's heading
/// @param blankInGroups   whether a blank line follows a heading such as `### Added`
/// @param blankAboveGroup whether a blank line stands above such a heading when other text does too
/// @param blankBetween    how many blank lines stand between two versions
/// @param groupLevel      the level of headings such as `### Added`
record FileStyle(
    String lineEnd, String marker, boolean blankAfterHead, boolean blankInGroups, boolean blankAboveGroup, int blankBetween,
    int groupLevel) {
  private static final Pattern MARKER = Pattern.compile("^( {0,3}[-*+][ \t]{1,4})\\S");

  static FileStyle of(ChangelogFile file) {
    String text = file.text();
    List<ChangelogSection> released =
        file.sections().stream().filter(section -> !section.unreleased()).limit(20).toList();
    if (released.isEmpty()) {
      return new FileStyle(lineEnd(text), "- ", true, true, true, 1, 3);
    }
    ChangelogSection newest = released.getFirst();
    String body = text.substring(newest.bodyStart(), Math.max(newest.bodyStart(), newest.end()));
    return new FileStyle(
        lineEnd(text), bullet(body), body.isEmpty() || startsBlank(body), blankInGroups(text, released),
        blankAboveGroup(text, released),
        released.size() > 1 ? blankLines(text, newest.end(), released.get(1).start()) : 1,
        newest.groups().isEmpty() ? newest.level() + 1 : newest.groups().getFirst().level());
  }

  /// How the entries of the list begin whose first line this is; empty where it is no bullet list's.
  static Optional<String> marker(String line) {
    Matcher marker = MARKER.matcher(line);
    return marker.find() ? Optional.of(marker.group(1)) : Optional.empty();
  }

  /// A body that was generated, with LF, `-`, `###` and blank lines, as this file would have it.
  String shaped(String body) {
    StringBuilder shaped = new StringBuilder();
    boolean afterGroup = false;
    boolean first = true;
    for (String line : body.strip().split("\n", -1)) {
      boolean group = line.startsWith("### ");
      boolean drop = line.isBlank() && ((afterGroup && !blankInGroups) || (!afterGroup && !blankAboveGroup));
      if (!drop) {
        String levelled = group ? "#".repeat(groupLevel) + line.substring(3) : line;
        shaped.append(first ? "" : "\n").append(line.startsWith("- ") ? marker + levelled.substring(2) : levelled);
        first = false;
      }
      afterGroup = group;
    }
    return shaped.isEmpty() ? "" : (shaped + "\n").replace("\n", lineEnd);
  }

  /// Whether a line that is blank begins the text.
  static boolean startsBlank(String text) {
    return text.startsWith("\n") || text.startsWith("\r");
  }

  /// Whether a line begins at this place.
  static boolean startsLine(String text, int at) {
    return at == 0 || text.charAt(at - 1) == '\n' || text.charAt(at - 1) == '\r';
  }

  /// What parts a list that is added at a place from the line below it: nothing where that is blank or an ATX heading, else a
  /// blank line.
  String partition(String text, int at) {
    return at < text.length() && text.charAt(at) == '#' ? "" : blankBefore(text, at);
  }

  /// A blank line, unless one is there.
  String blankBefore(String text, int at) {
    return at == text.length() || startsBlank(text.substring(at, at + 1)) ? "" : lineEnd;
  }

  private static String lineEnd(String text) {
    int crlf = 0;
    int lf = 0;
    for (int i = text.indexOf('\n'); i >= 0 && crlf + lf < 1000; i = text.indexOf('\n', i + 1)) {
      if (i > 0 && text.charAt(i - 1) == '\r') {
        crlf++;
      } else {
        lf++;
      }
    }
    return crlf > lf ? "\r\n" : lf == 0 && text.indexOf('\r') >= 0 ? "\r" : "\n";
  }

  private static String bullet(String body) {
    for (String line : body.split("\\R", 400)) {
      Optional<String> marker = marker(line);
      if (marker.isPresent()) {
        return marker.get();
      }
    }
    return "- ";
  }

  private static boolean blankInGroups(String text, List<ChangelogSection> released) {
    for (ChangelogSection section : released) {
      for (ChangelogSection.Group group : section.groups()) {
        if (!group.empty()) {
          return startsBlank(text.substring(group.bodyStart(), Math.min(text.length(), group.bodyStart() + 1)));
        }
      }
    }
    return true;
  }

  private static boolean blankAboveGroup(String text, List<ChangelogSection> released) {
    for (ChangelogSection section : released) {
      if (section.groups().size() > 1) {
        int at = section.groups().get(1).start();
        String above = text.substring(section.bodyStart(), at);
        return above.endsWith("\n\n") || above.endsWith("\r\n\r\n") || above.endsWith("\r\r");
      }
    }
    return true;
  }

  private static int blankLines(String text, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == '\n' || (text.charAt(i) == '\r' && !text.startsWith("\n", i + 1))) {
        count++;
      } else if (!Character.isWhitespace(text.charAt(i))) {
        return 1;
      }
    }
    return Math.min(count, 4);
  }
}
