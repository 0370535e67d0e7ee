package dev.slipway.changelog.commit;

import java.util.ArrayList;
import java.util.List;

/// A message cut into lines: LF, CRLF and CR end a line, NUL and other controls become spaces, blank
/// lines in front are gone, as git shows it.
///
/// @param lines the lines without their ends; never empty
record MessageText(List<String> lines) {

  static MessageText of(String message) {
    List<String> lines = new ArrayList<>();
    int length = message.length();
    int start = 0;
    while (start <= length) {
      int end = start;
      while (end < length && message.charAt(end) != '\n' && message.charAt(end) != '\r') {
        end++;
      }
      String line = withoutControls(message.substring(start, end)).stripTrailing();
      if (!line.isEmpty() || !lines.isEmpty()) {
        lines.add(line);
      }
      start = end + 1;
      if (end + 1 < length && message.charAt(end) == '\r' && message.charAt(end + 1) == '\n') {
        start++;
      }
    }
    while (lines.size() > 1 && lines.getLast().isEmpty()) {
      lines.removeLast();
    }
    return new MessageText(lines.isEmpty() ? List.of("") : lines);
  }

  /// The first line of a message that is not blank, without reading on.
  static String subject(String message) {
    int start = 0;
    int length = message.length();
    while (start < length) {
      int end = start;
      while (end < length && message.charAt(end) != '\n' && message.charAt(end) != '\r') {
        end++;
      }
      String line = withoutControls(message.substring(start, end)).stripTrailing();
      if (!line.isEmpty()) {
        return line;
      }
      start = end + 1;
    }
    return "";
  }

  String subject() {
    return lines.getFirst();
  }

  /// The lines after the subject.
  List<String> rest() {
    return lines.subList(1, lines.size());
  }

  private static String withoutControls(String line) {
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) < ' ' && line.charAt(i) != '\t') {
        StringBuilder clean = new StringBuilder(line);
        for (int k = i; k < line.length(); k++) {
          if (line.charAt(k) < ' ' && line.charAt(k) != '\t') {
            clean.setCharAt(k, ' ');
          }
        }
        return clean.toString();
      }
    }
    return line;
  }
}
