package dev.slipway.transfer;

import dev.slipway.fact.Problem;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.RepositoryName;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.transfer.Outcome.NotReceived;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Downloads artifacts and assets into a folder, several at once.
///
/// A file appears under its name only when all its bytes are there and agree with what the host says
/// about them. What a broken or cancelled download left is taken up by the next one.
public final class Downloads {
  private final Forge forge;
  private final int atOnce;
  private final Retry retry;
  private final PartFile.Opening opening;

  /// @param atOnce how many at once, such as 4
  public Downloads(Forge forge, int atOnce, Retry retry) {
    this(forge, atOnce, retry, PartFile.ON_DISK);
  }

  Downloads(Forge forge, int atOnce, Retry retry, PartFile.Opening opening) {
    this.forge = forge;
    this.atOnce = atOnce;
    this.retry = retry;
    this.opening = opening;
  }

  /// Downloads one file.
  ///
  /// @throws Problem when it does not come, or is not what the host says it is
  public Outcome.Received one(RepositoryName repository, Wanted wanted, Path folder, Progress progress)
      throws Problem, Cancelled {
    return switch (all(repository, List.of(wanted), folder, progress).getFirst()) {
      case Outcome.Received received -> received;
      case NotReceived(Wanted _, Problem problem) -> throw problem;
    };
  }

  /// Downloads files; one that fails does not keep the others from coming.
  ///
  /// @return an outcome for each, in the same order
  /// @throws Problem when the folder cannot take them; then none of the unfinished is left
  public List<Outcome> all(RepositoryName repository, List<Wanted> wanted, Path folder, Progress progress)
      throws Problem, Cancelled {
    distinct(wanted);
    prepare(folder, wanted);
    var tally = new Tally(progress, wanted.stream().mapToLong(Wanted::size).sum());
    ExecutorService workers = Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().name("download-", 0).factory());
    try {
      var running = new ArrayList<Future<Outcome>>();
      for (Wanted one : wanted) {
        var download = new OneDownload(forge, repository, one, folder, retry, opening);
        running.add(workers.submit(() -> outcome(one, download, tally.part())));
      }
      return outcomes(running, progress);
    } catch (Problem e) {
      stop(workers, tally);
      wanted.stream().filter(Downloads::hasPlainName).forEach(one -> PartFile.delete(PartFile.pathFor(folder, one)));
      throw e;
    } finally {
      stop(workers, tally);
    }
  }

  private static Outcome outcome(Wanted one, OneDownload download, Progress progress) throws Problem, Cancelled {
    try {
      return download.run(progress);
    } catch (ForgeException e) {
      return new NotReceived(one, Problem.outOfReach(e.sentence(), e));
    } catch (Problem e) {
      if (PartFile.isDiskTrouble(e)) {
        throw e;
      }
      return new NotReceived(one, e);
    }
  }

  private static List<Outcome> outcomes(List<Future<Outcome>> running, Progress progress) throws Problem, Cancelled {
    var outcomes = new ArrayList<Outcome>();
    while (outcomes.size() < running.size()) {
      progress.checkCancelled();
      troubleAmong(running);
      try {
        outcomes.add(running.get(outcomes.size()).get(100, TimeUnit.MILLISECONDS));
      } catch (TimeoutException e) {
        continue;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Cancelled();
      } catch (ExecutionException e) {
        rethrow(e);
      }
    }
    return List.copyOf(outcomes);
  }

  /// A full disk concerns all: what runs behind the one waited for is looked at, too.
  private static void troubleAmong(List<Future<Outcome>> running) throws Problem, Cancelled {
    for (Future<Outcome> one : running) {
      if (one.state() == Future.State.FAILED) {
        rethrow(new ExecutionException(one.exceptionNow()));
      }
    }
  }

  private static void rethrow(ExecutionException failure) throws Problem, Cancelled {
    switch (failure.getCause()) {
      case Problem problem -> throw problem;
      case Cancelled cancelled -> throw cancelled;
      case RuntimeException bug -> throw bug;
      case Error error -> throw error;
      case null, default -> throw new IllegalStateException(failure.getCause());
    }
  }

  private static void stop(ExecutorService workers, Tally tally) {
    tally.stop();
    workers.shutdownNow();
    boolean interrupted = Thread.interrupted();
    try {
      if (!workers.awaitTermination(10, TimeUnit.SECONDS)) {
        System.getLogger(Downloads.class.getName()).log(System.Logger.Level.WARNING, "a download does not stop");
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Two files of one name cannot lie in one folder; on some systems not even when only their case differs.
  private static void distinct(List<Wanted> wanted) throws Problem {
    var names = new HashSet<String>();
    for (Wanted one : wanted) {
      if (!names.add(one.name().toLowerCase(Locale.ROOT))) {
        throw Problem.wrongUse(
            "Two files are named %s and cannot lie in one folder. Nothing was downloaded; download them one at a time."
                .formatted(one.name()));
      }
    }
  }

  private static boolean hasPlainName(Wanted wanted) {
    try {
      PlainName.check(wanted.name());
      return true;
    } catch (Problem e) {
      return false;
    }
  }

  private static void prepare(Path folder, List<Wanted> wanted) throws Problem {
    long needed = 0;
    long room;
    try {
      Files.createDirectories(folder);
      for (Wanted one : wanted) {
        Path part = hasPlainName(one) ? PartFile.pathFor(folder, one) : folder.resolve(".none");
        needed += Math.max(0, one.size() - (Files.exists(part) ? Files.size(part) : 0));
      }
      room = Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      throw Problem.outOfReach(
          "Nothing can be written to %s: %s. Nothing was downloaded; choose another folder."
              .formatted(folder, dev.slipway.file.WholeFile.reason(e)),
          e);
    }
    if (needed > room) {
      throw Problem.outOfReach(
          "%s has room for %,d bytes and the download needs %,d. Nothing was downloaded; make room or choose another folder."
              .formatted(folder, room, needed));
    }
  }
}
