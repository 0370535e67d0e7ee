package dev.slipway.verify;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Severity;
import dev.slipway.file.WholeFile;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/// A folder of which only the regular files inside are ever opened: no link out of it, no pipe, no device.
final class SafeFolder {
  private static final int MOST_FILES = 100_000;
  private static final int DEEPEST = 64;

  private final Path root;

  private SafeFolder(Path root) {
    this.root = root;
  }

  /// What lies in the folder.
  ///
  /// @param files   the regular files by name, each with the path its bytes are read from
  /// @param findings what lies there and was not opened
  record Listing(SequencedMap<String, Path> files, List<Finding> findings) {}

  /// What lies under a name.
  sealed interface Found {
    /// A regular file inside the folder.
    record File(Path path, long size) implements Found {}

    /// Nothing.
    record Nothing() implements Found {}

    /// A file whose bytes stay with the code host.
    record OnHost() implements Found {}

    /// Something that is not opened.
    record Refused(String rule, String reason) implements Found {}
  }

  static SafeFolder of(Path folder) throws Problem {
    try {
      Path real = folder.toRealPath();
      if (!Files.isDirectory(real)) {
        throw Problem.wrongUse("%s is no folder. Name a folder or a checksum manifest.".formatted(folder));
      }
      return new SafeFolder(real);
    } catch (IOException e) {
      throw Problem.outOfReach("%s cannot be read: %s.".formatted(folder, WholeFile.reason(e)), e);
    }
  }

  Path root() {
    return root;
  }

  /// Looks a name up that [ListedName] found to lie inside.
  Found find(String name) {
    try {
      Path path = root.resolve(name);
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        return judge(path);
      }
      return Files.notExists(path, LinkOption.NOFOLLOW_LINKS)
          ? new Found.Nothing()
          : new Found.Refused("unreadable-file", "cannot be looked for: its folder may not be entered");
    } catch (InvalidPathException e) {
      return canWrite(name)
          ? new Found.Nothing()
          : new Found.Refused(
              "name-not-in-locale",
              "has a name this process cannot write, as its locale knows %s alone; set LC_ALL=C.UTF-8".formatted(locale()));
    }
  }

  private static boolean canWrite(String name) {
    return Charset.isSupported(locale()) && Charset.forName(locale()).newEncoder().canEncode(name);
  }

  /// How file names are written as bytes, which the locale says where the system does not.
  private static String locale() {
    return System.getProperty("sun.jnu.encoding", "UTF-8");
  }

  private Found judge(Path path) {
    try {
      Path real = path.toRealPath();
      if (!real.startsWith(root)) {
        return new Found.Refused("link-leaves-folder", "is a link that leads out of this folder");
      }
      BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isDirectory()) {
        return new Found.Refused("path-is-folder", "is a folder, not a file");
      }
      return attributes.isRegularFile()
          ? new Found.File(real, attributes.size())
          : new Found.Refused("not-a-regular-file", "is a pipe, a socket or a device, which is never opened");
    } catch (IOException e) {
      return Files.isSymbolicLink(path)
          ? new Found.Refused("link-dangling", "is a link to nothing")
          : new Found.Refused("unreadable-file", "cannot be read: " + WholeFile.reason(e));
    }
  }

  /// Lists every regular file in the folder and below; links to folders are not followed.
  Listing list(Progress progress) throws Problem, Cancelled {
    TreeMap<String, Path> files = new TreeMap<>();
    List<Finding> findings = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          EnumSet.noneOf(java.nio.file.FileVisitOption.class),
          DEEPEST,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
              String name = name(path);
              // Bytes that are no text come back as other bytes: no name in a manifest could mean them.
              Found found = find(name) instanceof Found.Nothing
                  ? new Found.Refused("name-not-text", "is called by bytes that are no %s, which nobody can list".formatted(locale()))
                  : judge(path);
              switch (found) {
                case Found.File(Path real, long _) -> files.put(name, real);
                case Found.Refused(String rule, String reason) -> findings.add(refused(name, rule, reason));
                case Found.Nothing(), Found.OnHost() -> {}
              }
              boolean tooMany = files.size() + findings.size() > MOST_FILES;
              return tooMany || progress.isCancelled() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
              if (path.equals(root)) {
                throw e;
              }
              findings.add(refused(name(path), "unreadable-file", "cannot be read: " + WholeFile.reason(e)));
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw Problem.outOfReach("%s cannot be listed: %s.".formatted(root, WholeFile.reason(e)), e);
    }
    progress.checkCancelled();
    if (files.size() + findings.size() > MOST_FILES) {
      throw Problem.wrongUse(
          "%s holds more than %d files, which is no release. Name the folder of the release.".formatted(root, MOST_FILES));
    }
    return new Listing(files, findings);
  }

  static Finding refused(String name, String rule, String reason) {
    String fix =
        switch (rule) {
          case "unreadable-file" -> "Check its permissions and the disk.";
          case "name-not-text" -> "Rename it.";
          case "name-not-in-locale" -> "Verify again with that.";
          default -> "Remove it from the release.";
        };
    return Finding.about(name, rule, Severity.ERROR, "%s %s. It was not opened.".formatted(name, reason), fix);
  }

  private String name(Path path) {
    return root.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
  }
}
