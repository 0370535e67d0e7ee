package dev.slipway.changelog.file;

import java.util.List;

/// How a changelog is written, learnt from itself.
///
/// @param lineEnd        LF or CRLF
/// @param bullet         the bullet of its lists
/// @param blankAfterHead whether a blank line follows a version's heading
/// @param blankInGroups  whether a blank line follows a heading such as `### Added`
/// @param blankBetween   how many blank lines stand between two versions
/// @param groupLevel     the level of headings such as `### Added`
record FileStyle(
    String lineEnd, char bullet, boolean blankAfterHead, boolean blankInGroups, int blankBetween, int groupLevel) {

  static FileStyle of(ChangelogFile file) {
    String text = file.text();
    List<ChangelogSection> released =
        file.sections().stream().filter(section -> !section.unreleased()).limit(20).toList();
    if (released.isEmpty()) {
      return new FileStyle(lineEnd(text), '-', true, true, 1, 3);
    }
    ChangelogSection newest = released.getFirst();
    String body = text.substring(newest.bodyStart(), Math.max(newest.bodyStart(), newest.end()));
    return new FileStyle(
        lineEnd(text), bullet(body), body.isEmpty() || startsBlank(body), blankInGroups(text, released),
        released.size() > 1 ? blankLines(text, newest.end(), released.get(1).start()) : 1,
        newest.groups().isEmpty() ? newest.level() + 1 : newest.groups().getFirst().level());
  }

  /// A body written with LF, `-`, `###` and blank lines, as this file would have it.
  String shaped(String body) {
    StringBuilder shaped = new StringBuilder();
    boolean afterGroup = false;
    for (String line : body.split("\n", -1)) {
      if (afterGroup && line.isBlank() && !blankInGroups) {
        afterGroup = false;
        continue;
      }
      afterGroup = line.startsWith("### ");
      String levelled = afterGroup ? "#".repeat(groupLevel) + line.substring(3) : line;
      String bulleted = line.startsWith("- ") ? bullet + levelled.substring(1) : levelled;
      shaped.append(bulleted).append('\n');
    }
    String text = shaped.toString().strip();
    return text.isEmpty() ? "" : (text + "\n").replace("\n", lineEnd);
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
    return crlf > lf ? "\r\n" : "\n";
  }

  private static char bullet(String body) {
    for (String line : body.split("\n", 400)) {
      if (line.length() > 1 && "-*+".indexOf(line.charAt(0)) >= 0 && line.charAt(1) == ' ') {
        return line.charAt(0);
      }
    }
    return '-';
  }

  private static boolean startsBlank(String body) {
    return body.startsWith("\n") || body.startsWith("\r\n");
  }

  private static boolean blankInGroups(String text, List<ChangelogSection> released) {
    for (ChangelogSection section : released) {
      if (!section.groups().isEmpty()) {
        String[] lines = text.substring(section.bodyStart(), section.end()).split("\r?\n", -1);
        int index = section.groups().getFirst().line() - section.line();
        return index >= lines.length || index < 0 || lines[index].isBlank();
      }
    }
    return true;
  }

  private static int blankLines(String text, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == '\n') {
        count++;
      } else if (!Character.isWhitespace(text.charAt(i))) {
        return 1;
      }
    }
    return Math.min(count, 4);
  }
}
