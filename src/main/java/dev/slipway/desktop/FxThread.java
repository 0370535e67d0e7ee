package dev.slipway.desktop;

import dev.slipway.fact.Problem;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;

/// Starts JavaFX and runs work on its thread, for whoever wires the program.
public final class FxThread {
  private FxThread() {}

  /// Starts JavaFX; returns when it runs.
  ///
  /// @throws Problem when there is no display
  public static void start() throws Problem {
    try {
      CountDownLatch started = new CountDownLatch(1);
      Platform.startup(started::countDown);
      Platform.setImplicitExit(false);
      started.await();
    } catch (UnsupportedOperationException e) {
      throw Problem.outOfReach(
          "No window could be opened: %s. Use the commands that slipway --help lists, or set DISPLAY.".formatted(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.outOfReach("Interrupted before the window was opened.", e);
    }
  }

  /// Runs work on the FX thread and waits for it.
  public static <T> T call(Callable<T> work) throws InterruptedException {
    FutureTask<T> task = new FutureTask<>(work);
    Platform.runLater(task);
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the window could not be put together", e.getCause());
    }
  }

  /// Waits until everything in a scene has been styled, laid out and handed to the renderer.
  public static void drawn(Scene scene) throws InterruptedException {
    CountDownLatch laidOut = new CountDownLatch(1);
    Runnable listener = laidOut::countDown;
    call(() -> {
      scene.addPostLayoutPulseListener(listener);
      Platform.requestNextPulse();
      return scene;
    });
    laidOut.await();
    // The thread takes this up when the pulse has come to its end.
    call(() -> {
      scene.removePostLayoutPulseListener(listener);
      return scene;
    });
  }

  /// Shows the window, no larger than the screen. For the FX thread.
  ///
  /// @param closed called when it was closed
  public static void show(Desktop desktop, Runnable closed) {
    Stage stage = stage(desktop);
    Rectangle2D screen = Screen.getPrimary().getVisualBounds(); // in the units of the scale: at 200 % a screen has half as many
    stage.setMinWidth(Math.min(800, screen.getWidth()));
    stage.setMinHeight(Math.min(600, screen.getHeight()));
    if (desktop.scene().getWidth() > screen.getWidth() || desktop.scene().getHeight() > screen.getHeight()) {
      stage.setWidth(Math.min(desktop.scene().getWidth(), screen.getWidth()));
      stage.setHeight(Math.min(desktop.scene().getHeight(), screen.getHeight()));
    }
    stage.setOnHidden(_ -> closed.run());
    stage.show();
  }

  /// Puts the window up where nobody sees it, in the size its pictures have: what such a platform calls a screen is smaller. For the
  /// FX thread.
  public static void showUnseen(Desktop desktop) {
    stage(desktop).show();
  }

  private static Stage stage(Desktop desktop) {
    Stage stage = new Stage();
    stage.setTitle("Slipway");
    stage.setScene(desktop.scene());
    return stage;
  }
}
