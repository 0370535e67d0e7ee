package dev.slipway.workflow.yaml;

import dev.slipway.fact.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The raw lines of a file, to show an excerpt and to find places inside blocks.
///
/// @param file  the name positions carry
/// @param lines the lines without their ends
public record SourceText(String file, List<String> lines) {

  /// Splits a text at `\n`, `\r\n` and `\r`, as YAML does.
  static SourceText of(String file, String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r') {
        lines.add(text.substring(start, i));
        if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
          i++;
        }
        start = i + 1;
      }
    }
    lines.add(text.substring(start));
    return new SourceText(file, List.copyOf(lines));
  }

  /// The place of its first character.
  public Position start() {
    return new Position(file, 1, 1);
  }

  /// A line, from 1; empty when the file has no such line.
  public Optional<String> line(int number) {
    return number >= 1 && number <= lines.size() ? Optional.of(lines.get(number - 1)) : Optional.empty();
  }

  /// The place of a character of a scalar's value, also inside a `|` or `>` block.
  ///
  /// @param offset the character's index in the value; the start of the scalar's line where folding lost it
  public Position positionIn(YamlScalar scalar, int offset) {
    Position start = scalar.writtenAt();
    return switch (scalar.style()) {
      case PLAIN, SINGLE_QUOTED, DOUBLE_QUOTED -> inFlow(scalar, offset, start);
      case LITERAL -> inLiteral(scalar, offset, start);
      case FOLDED -> search(scalar, offset, start);
    };
  }

  /// The place of a line of a script.
  ///
  /// @param line the line of the scalar's value, from 0
  public Position lineOf(YamlScalar script, int line) {
    int offset = 0;
    for (int n = 0; n < line; n++) {
      int end = script.value().indexOf('\n', offset);
      if (end < 0) {
        break;
      }
      offset = end + 1;
    }
    return positionIn(script, offset);
  }

  private Position inFlow(YamlScalar scalar, int offset, Position start) {
    int quote = scalar.style() == YamlScalar.Style.PLAIN ? 0 : 1;
    String raw = line(start.line()).orElse("");
    String before = scalar.value().substring(0, Math.min(offset, scalar.value().length()));
    boolean asWritten = raw.startsWith(before, Math.min(raw.length(), start.column() - 1 + quote));
    return asWritten
        ? new Position(file, start.line(), start.column() + quote + before.length())
        : search(scalar, offset, start);
  }

  private Position inLiteral(YamlScalar scalar, int offset, Position start) {
    String value = scalar.value();
    int end = Math.min(offset, value.length());
    int newlines = 0;
    for (int at = value.indexOf('\n'); at >= 0 && at < end; at = value.indexOf('\n', at + 1)) {
      newlines++;
    }
    int lineStart = value.lastIndexOf('\n', Math.max(end - 1, 0)) + 1;
    if (end == 0) {
      lineStart = 0;
    }
    int lineEnd = value.indexOf('\n', lineStart);
    String wanted = value.substring(lineStart, lineEnd < 0 ? value.length() : lineEnd);
    int number = start.line() + 1 + newlines;
    String raw = line(number).orElse("");
    int indent = Math.max(raw.length() - wanted.length(), 0);
    return new Position(file, number, indent + (end - lineStart) + 1);
  }

  /// Finds the word at the offset on or after the scalar's first line; folding has lost the exact place.
  private Position search(YamlScalar scalar, int offset, Position start) {
    String value = scalar.value();
    int from = Math.min(offset, value.length());
    int to = from;
    while (to < value.length() && to < from + 40 && value.charAt(to) != '\n' && value.charAt(to) != ' ') {
      to++;
    }
    String word = value.substring(from, to);
    for (int n = start.line(); !word.isEmpty() && n < start.line() + 200 && n <= lines.size(); n++) {
      int column = lines.get(n - 1).indexOf(word, n == start.line() ? start.column() - 1 : 0);
      if (column >= 0) {
        return new Position(file, n, column + 1);
      }
    }
    return start;
  }
}
