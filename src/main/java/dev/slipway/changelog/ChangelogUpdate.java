package dev.slipway.changelog;

import dev.slipway.changelog.file.ChangelogEdit;
import dev.slipway.changelog.file.ChangelogFile;
import dev.slipway.changelog.file.ChangelogSection;
import dev.slipway.changelog.file.MissingEntries;
import dev.slipway.changelog.version.SemanticVersion;
import dev.slipway.fact.Problem;
import java.time.LocalDate;
import java.util.Optional;

/// Takes what the commits say into a changelog, beside what people wrote there.
public final class ChangelogUpdate {
  private ChangelogUpdate() {}

  /// Adds the entries that are missing to `Unreleased`.
  public static ChangelogFile unreleased(ChangelogFile file, String generated) throws Problem {
    ChangelogFile begun = begun(file);
    Optional<ChangelogSection> present = begun.unreleased();
    return present.isPresent()
        ? MissingEntries.added(begun, present.get(), generated)
        : ChangelogEdit.unreleased(begun, generated);
  }

  /// Makes a version of `Unreleased` and the entries that are missing there. A version that is in the file already
  /// only gets the missing entries.
  public static ChangelogFile release(ChangelogFile file, SemanticVersion version, LocalDate date, String generated)
      throws Problem {
    ChangelogFile begun = begun(file);
    Optional<ChangelogSection> present = begun.section(version);
    if (present.isPresent()) {
      return MissingEntries.added(begun, present.get(), generated);
    }
    if (begun.unreleased().filter(section -> !begun.body(section).isEmpty()).isEmpty()) {
      return ChangelogEdit.release(begun, version, date, generated);
    }
    ChangelogFile filled = MissingEntries.added(begun, begun.unreleased().orElseThrow(), generated);
    return ChangelogEdit.release(filled, version, date, filled.unreleased().map(filled::body).orElseThrow());
  }

  private static ChangelogFile begun(ChangelogFile file) {
    return file.text().isEmpty() ? ChangelogFile.fresh(file.name()) : file;
  }
}
