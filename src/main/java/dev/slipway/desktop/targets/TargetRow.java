package dev.slipway.desktop.targets;

import dev.slipway.desktop.control.Status;
import dev.slipway.fact.Position;
import dev.slipway.target.NameSource;
import dev.slipway.target.PlannedLeg;
import dev.slipway.target.Target;
import java.util.Optional;

/// A file of a leg of the release workflow as a row: its target, what became of it, and the file. The further files
/// of a leg are rows of their own that point back to it.
///
/// @param leg       the leg; empty for a job that only the run could tell
/// @param os        the system, for its mark
/// @param target    the triple, or the leg's name
/// @param words     the system and processor in words
/// @param runner    the runner labels
/// @param method    native or cross
/// @param retired   whether nobody serves the runner any more
/// @param outcome   what became of its job
/// @param took      how long that took; empty while it did not run
/// @param file      the file, or the name it is expected under
/// @param state     whether the file is there
/// @param source    how the name is known
/// @param origin    where the name comes from, in words
/// @param named     the line that says the name
/// @param size      the file's size, and how it stands
/// @param checksum  what its checksum came to; empty while there is nothing to check
/// @param digest    the start and end of its digest
/// @param linkage   what it needs to run, as far as it was looked into
/// @param format    what kind of file that is
/// @param first     whether it is the first file of its leg
record TargetRow(
    Optional<PlannedLeg> leg,
    Optional<Target.Os> os,
    String target,
    String words,
    String runner,
    String method,
    boolean retired,
    Status outcome,
    String outcomeWord,
    String took,
    String file,
    FileState state,
    NameSource source,
    String origin,
    Optional<Position> named,
    FileSize size,
    Optional<Status> checksum,
    String checksumWord,
    String digest,
    String linkage,
    String format,
    boolean first) {

  /// Whether a file is there.
  enum FileState { THERE, EXPECTED, MISSING }

  String sentence() {
    String what = switch (state) {
      case THERE -> file;
      case EXPECTED -> "expected " + file;
      case MISSING -> "missing " + file;
    };
    return "%s, %s, on %s, %s%s, %s, name %s%s, %s, checksum %s, %s.".formatted(
        target, words, runner, retired ? "retired, " : "", outcomeWord, what, source.word(),
        origin.isEmpty() ? "" : ", " + origin, size.sentence(), checksumWord, linkage);
  }
}
