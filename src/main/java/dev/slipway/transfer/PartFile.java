package dev.slipway.transfer;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The bytes of a download so far, under a temporary name beside the target, with their running digest.
/// What an earlier, broken download left is taken up.
final class PartFile implements Closeable {

  /// Opens the file bytes are written to; a test puts a full disk in its place.
  @FunctionalInterface
  interface Opening {
    FileChannel open(Path path) throws IOException;
  }

  /// Never follows a link that lies where the part should be.
  static final Opening ON_DISK = path -> FileChannel.open(
      path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  private final Path path;
  private final FileChannel channel;
  private MessageDigest sha256;
  private long length;

  private PartFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
    this.sha256 = sha256();
  }

  static Path pathFor(Path folder, Wanted wanted) {
    return folder.resolve("." + wanted.name() + "." + wanted.key() + ".part");
  }

  /// Opens the part and hashes what it holds.
  ///
  /// @param most how many bytes the whole has at most; a longer part is of no use
  static PartFile open(Path path, long most, Opening opening, Progress progress) throws Problem, Cancelled {
    FileChannel channel = null;
    try {
      channel = opening.open(path);
      if (channel.tryLock() == null) {
        throw inUse(path);
      }
      var part = new PartFile(path, channel);
      part.takeUp(most, progress);
      return part;
    } catch (OverlappingFileLockException e) {
      closeQuietly(channel);
      throw inUse(path);
    } catch (IOException e) {
      closeQuietly(channel);
      throw diskProblem(path, e);
    } catch (Problem | Cancelled e) {
      closeQuietly(channel);
      throw e;
    }
  }

  private void takeUp(long most, Progress progress) throws IOException, Cancelled {
    if (channel.size() > most) {
      restart();
    }
    long there = channel.size();
    var buffer = ByteBuffer.allocate(1 << 16);
    while (length < there && channel.read(buffer) >= 0) {
      progress.checkCancelled();
      buffer.flip();
      length += buffer.remaining();
      sha256.update(buffer);
      buffer.clear();
    }
  }

  /// How many bytes there are.
  long length() {
    return length;
  }

  /// Adds bytes at the end.
  void append(byte[] bytes, int count) throws Problem {
    try {
      var buffer = ByteBuffer.wrap(bytes, 0, count);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      sha256.update(bytes, 0, count);
      length += count;
    } catch (IOException e) {
      throw diskProblem(path, e);
    }
  }

  /// Forgets all bytes.
  void restart() throws IOException {
    channel.truncate(0);
    channel.position(0);
    sha256 = sha256();
    length = 0;
  }

  /// The digest of all bytes; the part takes no more after this.
  Digest digest() {
    return Digest.of(Digest.Algorithm.SHA256, sha256.digest());
  }

  /// Moves the whole into place.
  void placeAt(Path target) throws Problem {
    try {
      channel.force(true);
      channel.close();
      try {
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(path, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      discard();
      throw diskProblem(target, e);
    }
  }

  /// Throws the bytes away.
  void discard() {
    closeQuietly(channel);
    delete(path);
  }

  static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      System.getLogger(PartFile.class.getName()).log(System.Logger.Level.WARNING, "left behind: " + path, e);
    }
  }

  /// Leaves the bytes for a later download to take up; an empty part is not worth leaving.
  @Override
  public void close() {
    boolean open = channel.isOpen();
    closeQuietly(channel);
    if (open && length == 0) {
      delete(path);
    }
  }

  private static void closeQuietly(@org.jspecify.annotations.Nullable FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        System.getLogger(PartFile.class.getName()).log(System.Logger.Level.DEBUG, "closing a part", e);
      }
    }
  }

  private static Problem inUse(Path path) {
    return Problem.outOfReach(
        "%s is being downloaded by another Slipway right now. Nothing was changed; wait for it or stop it.".formatted(path));
  }

  private static Problem diskProblem(Path path, IOException e) {
    return Problem.outOfReach(
        "%s could not be written: %s. Nothing half-written was left there; make room or choose another folder, then download again."
            .formatted(path, WholeFile.reason(e)),
        new DiskTrouble(e));
  }

  /// Whether a problem came from the disk, which concerns every other download into the same folder.
  static boolean isDiskTrouble(Problem problem) {
    return problem.getCause() instanceof DiskTrouble;
  }

  private static final class DiskTrouble extends IOException {
    private static final long serialVersionUID = 1L;

    DiskTrouble(IOException cause) {
      super(cause);
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
