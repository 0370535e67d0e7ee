package dev.slipway.release;

import dev.slipway.changelog.section.ClassifiedCommit;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Known;
import java.util.List;
import java.util.Optional;

/// The changelog section and the release notes, as far as they are.
///
/// @param range   the commits they are made from, with the reason; unknown before they were read
/// @param section the changelog section in Markdown, as it stands now with all edits; unknown before it was made
/// @param text    the release notes in Markdown, as they will be published
/// @param lint    what is wrong with the section or the notes
public record Notes(Known<Range> range, Known<String> section, String text, List<Finding> lint) {
  public Notes {
    lint = List.copyOf(lint);
  }

  /// The commits of the release.
  ///
  /// @param from     the tag it begins after; empty for the first release
  /// @param to       what it ends with
  /// @param reason   why it begins there, with the count
  /// @param commits  the commits, newest first, each with where it ended up
  /// @param next     the version they ask for
  /// @param because  why that version
  public record Range(
      Optional<String> from,
      String to,
      String reason,
      List<ClassifiedCommit> commits,
      Optional<String> next,
      String because) {
    public Range {
      commits = List.copyOf(commits);
    }

    /// How many commits are listed.
    public long included() {
      return commits.stream().filter(ClassifiedCommit::included).count();
    }
  }

  /// Nothing was read yet.
  public static Notes none() {
    return new Notes(
        Known.unknown("the commits were not read yet"), Known.unknown("no notes were made yet"), "", List.of());
  }
}
