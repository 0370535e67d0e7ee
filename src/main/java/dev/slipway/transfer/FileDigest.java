package dev.slipway.transfer;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/// The digest of a file, in the form GitHub tells for what it stores.
public final class FileDigest {
  private FileDigest() {}

  /// Hashes a file with SHA-256.
  ///
  /// @throws Problem when it cannot be read
  public static Digest sha256(Path file, Progress progress) throws Problem, Cancelled {
    MessageDigest digest = PartFile.sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        progress.checkCancelled();
        digest.update(buffer, 0, n);
      }
    } catch (IOException e) {
      throw Problem.outOfReach(
          "%s cannot be read: %s. Nothing was changed.".formatted(file, WholeFile.reason(e)), e);
    }
    return Digest.of(Digest.Algorithm.SHA256, digest.digest());
  }
}
