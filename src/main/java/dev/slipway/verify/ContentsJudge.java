package dev.slipway.verify;

import dev.slipway.archive.ArchiveReader;
import dev.slipway.archive.Inspection;
import dev.slipway.archive.Limits;
import dev.slipway.archive.Member;
import dev.slipway.binary.BinaryReader;
import dev.slipway.binary.Kind;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Severity;
import dev.slipway.target.Target;
import dev.slipway.target.TargetHint;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
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

/// Looks into one file: the structure of an archive, and whether the programs in it are for the target.
final class ContentsJudge {
  private ContentsJudge() {}

  /// The answers to the two checks that look inside.
  record Answer(Cell archive, Cell identity, List<Finding> findings) {}

  static Answer judge(String name, Path path, Optional<Target> target, Progress progress) throws Cancelled {
    TargetHint asked = target.map(IdentityJudge::asked).orElseGet(() -> Target.recognise(name));
    List<Finding> findings = new ArrayList<>();
    Programs programs = new Programs(name, asked);
    Cell archive;
    try {
      if (programs.look(name, path)) {
        archive = Cell.notCheckable("It is no archive.");
      } else if (ArchiveReader.recognise(path).isPresent()) {
        archive = archive(name, path, progress, findings, programs);
      } else {
        archive = Cell.notCheckable("It is no archive.");
      }
    } catch (Problem e) {
      findings.add(Finding.about(name, "unreadable-file", Severity.ERROR, e.sentence(), ""));
      archive = Cell.failed(e.sentence());
    }
    findings.addAll(programs.findings());
    return new Answer(archive, programs.cell(), findings);
  }

  private static Cell archive(
      String name, Path path, Progress progress, List<Finding> findings, Programs programs)
      throws Problem, Cancelled {
    Inspection inspection =
        new ArchiveReader(Limits.standard())
            .read(path, progress, (member, content) -> member(member, content, programs));
    for (Finding finding : inspection.findings()) {
      findings.add(
          Finding.about(name, finding.rule(), finding.severity(), name + ": " + finding.message(), finding.fix()));
    }
    long warnings = inspection.findings().stream().filter(f -> f.severity() == Severity.WARNING).count();
    boolean errors = inspection.findings().stream().anyMatch(f -> f.severity() == Severity.ERROR);
    Evidence[] evidence = {
      new Evidence("format", inspection.format().id()),
      new Evidence("members", Integer.toString(inspection.members().size())),
      new Evidence("unpacked", Long.toString(inspection.unpacked()))
    };
    if (!inspection.complete() || errors) {
      return Cell.failed("It harms or misleads who unpacks it; see what was found.", evidence);
    }
    return Cell.passed(
        warnings == 0
            ? "Read to its end; every checksum inside is right."
            : "Read to its end, with %d %s.".formatted(warnings, warnings == 1 ? "warning" : "warnings"),
        evidence);
  }

  private static void member(Member member, InputStream content, Programs programs)
      throws IOException, Problem {
    if (member.kind() != Member.Kind.FILE) {
      return;
    }
    byte[] start = content.readNBytes(8);
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
