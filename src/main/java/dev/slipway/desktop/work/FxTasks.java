package dev.slipway.desktop.work;

import dev.slipway.task.Running;
import dev.slipway.task.Tasks;
import dev.slipway.task.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Runs work on virtual threads and calls back on the FX thread; keeps the list of what is running.
///
/// [#run] is for the FX thread. A task shows up in the list once it has run for a moment, so that quick ones
/// do not flicker through the status bar.
public final class FxTasks implements Tasks {
  private final ObservableList<RunningTask> running = FXCollections.observableArrayList();
  private final ObservableList<RunningTask> seen = FXCollections.unmodifiableObservableList(running);
  private final List<RunningTask> started = new ArrayList<>();
  private final Duration showAfter;
  private Consumer<Ended> watcher = _ -> {};

  /// How a task ended that was not cancelled.
  ///
  /// @param title   its title
  /// @param failure what went wrong; empty when it succeeded
  public record Ended(String title, Optional<Throwable> failure) {}

  public FxTasks() {
    this(Duration.ofMillis(300));
  }

  FxTasks(Duration showAfter) {
    this.showAfter = showAfter;
  }

  /// What is running, oldest first.
  public ObservableList<RunningTask> running() {
    return seen;
  }

  /// Asks the newest task to stop.
  public void cancelNewest() {
    if (!running.isEmpty()) {
      running.getLast().cancel();
    }
  }

  /// Asks everything to stop, also what is too young to be listed, as the window closes.
  public void cancelAll() {
    List.copyOf(started).forEach(RunningTask::cancel);
  }

  /// Tells of every task that succeeds or fails, before its own callbacks are told.
  public void onEnded(Consumer<Ended> consumer) {
    watcher = consumer;
  }

  /// Whether nothing was started that has not ended.
  public boolean idle() {
    return started.isEmpty();
  }

  @Override
  public <T> Running<T> run(String title, Work<T> work) {
    var task = new FxTask<>(title, work);
    var shown = new RunningTask(title, task::cancel);
    task.onProgress(shown::show);
    Executor later = CompletableFuture.delayedExecutor(showAfter.toMillis(), TimeUnit.MILLISECONDS, Platform::runLater);
    later.execute(() -> {
      if (!task.hasEnded()) {
        running.add(shown);
      }
    });
    started.add(shown);
    task.onSuccess(_ -> watcher.accept(new Ended(title, Optional.empty())));
    task.onFailure(failure -> watcher.accept(new Ended(title, Optional.of(failure))));
    task.onEnd(() -> {
      started.remove(shown);
      running.remove(shown);
    });
    task.start();
    return task;
  }
}
