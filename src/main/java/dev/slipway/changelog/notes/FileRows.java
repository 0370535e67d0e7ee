package dev.slipway.changelog.notes;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Sizes and digests of the files in a folder, for notes made without a release session.
///
/// @param sizes     one row per file, by name
/// @param checksums one row per file, by name
public record FileRows(Block.Sizes sizes, Block.Checksums checksums) {
  private static final int MOST_FILES = 1000;

  /// Measures and hashes the regular files of a folder, not those below it.
  public static FileRows of(Path folder, Progress progress) throws Problem, Cancelled {
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files =
          listed.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).sorted().limit(MOST_FILES).toList();
    } catch (IOException e) {
      throw Problem.outOfReach("%s could not be read: %s.".formatted(folder, WholeFile.reason(e)), e);
    }
    List<Block.SizeRow> sizes = new ArrayList<>();
    List<Block.ChecksumRow> checksums = new ArrayList<>();
    for (Path file : files) {
      String name = file.getFileName().toString();
      progress.phase("hashing " + name);
      progress.report(sizes.size(), files.size());
      try {
        sizes.add(new Block.SizeRow(name, Files.size(file), new Block.Before.NotKnown(), Optional.empty()));
        checksums.add(new Block.ChecksumRow(name, digest(file, progress)));
      } catch (IOException e) {
        throw Problem.outOfReach("%s could not be read: %s.".formatted(file, WholeFile.reason(e)), e);
      }
    }
    return new FileRows(new Block.Sizes(sizes), new Block.Checksums(checksums));
  }

  private static Digest digest(Path file, Progress progress) throws IOException, Cancelled {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sha256.update(buffer, 0, read);
        progress.checkCancelled();
      }
      return Digest.of(Digest.Algorithm.SHA256, sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
