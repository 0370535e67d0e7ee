package dev.slipway.archive;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Unpacks the plain files of an archive into a folder of their own, and nothing anywhere else.
public final class Unpack {
  private final Limits limits;

  /// A file that was unpacked.
  ///
  /// @param path   where it lies
  /// @param sha256 the digest of its bytes, computed while they were written
  public record Unpacked(Path path, Digest sha256) {}

  public Unpack(Limits limits) {
    this.limits = limits;
  }

  /// Unpacks an archive. The folder must not exist or be empty; it appears under its name only when
  /// everything is in it.
  ///
  /// @return the files written, in the order of the archive
  /// @throws Problem when the archive has a member with a link, a name that leaves the folder or any other
  ///     error an inspection finds; nothing is left behind then
  public List<Unpacked> into(Path archive, Path folder, Progress progress) throws Problem, Cancelled {
    Path target = folder.toAbsolutePath().normalize();
    Path parent = target.getParent();
    if (parent == null) {
      throw Problem.wrongUse("%s cannot be unpacked into the root of a disk. Name a folder.".formatted(archive));
    }
    Path temporary = null;
    try {
      if (Files.isSymbolicLink(target) || (Files.exists(target) && !empty(target))) {
        throw Problem.wrongUse("%s is not empty. Nothing was unpacked; name a folder that is not there yet.".formatted(folder));
      }
      Files.createDirectories(parent);
      temporary = Files.createTempDirectory(parent, "." + target.getFileName() + ".");
      List<Unpacked> names = unpack(archive, temporary, progress);
      permit(temporary);
      Files.deleteIfExists(target);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      temporary = null;
      return names.stream().map(file -> new Unpacked(target.resolve(file.path()), file.sha256())).toList();
    } catch (IOException e) {
      throw Problem.outOfReach(
          "%s could not be unpacked: %s. Nothing was left behind.".formatted(archive, WholeFile.reason(e)), e);
    } finally {
      discard(temporary);
    }
  }

  private List<Unpacked> unpack(Path archive, Path into, Progress progress) throws Problem, Cancelled {
    List<Unpacked> names = new ArrayList<>();
    Inspection inspection =
        new ArchiveReader(limits)
            .read(
                archive,
                progress,
                (member, content) -> {
                  switch (member.kind()) {
                    case FOLDER -> {}
                    case FILE -> names.add(write(member, content, archive, into, progress));
                    case SYMBOLIC_LINK, HARD_LINK, SPECIAL -> throw refused(archive, member, "is no plain file");
                  }
                });
    boolean wrong =
        inspection.findings().stream().anyMatch(f -> f.severity() == dev.slipway.fact.Severity.ERROR);
    if (!inspection.complete() || wrong) {
      String why = inspection.findings().isEmpty() ? "" : " " + inspection.findings().getLast().message();
      throw Problem.doesNotHold("%s was not unpacked.%s Nothing was left behind.".formatted(archive, why));
    }
    return names;
  }

  private static Unpacked write(Member member, InputStream content, Path archive, Path into, Progress progress)
      throws IOException, Problem, Cancelled {
    String name = member.name().replace('\\', '/');
    boolean absolute = name.startsWith("/") || name.matches("(?s)[A-Za-z]:.*");
    boolean control = name.chars().anyMatch(Character::isISOControl);
    if (absolute || control || name.isEmpty() || List.of(name.split("/")).contains("..")) {
      throw refused(archive, member, "does not stay in the folder");
    }
    Path path = into.resolve(name).normalize();
    if (!path.startsWith(into) || path.equals(into)) {
      throw refused(archive, member, "does not stay in the folder");
    }
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw refused(archive, member, "is in it twice");
    }
    progress.phase("unpacking " + path.getFileName());
    MessageDigest sha256 = sha256();
    InputStream from = new Stoppable(content, progress);
    byte[] buffer = new byte[1 << 16];
    try (OutputStream out = writing(archive, into, () -> {
      Files.createDirectories(path.getParent());
      return Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    })) {
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        int count = n;
        sha256.update(buffer, 0, count);
        writing(archive, into, () -> {
          out.write(buffer, 0, count);
          return out;
        });
      }
    }
    if (member.executable() && path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    progress.checkCancelled();
    return new Unpacked(into.relativize(path), Digest.of(Digest.Algorithm.SHA256, sha256.digest()));
  }

  private interface Writing {
    OutputStream run() throws IOException;
  }

  /// What fails here is the disk, and not the archive.
  private static OutputStream writing(Path archive, Path into, Writing writing) throws Problem {
    try {
      return writing.run();
    } catch (IOException e) {
      throw Problem.outOfReach(
          "%s could not be unpacked into %s: %s. Nothing was left behind; make room or choose another folder."
              .formatted(archive, into.getParent(), WholeFile.reason(e)),
          e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Problem refused(Path archive, Member member, String why) {
    return Problem.doesNotHold(
        "%s was not unpacked: its member %s %s. Nothing was left behind.".formatted(archive, Findings.shown(member.name()), why));
  }

  private static boolean empty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (var children = Files.list(folder)) {
      return children.findAny().isEmpty();
    }
  }

  /// A temporary folder is made for its owner alone; what it becomes is an ordinary folder.
  private static void permit(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static void discard(@org.jspecify.annotations.Nullable Path folder) {
    if (folder == null) {
      return;
    }
    try (var all = Files.walk(folder)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      System.getLogger(Unpack.class.getName())
          .log(System.Logger.Level.WARNING, String.format(Locale.ROOT, "left behind: %s", folder), e);
    }
  }

  /// Ends a copy when somebody asked to stop.
  private static final class Stoppable extends java.io.FilterInputStream {
    private final Progress progress;

    Stoppable(InputStream in, Progress progress) {
      super(in);
      this.progress = progress;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
      if (progress.isCancelled()) {
        throw new java.io.InterruptedIOException("it was stopped");
      }
      return super.read(b, off, len);
    }
  }
}
