package dev.slipway.desktop.work;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The one place where state reaches the FX thread: takes immutable snapshots from any thread and shows the
/// newest one. Snapshots that come faster than the thread can show are passed over, never queued up.
///
/// @param <T> the snapshot
public final class Latest<T> implements Consumer<T> {
  private final AtomicReference<@Nullable T> waiting = new AtomicReference<>();
  private final ReadOnlyObjectWrapper<T> shown;
  private final Executor fxThread;

  /// Starts with a snapshot that is shown until the first one comes.
  public Latest(T first) {
    this(first, Platform::runLater);
  }

  Latest(T first, Executor fxThread) {
    this.shown = new ReadOnlyObjectWrapper<>(first);
    this.fxThread = fxThread;
  }

  /// Takes a snapshot; may be called from any thread.
  @Override
  public void accept(T snapshot) {
    if (waiting.getAndSet(snapshot) == null) {
      fxThread.execute(this::show);
    }
  }

  private void show() {
    T newest = waiting.getAndSet(null);
    if (newest != null) {
      shown.set(newest);
    }
  }

  /// Whether a snapshot was taken that is not on screen yet.
  public boolean pending() {
    return waiting.get() != null;
  }

  /// The snapshot on screen; only for the FX thread.
  public ReadOnlyObjectProperty<T> shown() {
    return shown.getReadOnlyProperty();
  }
}
