package dev.slipway.desktop.targets;

import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.targets.TargetRow.FileState;
import dev.slipway.fact.Position;
import dev.slipway.forge.Job;
import dev.slipway.release.HeldFile;
import dev.slipway.release.LegState;
import dev.slipway.release.ReleaseSnapshot;
import dev.slipway.target.ExpectedFile;
import dev.slipway.target.NameSource;
import dev.slipway.target.RunnerLabel;
import dev.slipway.target.RunnerLabels;
import dev.slipway.target.PlannedLeg;
import dev.slipway.target.Target;
import dev.slipway.target.tool.ToolTargets;
import dev.slipway.verify.Cell;
import dev.slipway.verify.Check;
import dev.slipway.verify.Evidence;
import dev.slipway.verify.VerifiedFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes the rows of a snapshot: legs with the files they should make, and the files that are there.
final class TargetRows {
  private final ReleaseSnapshot snapshot;
  private final RunnerLabels labels;
  private final Instant now;
  private final Set<String> used = new HashSet<>();

  private TargetRows(ReleaseSnapshot snapshot, RunnerLabels labels, Instant now) {
    this.snapshot = snapshot;
    this.labels = labels;
    this.now = now;
  }

  static List<TargetRow> of(ReleaseSnapshot snapshot, RunnerLabels labels, Instant now) {
    var rows = new TargetRows(snapshot, labels, now);
    List<TargetRow> all = new ArrayList<>();
    snapshot.pipeline().legs().forEach(leg -> all.addAll(rows.leg(leg)));
    snapshot.pipeline().run().ifPresent(
        run -> snapshot.pipeline().dynamicJobs().forEach(job -> all.add(rows.dynamic(job, "from run #" + run.run().number()))));
    for (ToolTargets tool : snapshot.pipeline().tools()) {
      tool.targets().stream()
          .filter(asked -> all.stream().noneMatch(row -> row.target().equals(asked.target().toString())))
          .toList().forEach(asked -> all.add(rows.tool(tool, asked)));
    }
    return all;
  }

  /// The files of a leg: those it is expected to make, in order, each with what is there, then others of its target.
  private List<TargetRow> leg(LegState state) {
    var leg = state.leg();
    List<ExpectedFile> expected = leg.assets().isEmpty() ? leg.artifacts() : leg.assets();
    List<TargetRow> rows = new ArrayList<>();
    for (ExpectedFile file : expected) {
      rows.add(row(state, Optional.of(file), held(file, leg.knownTarget()), rows.isEmpty()));
    }
    for (HeldFile file : snapshot.files().held()) {
      if (!used.contains(file.name()) && file.target().isPresent() && file.target().equals(leg.knownTarget())) {
        rows.add(row(state, Optional.empty(), Optional.of(file), rows.isEmpty()));
      }
    }
    if (rows.isEmpty()) {
      rows.add(row(state, Optional.empty(), Optional.empty(), true));
    }
    return rows;
  }

  private Optional<HeldFile> held(ExpectedFile wanted, Optional<Target> target) {
    Optional<HeldFile> named = snapshot.files().held().stream()
        .filter(file -> !used.contains(file.name()) && wanted.matches(file.name()))
        .filter(file -> file.target().isEmpty() || file.target().equals(target))
        .findFirst();
    Optional<HeldFile> found = named.or(() -> wanted.source() == NameSource.UNKNOWN
        ? snapshot.files().held().stream()
            .filter(file -> !used.contains(file.name()) && file.target().isPresent() && file.target().equals(target)).findFirst()
        : Optional.empty());
    found.ifPresent(file -> used.add(file.name()));
    return found;
  }

  private TargetRow row(LegState state, Optional<ExpectedFile> expected, Optional<HeldFile> held, boolean first) {
    var leg = state.leg();
    var target = leg.knownTarget();
    held.ifPresent(file -> used.add(file.name()));
    boolean over = snapshot.pipeline().run().isPresent() && TargetStates.ended(state.outcome());
    boolean collected = !snapshot.files().held().isEmpty();
    FileState there = held.isPresent() ? FileState.THERE
        : TargetStates.status(state.outcome()) == Status.FAILED || (over && collected) ? FileState.MISSING : FileState.EXPECTED;
    Optional<RunnerLabel> runner = leg.runsOn().value().flatMap(labels::hosted);
    return row(
        Optional.of(leg), target, target.map(Target::words).orElse("Unknown"),
        leg.runner().orElse("Unknown"), leg.method().word(),
        runner.filter(its -> its.status() == RunnerLabel.Status.RETIRED).isPresent(),
        TargetStates.status(state.outcome()), state.outcome().word(), took(state.jobs()),
        new Named(
            held.map(HeldFile::name).or(() -> expected.map(ExpectedFile::shown)).orElse("Unknown"), there,
            expected.map(ExpectedFile::source).orElse(NameSource.UNKNOWN),
            expected.map(TargetRows::origin).orElse(held.isPresent() ? "no line names it" : "the workflow does not say"),
            expected.map(ExpectedFile::at)),
        held, first);
  }

  /// A file's name, whether it is there, and how the name is known.
  private record Named(String file, FileState there, NameSource source, String origin, Optional<Position> at) {}

  private TargetRow row(Optional<PlannedLeg> leg, Optional<Target> target, String words, String runner, String method, boolean retired,
      Status outcome, String outcomeWord, String took, Named named, Optional<HeldFile> held, boolean first) {
    Optional<VerifiedFile> verified = held.flatMap(file -> snapshot.files().verification().value().flatMap(report -> report.file(file.name())));
    Optional<Cell> checksum = verified.map(row -> row.cell(Check.CHECKSUM));
    Optional<String> program = verified.flatMap(row -> row.cell(Check.IDENTITY).evidence().stream().findFirst()).map(Evidence::value);
    return new TargetRow(
        leg, target.map(Target::os),
        target.map(Target::toString).or(() -> leg.map(its -> its.name().shown())).orElse("Unknown"),
        words, runner, method, retired, outcome, outcomeWord, took,
        named.file(), named.there(), named.source(), named.origin(), named.at(),
        held.map(file -> FileSize.of(file.name(), file.size(), snapshot.files().sizes().value())).orElse(FileSize.NONE),
        checksum.map(TargetStates::status),
        checksum.map(cell -> cell instanceof Cell.Passed ? "Equal" : TargetStates.capital(cell.word())).orElse("–"),
        checksum.flatMap(TargetRows::computed).map(TargetRows::shortened).orElse(""),
        program.map(TargetStates::linkage).orElse(held.isPresent() ? "Unknown" : "–"),
        program.map(TargetStates::format).orElse(""),
        first);
  }

  /// A target that the configuration of a release tool asks for, and no leg: one job builds all of them, so that only
  /// the file tells that it was built.
  private TargetRow tool(ToolTargets tool, ToolTargets.Asked asked) {
    Optional<HeldFile> held = snapshot.files().held().stream()
        .filter(file -> !used.contains(file.name()) && file.target().equals(Optional.of(asked.target()))).findFirst();
    held.ifPresent(file -> used.add(file.name()));
    Status outcome = held.isPresent() ? Status.BUILT : snapshot.pipeline().run().isPresent() ? Status.UNKNOWN : Status.NOT_STARTED;
    return row(
        Optional.empty(), Optional.of(asked.target()), asked.target().words(), tool.tool(), "no leg of its own", false,
        outcome, outcome.word(), "",
        new Named(held.map(HeldFile::name).orElse("Unknown"), held.isPresent() ? FileState.THERE : FileState.EXPECTED, NameSource.UNKNOWN,
            "%s, line %d".formatted(tool.file(), asked.at().line()), Optional.empty()),
        held, true);
  }

  /// A leg the file does not tell: the job of the run is all there is.
  private TargetRow dynamic(Job job, String from) {
    Optional<Target> target = Target.recognise(job.name()).target();
    return new TargetRow(
        Optional.empty(), target.map(Target::os), target.map(Target::toString).orElse(job.name()),
        target.map(its -> its.words() + ", " + from).orElse(from),
        String.join(", ", job.labels()), "dynamic matrix", false,
        TargetStates.status(job), TargetStates.word(job), took(List.of(job)),
        "Unknown", FileState.EXPECTED, NameSource.UNKNOWN, "only a run can tell the legs of this matrix", Optional.empty(),
        FileSize.NONE, Optional.empty(), "–", "", "–", "", true);
  }

  private static String origin(ExpectedFile file) {
    Position at = file.at();
    String line = at.line() == 0 ? TargetStates.fileName(at) : "line " + at.line();
    return file.learntFrom().map(release -> "same shape as in " + release)
        .orElseGet(() -> file.source() == NameSource.PATTERN ? file.shown() + ", " + line : line);
  }

  private String took(List<Job> jobs) {
    return jobs.stream().filter(job -> job.started().isPresent()).findFirst()
        .map(job -> Figures.duration(Duration.between(job.started().orElse(now), job.completed().orElse(now)))).orElse("");
  }

  /// The digest that was computed here; of several the last, which is the strongest.
  private static Optional<String> computed(Cell cell) {
    return cell.evidence().stream().filter(its -> its.what().equals("computed")).map(Evidence::value)
        .map(value -> value.substring(value.indexOf(':') + 1)).reduce((_, last) -> last);
  }

  private static String shortened(String hex) {
    return hex.length() < 12 ? hex : hex.substring(0, 4) + "…" + hex.substring(hex.length() - 4);
  }
}
