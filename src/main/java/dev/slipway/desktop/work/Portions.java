package dev.slipway.desktop.work;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import javafx.application.Platform;

/// Work for the FX thread in small portions: one a turn, so that keys and pulses come in between.
///
/// New work replaces what was not begun yet. For the FX thread only.
public final class Portions {
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final Executor turns;
  private List<Runnable> next = List.of();
  private boolean asked;

  /// Nothing to do yet.
  public Portions() {
    this(Platform::runLater);
  }

  Portions(Executor turns) {
    this.turns = turns;
  }

  /// Replaces what waits, but not what follows it. The first portion is done at once, the others each in a turn of their own.
  public void replace(List<Runnable> portions) {
    waiting.clear();
    waiting.addAll(portions);
    next();
  }

  /// Has portions done when everything that waits is done; of what is given meanwhile only the newest. Work that comes faster than it
  /// can be done would otherwise keep the last portions waiting for ever.
  public void follow(List<Runnable> portions) {
    if (waiting.isEmpty()) {
      replace(portions);
    } else {
      next = portions;
    }
  }

  /// Whether nothing waits.
  public boolean done() {
    return waiting.isEmpty();
  }

  private void turn() {
    asked = false;
    next();
  }

  private void next() {
    Runnable portion = waiting.poll();
    if (portion == null) {
      return;
    }
    try {
      portion.run();
    } finally {
      if (waiting.isEmpty()) {
        waiting.addAll(next);
        next = List.of();
      }
      if (!waiting.isEmpty() && !asked) {
        asked = true;
        turns.execute(this::turn);
      }
    }
  }
}
