package dev.slipway.release;

import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The right to change the files of one release, which one Slipway has at a time. The system takes it back from a
/// process that ends, however it ends.
final class WorkspaceLock implements AutoCloseable {
  /// How long one Slipway usually waits for another.
  static final Duration TURN = Duration.ofMinutes(2);

  private static final Duration BETWEEN = Duration.ofMillis(100);

  private final FileChannel channel;

  private WorkspaceLock(FileChannel channel) {
    this.channel = channel;
  }

  /// Waits for the right.
  ///
  /// @param patience how long
  /// @throws Problem when another one has it all the time
  static WorkspaceLock take(Workspace workspace, Duration patience, Progress progress) throws Problem, Cancelled {
    Path file = workspace.lock();
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      Files.createDirectories(workspace.folder());
      FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      boolean taken = false;
      try {
        while (!taken) {
          taken = locked(channel);
          if (!taken) {
            progress.phase("waiting for another Slipway that is at work on this release");
            pause(progress, deadline);
          }
        }
        return new WorkspaceLock(channel);
      } finally {
        if (!taken) {
          channel.close();
        }
      }
    } catch (IOException e) {
      throw Problem.outOfReach("%s cannot be written: %s. Nothing was changed.".formatted(file, WholeFile.reason(e)), e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) { // another session of this process has it
      return false;
    }
  }

  private static void pause(Progress progress, long deadline) throws Problem, Cancelled {
    progress.checkCancelled();
    if (System.nanoTime() - deadline > 0) {
      throw Problem.outOfReach("Another Slipway is at work on this release. Nothing was changed; wait until it is done, or stop it.");
    }
    try {
      Thread.sleep(BETWEEN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Cancelled();
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      System.getLogger(WorkspaceLock.class.getName()).log(System.Logger.Level.DEBUG, "the lock is let go all the same", e);
    }
  }
}
