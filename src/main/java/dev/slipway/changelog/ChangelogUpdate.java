package dev.slipway.changelog;

import dev.slipway.changelog.file.ChangelogEdit;
import dev.slipway.changelog.file.ChangelogFile;
import dev.slipway.changelog.file.UnreleasedMerge;
import dev.slipway.changelog.version.SemanticVersion;
import dev.slipway.fact.Problem;
import java.time.LocalDate;

/// Takes what the commits say into a changelog, beside what people wrote there.
public final class ChangelogUpdate {
  private ChangelogUpdate() {}

  /// Adds the entries that are missing to `Unreleased`.
  public static ChangelogFile unreleased(ChangelogFile file, String generated) throws Problem {
    String written = file.unreleased().map(file::body).orElse("");
    return ChangelogEdit.unreleased(file, UnreleasedMerge.merged(written, generated));
  }

  /// Makes a version of `Unreleased` and the entries that are missing there. A version that is in the file already
  /// only gets the missing entries.
  public static ChangelogFile release(ChangelogFile file, SemanticVersion version, LocalDate date, String generated)
      throws Problem {
    String written =
        file.section(version).or(file::unreleased).map(file::body).orElse("");
    return ChangelogEdit.release(file, version, date, UnreleasedMerge.merged(written, generated));
  }
}
