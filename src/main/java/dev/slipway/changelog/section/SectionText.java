package dev.slipway.changelog.section;

import java.util.List;
import java.util.SequencedMap;

/// The body of a version's section in Keep a Changelog form: `### Added` and its bullets.
public final class SectionText {
  private SectionText() {}

  /// The Markdown below a version's heading, with LF line ends and one at the end; empty without entries.
  ///
  /// @param bullet the bullet of the file it goes into: `-` or `*`
  public static String body(SequencedMap<ChangeType, List<Entry>> sections, char bullet) {
    StringBuilder text = new StringBuilder();
    sections.forEach(
        (type, entries) -> {
          text.append(text.isEmpty() ? "" : "\n").append("### ").append(type.title()).append("\n\n");
          entries.forEach(entry -> text.append(bullet).append(' ').append(entry.text()).append('\n'));
        });
    return text.toString();
  }
}
