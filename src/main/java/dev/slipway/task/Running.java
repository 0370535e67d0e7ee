package dev.slipway.task;

import java.util.function.Consumer;

/// Work that was started.
///
/// Callbacks run once, on the thread the [Tasks] promises; one added after the end runs at once.
///
/// @param <T> what the work makes
public interface Running<T> {

  /// The title it was started with.
  String title();

  /// Calls back with the result when the work succeeded.
  Running<T> onSuccess(Consumer<? super T> action);

  /// Calls back with what went wrong, unless the work was cancelled.
  Running<T> onFailure(Consumer<? super Throwable> action);

  /// Calls back when the work has ended in any way.
  Running<T> onEnd(Runnable action);

  /// Asks the work to stop; returns at once.
  void cancel();
}
