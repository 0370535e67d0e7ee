package dev.slipway.archive;

import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads an archive once, front to back: judges its structure, shows every member to a visitor, and
/// unpacks every byte so that every checksum is checked. Nothing is written anywhere.
public final class ArchiveReader {
  private final Limits limits;

  public ArchiveReader(Limits limits) {
    this.limits = limits;
  }

  /// What the ending of a file's name says it is packed as; empty when it says nothing.
  public static Optional<ArchiveFormat> promised(String name) {
    return Recognition.promised(name);
  }

  /// What a file is packed as, told from its bytes; empty when it is no archive.
  ///
  /// @throws Problem when the file cannot be read
  public static Optional<ArchiveFormat> recognise(Path file) throws Problem {
    try {
      return Recognition.of(file);
    } catch (IOException e) {
      throw Problem.outOfReach("%s cannot be read: %s.".formatted(file, WholeFile.reason(e)), e);
    }
  }

  /// Judges an archive without looking at the content of its members.
  ///
  /// @throws Problem when the file cannot be read, or is no archive
  public Inspection inspect(Path file, Progress progress) throws Problem, Cancelled {
    return read(file, progress, MemberVisitor.none());
  }

  /// Judges an archive and shows every member to a visitor.
  ///
  /// A broken or hostile archive is no error: the inspection says what is wrong and whether it was read
  /// to its end. What the visitor throws ends the reading.
  ///
  /// @throws Problem when the file cannot be read or is no archive, or from the visitor
  public Inspection read(Path file, Progress progress, MemberVisitor visitor) throws Problem, Cancelled {
    String subject = String.valueOf(file.getFileName());
    try (Bytes bytes = Bytes.of(file)) {
      Optional<ArchiveFormat> format = Recognition.of(file);
      if (format.isEmpty()) {
        throw Problem.wrongUse("%s is no archive: neither zip, tar, gzip, xz, zstd nor bzip2.".formatted(file));
      }
      progress.phase("reading " + subject);
      return new Reading(subject, format.get(), new Budget(limits, progress), 0).read(bytes, visitor);
    } catch (IOException e) {
      throw Problem.outOfReach("%s cannot be read: %s.".formatted(file, WholeFile.reason(e)), e);
    }
  }

  /// The members of an archive, without their bytes.
  ///
  /// @throws Problem when it cannot be read to its end
  public List<Member> list(Path file, Progress progress) throws Problem, Cancelled {
    Inspection inspection = inspect(file, progress);
    if (!inspection.complete()) {
      String why = inspection.findings().isEmpty() ? "" : " " + inspection.findings().getLast().message();
      throw Problem.doesNotHold("%s cannot be read to its end.%s".formatted(file, why));
    }
    return inspection.members();
  }
}
