package dev.slipway.size;

import java.util.ArrayList;
import java.util.List;

/// Comma- and tab-separated values with quotes (RFC 4180).
final class SeparatedValues {
  private SeparatedValues() {}

  /// The rows; empty lines are left out. There is always a first row.
  static List<List<String>> read(String text, char separator) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? '\n' : text.charAt(i);
      if (quoted && i < text.length()) {
        if (c != '"') {
          cell.append(c);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          cell.append('"');
          i++;
        } else {
          quoted = false;
        }
      } else if (c == '"' && cell.isEmpty()) {
        quoted = true;
      } else if (c == separator || c == '\n') {
        row.add(cell.toString());
        cell.setLength(0);
        if (c == '\n') {
          if (row.size() > 1 || !row.getFirst().isBlank() || rows.isEmpty()) {
            rows.add(List.copyOf(row));
          }
          row.clear();
        }
      } else if (c != '\r') {
        cell.append(c);
      }
    }
    return rows;
  }
}
