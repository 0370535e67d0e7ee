package dev.slipway.desktop.targets;

import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.Status;
import dev.slipway.forge.Job;
import dev.slipway.release.HeldFile;
import dev.slipway.release.LegState;
import dev.slipway.release.ReleaseSnapshot;
import dev.slipway.target.ExpectedFile;
import dev.slipway.target.NameSource;
import dev.slipway.verify.Cell;
import dev.slipway.verify.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A leg of the release workflow as a row: its target, what became of it, and its file.
///
/// @param target   the triple, or the leg's name
/// @param words    the system and processor in words
/// @param runner   the runner labels
/// @param method   native or cross
/// @param outcome  what became of its job
/// @param took     how long that took; empty while it did not run
/// @param file     the file, or the name it is expected under
/// @param source   how that name is known
/// @param size     the file's size; "–" while there is none
/// @param checksum what its checksum came to
record TargetRow(
    String target,
    String words,
    String runner,
    String method,
    Status outcome,
    String outcomeWord,
    String took,
    String file,
    boolean there,
    String source,
    String size,
    Status checksum,
    String checksumWords) {

  static List<TargetRow> of(ReleaseSnapshot snapshot, Instant now) {
    return snapshot.pipeline().legs().stream().map(leg -> row(leg, snapshot, now)).toList();
  }

  private static TargetRow row(LegState state, ReleaseSnapshot snapshot, Instant now) {
    var leg = state.leg();
    var target = leg.knownTarget();
    Optional<ExpectedFile> expected = leg.assets().stream().findFirst().or(() -> leg.artifacts().stream().findFirst());
    Optional<HeldFile> held = snapshot.files().held().stream()
        .filter(file -> expected.map(wanted -> wanted.matches(file.name())).orElse(false)
            || file.target().isPresent() && file.target().equals(target))
        .findFirst();
    Optional<Cell> checksum = held.flatMap(file -> snapshot.files().verification().value()
        .flatMap(report -> report.file(file.name())).map(row -> row.cell(Check.CHECKSUM)));
    return new TargetRow(
        target.map(Object::toString).orElse(leg.name().shown()),
        target.map(its -> its.words()).orElse(leg.reason()),
        leg.runsOn().value().map(labels -> String.join(", ", labels)).orElse("Unknown"),
        leg.method().word(),
        status(state.outcome()), state.outcome().word(), took(state.jobs(), now),
        held.map(HeldFile::name).or(() -> expected.map(ExpectedFile::shown)).orElse("Unknown"),
        held.isPresent(),
        expected.map(file -> source(file.source()) + ", " + file.at()).orElse("unknown"),
        held.map(file -> Figures.size(file.size())).orElse("–"),
        checksum.map(TargetRow::status).orElse(Status.NOT_STARTED),
        checksum.map(cell -> cell instanceof Cell.Passed ? "Equal" : cell.word()).orElse("–"));
  }

  private static String source(NameSource source) {
    return source.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static String took(List<Job> jobs, Instant now) {
    return jobs.stream().filter(job -> job.started().isPresent()).findFirst()
        .map(job -> Figures.duration(Duration.between(job.started().orElse(now), job.completed().orElse(now)))).orElse("");
  }

  static Status status(LegState.Outcome outcome) {
    return switch (outcome) {
      case NOT_STARTED -> Status.NOT_STARTED;
      case QUEUED -> Status.WAITING;
      case RUNNING -> Status.RUNNING;
      case BUILT -> Status.BUILT;
      case FAILED, MISSING, STUCK -> Status.FAILED;
      case CANCELLED -> Status.CANCELLED;
      case SKIPPED -> Status.SKIPPED;
      case UNKNOWN -> Status.UNKNOWN;
    };
  }

  private static Status status(Cell cell) {
    return switch (cell) {
      case Cell.Passed _ -> Status.EQUAL;
      case Cell.Failed _, Cell.Missing _, Cell.Unlisted _ -> Status.FAILED;
      case Cell.Absent _, Cell.NotChecked _, Cell.NotCheckable _ -> Status.UNKNOWN;
    };
  }

  String sentence() {
    return target + ", " + words + ", " + outcomeWord + ", " + (there ? "" : "expected ") + file + ", " + size + ", checksum "
        + checksumWords + ".";
  }
}
