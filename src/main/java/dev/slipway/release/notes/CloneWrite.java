package dev.slipway.release.notes;

import dev.slipway.changelog.file.ChangelogFile;
import dev.slipway.changelog.version.SemanticVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/// What writing a section into the changelog of a clone would change.
///
/// @param folder     the clone's folder
/// @param file       the changelog in it
/// @param version    the version whose section is written
/// @param first      whether the file has no section of this version yet
/// @param added      how many lines would be new
/// @param removed    how many lines would go
/// @param difference the change as a diff without file names; empty where nothing would change
/// @param otherRemote the address of the clone's remote, where that is not the repository of the release
public record CloneWrite(
    Path folder, Path file, SemanticVersion version, boolean first, int added, int removed, String difference, Optional<String> otherRemote) {

  static CloneWrite of(
      Path folder, Path file, SemanticVersion version, Optional<ChangelogFile> now, ChangelogFile next, Optional<String> otherRemote) {
    RawText before = new RawText(now.map(ChangelogFile::text).orElse("").getBytes(StandardCharsets.UTF_8));
    RawText after = new RawText(next.text().getBytes(StandardCharsets.UTF_8));
    EditList edits = new HistogramDiff().diff(RawTextComparator.DEFAULT, before, after);
    boolean first = now.flatMap(there -> there.section(version)).isEmpty();
    return new CloneWrite(
        folder, file, version, first, edits.stream().mapToInt(Edit::getLengthB).sum(), edits.stream().mapToInt(Edit::getLengthA).sum(),
        difference(edits, before, after), otherRemote);
  }

  /// Whether anything would change.
  public boolean changes() {
    return !difference.isEmpty();
  }

  private static String difference(EditList edits, RawText before, RawText after) {
    var out = new ByteArrayOutputStream();
    try (DiffFormatter formatter = new DiffFormatter(out)) {
      formatter.setContext(2);
      formatter.format(edits, before, after);
      formatter.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
