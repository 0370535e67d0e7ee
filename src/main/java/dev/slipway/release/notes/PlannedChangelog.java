package dev.slipway.release.notes;

import dev.slipway.changelog.ChangelogUpdate;
import dev.slipway.changelog.file.ChangelogEdit;
import dev.slipway.changelog.file.ChangelogFile;
import dev.slipway.changelog.file.ChangelogSection;
import dev.slipway.changelog.notes.MergedText;
import dev.slipway.changelog.notes.ThreeWayMerge;
import dev.slipway.changelog.version.SemanticVersion;
import dev.slipway.fact.Problem;
import java.time.LocalDate;
import java.util.Optional;

/// The changelog as it will be written: the repository's file with the section of this version in it.
///
/// @param path    its path in the repository
/// @param onHost  the file as it lies in the repository; empty where there is none yet
/// @param version the version
/// @param date    the day a new section gets
/// @param file    the file with the section
public record PlannedChangelog(
    String path, Optional<ChangelogFile> onHost, SemanticVersion version, LocalDate date, ChangelogFile file) {

  /// The file with what the commits say; what people wrote under the version, or under `Unreleased`, stays.
  ///
  /// @param generated the body made from commits
  public static PlannedChangelog of(
      String path, Optional<ChangelogFile> onHost, SemanticVersion version, LocalDate date, String generated)
      throws Problem {
    ChangelogFile base = onHost.orElseGet(() -> ChangelogFile.fresh(path));
    return new PlannedChangelog(path, onHost, version, date, ChangelogUpdate.release(base, version, date, generated));
  }

  /// The section of the version.
  public ChangelogSection section() {
    return file.section(version).orElseThrow();
  }

  /// The section as people edit it: heading, blank line, body.
  public String text() {
    return ChangelogEdit.sectionText(file, section());
  }

  /// What stands below the heading.
  public String body() {
    return file.body(section());
  }

  /// The line of the section's heading, from 1.
  public int line() {
    return section().line();
  }

  /// Whether the repository has this very section already.
  public boolean written() {
    return onHost.isPresent()
        && onHost.get().section(version)
            .map(there -> ChangelogEdit.sectionText(onHost.get(), there).equals(text())).orElse(false);
  }

  /// The same with another text of the section.
  ///
  /// @throws Problem when the text does not begin with the version's heading
  public PlannedChangelog with(String sectionText) throws Problem {
    return new PlannedChangelog(path, onHost, version, date, ChangelogEdit.replaceSection(file, section(), sectionText));
  }

  /// Takes the section into a file that may have changed since it was read. What others wrote meanwhile stays.
  ///
  /// @throws Problem when others changed the same lines of the section
  public ChangelogFile into(Optional<ChangelogFile> now) throws Problem {
    if (now.map(ChangelogFile::text).equals(onHost.map(ChangelogFile::text))) {
      return file;
    }
    ChangelogFile there = now.orElseGet(() -> ChangelogFile.fresh(path));
    Optional<ChangelogSection> section = there.section(version);
    if (section.isPresent()) {
      String before =
          onHost.flatMap(read -> read.section(version).map(its -> ChangelogEdit.sectionText(read, its))).orElse("");
      MergedText merged = ThreeWayMerge.merge(before, text(), ChangelogEdit.sectionText(there, section.get()));
      if (!merged.conflicts().isEmpty()) {
        throw Problem.doesNotHold(
            "The section %s of %s was changed by somebody else since it was read, in lines that were edited here too. Nothing was written; rebuild the notes and decide."
                .formatted(version, path));
      }
      return ChangelogEdit.replaceSection(there, section.get(), merged.keepingEdits());
    }
    ChangelogFile made = ChangelogUpdate.release(there, version, date, body());
    boolean sameUnreleased = unreleased(there).equals(onHost.map(PlannedChangelog::unreleased).orElse(""));
    return sameUnreleased ? ChangelogEdit.replaceSection(made, made.section(version).orElseThrow(), text()) : made;
  }

  private static String unreleased(ChangelogFile file) {
    return file.unreleased().map(file::body).orElse("");
  }
}
