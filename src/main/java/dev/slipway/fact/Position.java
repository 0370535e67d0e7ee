package dev.slipway.fact;

/// A place in a text file, as editors count it.
///
/// @param file   the file, relative to what the user asked for, with `/` between folders
/// @param line   the line, from 1; 0 when the whole file is meant
/// @param column the column in UTF-16 code units, from 1; 0 when the whole line is meant
public record Position(String file, int line, int column) {

  /// The whole of a file.
  public static Position of(String file) {
    return new Position(file, 0, 0);
  }

  /// `file:line`, the form editors and terminals turn into a link.
  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line;
  }
}
