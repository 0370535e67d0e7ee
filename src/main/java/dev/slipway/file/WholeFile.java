package dev.slipway.file;

import dev.slipway.fact.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;

/// Writes files whole: to a temporary name beside the target, synced, then moved over it.
/// Whatever goes wrong, the target is either the old file or the new one.
public final class WholeFile {
  private WholeFile() {}

  /// Writes bytes.
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /// Replaces a file by what `content` writes; its folder is made when it is absent. Of a symbolic link, the file it leads to is
  /// replaced; the rights of a file that is there stay.
  ///
  /// @throws Problem when the file cannot be written, with the disk's or the system's reason; the old
  ///     file is untouched then
  public static void write(Path target, Content content) throws Problem {
    Path temporary = null;
    try {
      Path absolute = Files.isSymbolicLink(target) && Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
      Path folder = absolute.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      temporary = absolute.resolveSibling("." + absolute.getFileName() + "." + Long.toHexString(System.nanoTime()) + ".part");
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        OutputStream out = new java.io.BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        content.writeTo(out);
        out.flush();
        channel.force(true);
      }
      keepRights(absolute, temporary);
      move(temporary, absolute);
    } catch (IOException e) {
      discard(temporary);
      throw Problem.outOfReach(
          "%s could not be written: %s. What was there before is untouched; make room or choose another place."
              .formatted(target, reason(e)),
          e);
    }
  }

  /// Replaces a file by a text in UTF-8.
  ///
  /// @throws Problem as for [#write]
  public static void writeText(Path target, String text) throws Problem {
    write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// The system's reason in a few words, without the path that the sentence already names.
  public static String reason(IOException e) {
    if (e instanceof java.nio.file.AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof java.nio.file.NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (e instanceof FileSystemException f && f.getReason() != null) {
      return f.getReason();
    }
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }

  /// Who may read and write the file stays as it was.
  private static void keepRights(Path old, Path fresh) throws IOException {
    PosixFileAttributeView rights = Files.getFileAttributeView(old, PosixFileAttributeView.class);
    if (rights != null && Files.exists(old)) {
      Files.setPosixFilePermissions(fresh, rights.readAttributes().permissions());
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void discard(@org.jspecify.annotations.Nullable Path temporary) {
    if (temporary != null) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        System.getLogger(WholeFile.class.getName())
            .log(System.Logger.Level.WARNING, "left behind: " + temporary, e);
      }
    }
  }
}
