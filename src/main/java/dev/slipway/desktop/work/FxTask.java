package dev.slipway.desktop.work;

import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.task.Running;
import dev.slipway.task.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/// One piece of work on a virtual thread. Its callbacks and its end are seen on the FX thread only.
final class FxTask<T> implements Running<T>, Progress {
  private static final System.Logger LOG = System.getLogger(FxTask.class.getName());

  private final String title;
  private final Work<T> work;
  private final AtomicReference<Measure> newest = new AtomicReference<>(Measure.NONE);
  private final AtomicReference<@Nullable Measure> unshown = new AtomicReference<>();
  private final List<Runnable> ends = new ArrayList<>();
  private final Thread thread;
  private volatile boolean cancelled;
  private Consumer<Measure> watcher = _ -> {};
  private @Nullable Outcome<T> outcome;

  private sealed interface Outcome<T> {
    record Made<T>(T value) implements Outcome<T> {}

    record Broke<T>(Throwable failure) implements Outcome<T> {}

    record Stopped<T>() implements Outcome<T> {}
  }

  FxTask(String title, Work<T> work) {
    this.title = title;
    this.work = work;
    this.thread = Thread.ofVirtual().name(title).unstarted(this::doWork);
  }

  void start() {
    thread.start();
  }

  void onProgress(Consumer<Measure> consumer) {
    watcher = consumer;
  }

  boolean hasEnded() {
    return outcome != null;
  }

  private void doWork() {
    Outcome<T> result;
    try {
      result = new Outcome.Made<>(work.run(this));
    } catch (Cancelled _) {
      result = new Outcome.Stopped<>();
    } catch (Throwable failure) {
      // What breaks because it was interrupted by a cancel was stopped, not broken.
      result = cancelled ? new Outcome.Stopped<>() : new Outcome.Broke<>(failure);
      if (!cancelled) {
        LOG.log(System.Logger.Level.DEBUG, title, failure);
      }
    }
    var made = result;
    Platform.runLater(() -> end(made));
  }

  private void end(Outcome<T> result) {
    outcome = result;
    List<Runnable> now = List.copyOf(ends);
    ends.clear();
    now.forEach(Runnable::run);
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public Running<T> onSuccess(Consumer<? super T> action) {
    return atEnd(result -> {
      if (result instanceof Outcome.Made<T>(T value)) {
        action.accept(value);
      }
    });
  }

  @Override
  public Running<T> onFailure(Consumer<? super Throwable> action) {
    return atEnd(result -> {
      if (result instanceof Outcome.Broke<T>(Throwable failure)) {
        action.accept(failure);
      }
    });
  }

  @Override
  public Running<T> onEnd(Runnable action) {
    return atEnd(_ -> action.run());
  }

  private Running<T> atEnd(Consumer<Outcome<T>> action) {
    Outcome<T> known = outcome;
    if (known != null) {
      action.accept(known);
    } else {
      ends.add(() -> action.accept(java.util.Objects.requireNonNull(outcome)));
    }
    return this;
  }

  @Override
  public void cancel() {
    cancelled = true;
    thread.interrupt();
  }

  @Override
  public void report(long done, long total) {
    show(newest.updateAndGet(was -> new Measure(done, total, was.phase())));
  }

  @Override
  public void phase(String what) {
    show(newest.updateAndGet(was -> new Measure(was.done(), was.total(), what)));
  }

  private void show(Measure now) {
    if (unshown.getAndSet(now) == null) {
      Platform.runLater(() -> {
        Measure last = unshown.getAndSet(null);
        if (last != null) {
          watcher.accept(last);
        }
      });
    }
  }

  @Override
  public boolean isCancelled() {
    return cancelled || Thread.currentThread().isInterrupted();
  }
}
