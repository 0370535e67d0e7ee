package dev.slipway.size;

import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Does the same with several things at once, as many as there are processors and not more than four: each may need
/// the memory of a whole binary.
public final class Together {
  private static final int MOST = 4;

  /// What is done with one of them.
  ///
  /// @param <A> the thing
  /// @param <R> what comes of it
  @FunctionalInterface
  public interface Work<A, R> {
    R with(A one) throws Cancelled;
  }

  private Together() {}

  /// @return what came of each, in their order
  public static <A, R> List<R> each(List<A> all, Progress progress, Work<A, R> work) throws Cancelled {
    int workers = Math.clamp(Math.min(all.size(), Runtime.getRuntime().availableProcessors()), 1, MOST);
    ExecutorService pool = Executors.newFixedThreadPool(workers, Thread.ofPlatform().name("measure-", 0).daemon().factory());
    try {
      List<Future<R>> running = new ArrayList<>();
      for (A one : all) {
        running.add(pool.submit(() -> {
          progress.checkCancelled();
          return work.with(one);
        }));
      }
      List<R> done = new ArrayList<>();
      for (Future<R> one : running) {
        done.add(one.get());
        progress.report(done.size(), all.size());
      }
      return done;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Cancelled();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Cancelled cancelled -> throw cancelled;
        case RuntimeException bug -> throw bug;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
