package dev.slipway.task;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs work on the calling thread before [#run] returns, so that tests are deterministic.
public final class InPlace implements Tasks {

  @Override
  public <T> Running<T> run(String title, Work<T> work) {
    @Nullable T result = null;
    @Nullable Throwable failure = null;
    try {
      result = work.run(Progress.unwatched());
    } catch (Exception e) {
      failure = e;
    }
    return new Ended<>(title, result, failure);
  }

  private record Ended<T>(String title, @Nullable T result, @Nullable Throwable failure)
      implements Running<T> {

    @Override
    public Running<T> onSuccess(Consumer<? super T> action) {
      if (failure == null) {
        @SuppressWarnings("NullAway") // work decides whether its result may be null
        T value = result;
        action.accept(value);
      }
      return this;
    }

    @Override
    public Running<T> onFailure(Consumer<? super Throwable> action) {
      if (failure != null && !(failure instanceof Cancelled)) {
        action.accept(failure);
      }
      return this;
    }

    @Override
    public Running<T> onEnd(Runnable action) {
      action.run();
      return this;
    }

    @Override
    public void cancel() {}
  }
}
