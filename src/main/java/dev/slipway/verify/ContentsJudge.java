package dev.slipway.verify;

import dev.slipway.archive.ArchiveReader;
import dev.slipway.archive.Inspection;
import dev.slipway.archive.Limits;
import dev.slipway.archive.Member;
import dev.slipway.binary.BinaryFile;
import dev.slipway.binary.BinaryReader;
import dev.slipway.binary.FormatException;
import dev.slipway.binary.Kind;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Severity;
import dev.slipway.file.WholeFile;
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
  private static final int MOST_BINARIES = 16;

  private ContentsJudge() {}

  /// The answers to the two checks that look inside.
  record Answer(Cell archive, Cell identity, List<Finding> findings) {}

  static Answer judge(String name, Path path, Optional<Target> target, Progress progress) throws Cancelled {
    TargetHint asked = target.map(IdentityJudge::asked).orElseGet(() -> Target.recognise(name));
    List<Finding> findings = new ArrayList<>();
    List<BinaryFile> binaries = new ArrayList<>();
    Cell archive;
    try {
      Optional<BinaryFile> alone = binary(name, path);
      if (alone.isPresent()) {
        binaries.add(alone.get());
        archive = Cell.notCheckable("It is no archive.");
      } else if (ArchiveReader.recognise(path).isPresent()) {
        archive = archive(name, path, progress, findings, binaries);
      } else {
        archive = Cell.notCheckable("It is no archive.");
      }
    } catch (Problem e) {
      findings.add(Finding.about(name, "unreadable-file", Severity.ERROR, e.sentence(), ""));
      archive = Cell.failed(e.sentence());
    }
    return new Answer(archive, identity(name, asked, binaries, findings), findings);
  }

  private static Cell archive(
      String name, Path path, Progress progress, List<Finding> findings, List<BinaryFile> binaries)
      throws Problem, Cancelled {
    Inspection inspection =
        new ArchiveReader(Limits.standard())
            .read(path, progress, (member, content) -> member(member, content, binaries));
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

  private static void member(Member member, InputStream content, List<BinaryFile> binaries)
      throws IOException, Problem {
    if (member.kind() != Member.Kind.FILE || binaries.size() >= MOST_BINARIES) {
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
      binary(member.name(), spooled).ifPresent(binaries::add);
    } finally {
      Files.deleteIfExists(spooled);
    }
  }

  private static Optional<BinaryFile> binary(String name, Path path) throws Problem {
    try (InputStream in = Files.newInputStream(path)) {
      if (!BinaryReader.looksLikeBinary(in.readNBytes(8))) {
        return Optional.empty();
      }
      return Optional.of(named(name, BinaryReader.read(path))).filter(file -> file.kind() != Kind.OBJECT);
    } catch (FormatException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw Problem.outOfReach("%s cannot be read: %s.".formatted(name, WholeFile.reason(e)), e);
    }
  }

  private static BinaryFile named(String name, BinaryFile file) {
    return new BinaryFile(
        name, file.size(), file.format(), file.arch(), file.byteOrder(), file.os(), file.abi(), file.kind(), file.linkage(),
        file.strip(), file.libraries(), file.sections(), file.slices(), file.traces());
  }

  private static Cell identity(String name, TargetHint asked, List<BinaryFile> binaries, List<Finding> findings) {
    if (binaries.isEmpty()) {
      return Cell.notCheckable("There is no program in it.");
    }
    List<Evidence> evidence = new ArrayList<>();
    binaries.forEach(file -> evidence.add(new Evidence(file.name(), IdentityJudge.words(file))));
    if (!IdentityJudge.asksAnything(asked)) {
      return new Cell.NotChecked("Neither its name nor the release says which target it is for.", evidence);
    }
    List<String> wrong = new ArrayList<>();
    for (BinaryFile file : binaries) {
      for (String difference : IdentityJudge.differences(asked, file)) {
        wrong.add(file.name() + ": " + difference);
        findings.add(
            Finding.about(
                name,
                "wrong-target",
                Severity.ERROR,
                file.name().equals(name)
                    ? "%s is not what its name promises: %s.".formatted(name, difference)
                    : "%s in %s is not what the archive's name promises: %s.".formatted(file.name(), name, difference),
                "Pack the binary of the right target."));
      }
    }
    return wrong.isEmpty()
        ? new Cell.Passed("The program in it is for the target it promises.", evidence)
        : new Cell.Failed(String.join("; ", wrong) + ".", evidence);
  }
}
