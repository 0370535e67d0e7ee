package dev.slipway.file;

import dev.slipway.fact.Problem;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// Deletes folders that Slipway made itself.
public final class Deletion {
  private Deletion() {}

  /// Deletes a folder with all it holds, following no link; does nothing when it is absent.
  ///
  /// @throws Problem when something in it cannot be deleted
  public static void tree(Path folder) throws Problem {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      Files.walkFileTree(folder, new SimpleFileVisitor<>() {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
          Files.delete(file);
          return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
          if (failure != null) {
            throw failure;
          }
          Files.delete(directory);
          return FileVisitResult.CONTINUE;
        }
      });
    } catch (IOException e) {
      throw Problem.outOfReach(
          "%s could not be deleted: %s. Close what uses it and try again.".formatted(folder, WholeFile.reason(e)), e);
    }
  }
}
