package dev.slipway.changelog.file;

import dev.slipway.changelog.version.SemanticVersion;
import java.util.List;
import java.util.Optional;

/// One version's section of a changelog. Offsets count UTF-16 code units of the file's text.
///
/// @param label     the version as written, such as `v1.2.3`, or `Unreleased`
/// @param version   the version; empty for `Unreleased`
/// @param date      the date as written; empty where there is none
/// @param bracketed whether the label is a link by reference
/// @param yanked    whether the release was taken back
/// @param level     the level of its heading, from 1
/// @param line      the line of its heading, from 1
/// @param start     where the heading's line begins
/// @param bodyStart where the line after the heading begins
/// @param end       where the last line that is not blank ends, its line end included
/// @param groups    the headings inside it, in order
public record ChangelogSection(
    String label,
    Optional<SemanticVersion> version,
    Optional<String> date,
    boolean bracketed,
    boolean yanked,
    int level,
    int line,
    int start,
    int bodyStart,
    int end,
    List<Group> groups) {
  public ChangelogSection {
    groups = List.copyOf(groups);
  }

  /// A heading inside a section, and what stands below it up to the next heading of its level.
  ///
  /// @param title     its text, such as `Added`
  /// @param line      its line, from 1
  /// @param level     its level
  /// @param empty     whether nothing stands below it
  /// @param start     where the heading's line begins
  /// @param bodyStart where the line after the heading begins
  /// @param end       where the last line that is not blank ends, its line end included
  /// @param marker    how the entries of the list begin that ends it, such as `- `; empty where no list ends it
  public record Group(
      String title, int line, int level, boolean empty, int start, int bodyStart, int end, Optional<String> marker) {}

  /// Whether it holds what is not released yet.
  public boolean unreleased() {
    return version.isEmpty();
  }
}
