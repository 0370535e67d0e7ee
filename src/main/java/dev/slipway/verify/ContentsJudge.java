package dev.slipway.verify;

import dev.slipway.archive.ArchiveFormat;
import dev.slipway.archive.ArchiveReader;
import dev.slipway.archive.Inspection;
import dev.slipway.archive.Limits;
import dev.slipway.archive.Member;
import dev.slipway.binary.BinaryReader;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Severity;
import dev.slipway.target.Target;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.verify.identity.Promise;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks into files, each read once: the structure of an archive, what a project asks to be in it, and whether the programs in
/// it are what was promised.
///
/// @param requirements what the project asks
record ContentsJudge(Requirements requirements) {
  private static final int START = 8;

  /// The answers to the two checks that look inside.
  record Answer(Cell archive, Cell identity, List<Finding> findings) {}

  /// Looks into one file.
  ///
  /// @param target the target the release says it is for; where it says none, its name may
  Answer judge(String name, Path path, Optional<Target> target, Progress progress) throws Cancelled {
    Promise promise = target.<Promise>map(Promise.Declared::new).orElseGet(() -> new Promise.Named(Target.recognise(name)));
    List<Finding> findings = new ArrayList<>();
    Programs programs = new Programs(name, promise, requirements);
    Cell archive;
    try {
      // What begins like a program is one, whatever is packed behind it.
      boolean program = programs.look(path);
      Optional<ArchiveFormat> format = program ? Optional.empty() : ArchiveReader.recognise(path);
      archive = format.isEmpty() ? Cell.notCheckable("It is no archive.") : archive(name, path, target, progress, findings, programs);
      if (format.isEmpty()) {
        // What was found about the program says it better.
        boolean known = programs.findings().stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
        archive = known ? archive : named(name, format, path, findings).orElse(archive);
        if (!program && SecretKey.in(path)) {
          findings.add(
              Finding.about(
                  name, "secret-key", Severity.ERROR, name + " holds a secret key: whoever downloads it can sign in your name.",
                  "Take it away, and make a new key: what was public once is known."));
        }
      }
    } catch (Problem e) {
      findings.add(Finding.about(name, "unreadable-file", Severity.ERROR, e.sentence(), ""));
      archive = Cell.failed(e.sentence());
    }
    findings.addAll(programs.findings());
    return new Answer(archive, programs.cell(), findings);
  }

  private Cell archive(
      String name, Path path, Optional<Target> target, Progress progress, List<Finding> findings, Programs programs)
      throws Problem, Cancelled {
    Inspection inspection =
        new ArchiveReader(Limits.standard())
            .read(path, progress, (member, content) -> member(member, content, programs));
    for (Finding finding : inspection.findings()) {
      findings.add(
          Finding.about(name, finding.rule(), finding.severity(), name + ": " + finding.message(), finding.fix()));
    }
    if (inspection.findings().stream().anyMatch(finding -> finding.rule().equals("sparse-member"))) {
      programs.notAsUnpacked();
    }
    long warnings = inspection.findings().stream().filter(f -> f.severity() == Severity.WARNING).count();
    boolean errors = inspection.findings().stream().anyMatch(f -> f.severity() == Severity.ERROR);
    List<Evidence> evidence =
        List.of(
            new Evidence("format", inspection.format().id()),
            new Evidence("members", Integer.toString(inspection.members().size())),
            new Evidence("unpacked", Long.toString(inspection.unpacked())));
    Optional<Cell> misnamed = !inspection.complete() || errors ? Optional.empty() : named(name, Optional.of(inspection.format()), path, findings);
    if (misnamed.isPresent()) {
      return misnamed.get();
    }
    if (!inspection.complete() || errors) {
      return new Cell.Failed("It harms or misleads who unpacks it; see what was found.", evidence);
    }
    long unread = inspection.findings().stream().filter(finding -> finding.rule().equals("unsupported-method")).count();
    List<Finding> lacks =
        inspection.format().container()
            ? requirements.members(name, inspection.members(), target, programs.members())
            : List.of();
    findings.addAll(lacks);
    if (!lacks.isEmpty()) {
      return new Cell.Failed(lacks.getFirst().message(), evidence);
    }
    if (unread > 0) {
      return new Cell.NotCheckable("%d of its members could not be read, so nobody knows whether they are right.".formatted(unread), evidence);
    }
    return new Cell.Passed(
        warnings == 0
            ? "Read to its end; every checksum inside is right."
            : "Read to its end, with %d %s.".formatted(warnings, warnings == 1 ? "warning" : "warnings"),
        evidence);
  }

  /// The answer for a file that is not what its name says; empty when it is, or nearly.
  private static Optional<Cell> named(String name, Optional<ArchiveFormat> format, Path path, List<Finding> findings) throws Problem {
    Optional<PromisedFormat.Broken> broken = PromisedFormat.broken(name, format, path);
    broken.ifPresent(its ->
        findings.add(Finding.about(name, "not-what-its-name-says", its.severity(), its.sentence(), "Look at what packed or downloaded it.")));
    return broken.filter(its -> its.severity() == Severity.ERROR).map(its -> Cell.failed(its.sentence()));
  }

  private static void member(Member member, InputStream content, Programs programs) throws IOException, Problem {
    if (member.kind() != Member.Kind.FILE) {
      return;
    }
    byte[] start = content.readNBytes(START);
    if (!BinaryReader.looksLikeBinary(start)) {
      return;
    }
    Path spooled = Files.createTempFile("slipway-member-", ".bin");
    try {
      Files.copy(
          new SequenceInputStream(new ByteArrayInputStream(start), content), spooled, StandardCopyOption.REPLACE_EXISTING);
      programs.look(member.name(), spooled);
    } finally {
      Files.deleteIfExists(spooled);
    }
  }
}
