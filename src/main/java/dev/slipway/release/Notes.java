package dev.slipway.release;

import dev.slipway.changelog.version.ReleaseTag;
import dev.slipway.changelog.notes.MergedText;
import dev.slipway.changelog.section.ClassifiedCommit;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Known;
import dev.slipway.release.notes.PlannedChangelog;
import java.util.List;
import java.util.Optional;

/// The changelog section and the release notes, as far as they are.
///
/// @param range     the commits they are made from, with the reason; unknown before they were read
/// @param changelog the changelog with the version's section, with all edits; unknown before it was made, and for a tag
///                  that carries no version
/// @param text      the release notes in Markdown, as they will be published; empty before they were made
/// @param lint      what is wrong with the section or the notes
/// @param undecided what a person has to decide
/// @param looked    what the findings rest on
/// @param unsaved   texts that stood in the editor when the program ended without saving
public record Notes(
    Known<Range> range,
    Known<PlannedChangelog> changelog,
    String text,
    List<Finding> lint,
    Undecided undecided,
    Looked looked,
    Unsaved unsaved) {
  public Notes {
    lint = List.copyOf(lint);
  }

  /// The commits of the release.
  ///
  /// @param from     the tag it begins after; empty for the first release
  /// @param to       what it ends with
  /// @param reason   why it begins there, with the count
  /// @param skipped  tags that were passed over, each with the reason
  /// @param missing  what the history could not tell, as sentences
  /// @param bases    the tags it could begin after, newest version first
  /// @param commits  the commits, newest first, each with where it ended up
  /// @param next     the version they ask for
  /// @param because  why that version
  public record Range(
      Optional<String> from,
      String to,
      String reason,
      List<String> skipped,
      List<String> missing,
      List<String> bases,
      List<ClassifiedCommit> commits,
      Optional<String> next,
      String because) {
    public Range {
      skipped = List.copyOf(skipped);
      missing = List.copyOf(missing);
      bases = List.copyOf(bases);
      commits = List.copyOf(commits);
    }

    /// The tag of the next release, named as the one before it.
    public Optional<String> nextTag() {
      Optional<ReleaseTag> before = from.flatMap(tag -> ReleaseTag.of(tag, ""));
      return next.map(version -> before.map(ReleaseTag::prefix).orElse("v") + version);
    }

    /// How many commits are listed.
    public long included() {
      return commits.stream().filter(ClassifiedCommit::included).count();
    }
  }

  /// What a person has to decide before the texts can be published.
  ///
  /// @param section the edited section brought together with the commits, where both say different things at one place
  /// @param remote  the draft's text on the host brought together with the one here, where somebody changed it since it
  ///                was read
  public record Undecided(Optional<MergedText> section, Optional<MergedText> remote) {

    /// Whether there is anything.
    public boolean any() {
      return section.isPresent() || remote.isPresent();
    }
  }

  /// What was looked at, and what was not with the reason, each in a few words.
  public record Looked(List<String> at, List<String> notAt) {
    public Looked {
      at = List.copyOf(at);
      notAt = List.copyOf(notAt);
    }
  }

  /// Texts that were typed and not saved.
  public record Unsaved(Optional<String> section, Optional<String> text) {}

  /// Nothing was read yet.
  public static Notes none() {
    return read(Known.unknown("the commits were not read yet"));
  }

  /// The commits were read, and nothing was made of them.
  static Notes read(Known<Range> range) {
    return new Notes(
        range, Known.unknown("no notes were made yet"), "", List.of(), new Undecided(Optional.empty(), Optional.empty()),
        new Looked(List.of(), List.of("no notes were made yet")), new Unsaved(Optional.empty(), Optional.empty()));
  }

  /// Whether notes were made.
  public boolean made() {
    return !looked.at().isEmpty();
  }

  /// The section of the version as people edit it.
  public Known<String> section() {
    return changelog.map(PlannedChangelog::text);
  }
}
