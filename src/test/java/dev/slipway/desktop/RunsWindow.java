package dev.slipway.desktop;

import dev.slipway.desktop.control.PageId;
import dev.slipway.forge.WorkflowRun;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.control.ListView;
import javafx.stage.Stage;
import org.testfx.api.FxToolkit;

/// A window on the Runs page, for measuring.
public final class RunsWindow {
  private final Desktop desktop;

  private RunsWindow(Desktop desktop) {
    this.desktop = desktop;
  }

  public static RunsWindow open() throws Exception {
    Stage stage = FxToolkit.registerPrimaryStage();
    return new RunsWindow(fx(() -> {
      var desktop = new Desktop(new Theme(), () -> Sample.at(11, 18), _ -> {}, _ -> new SilentDesk());
      desktop.shell().place().set(Optional.of(Sample.place()));
      desktop.shell().page().set(PageId.RUNS);
      stage.setScene(desktop.scene());
      stage.setWidth(1000);
      stage.setHeight(900);
      stage.show();
      return desktop;
    }));
  }

  public ListView<?> show(List<WorkflowRun> runs) throws Exception {
    return fx(() -> {
      desktop.runs().show(runs);
      return (ListView<?>) desktop.scene().lookup("#runs");
    });
  }

  private static <T> T fx(Supplier<T> work) throws Exception {
    var done = new CompletableFuture<T>();
    Platform.runLater(() -> {
      try {
        done.complete(work.get());
      } catch (RuntimeException | Error e) {
        done.completeExceptionally(e);
      }
    });
    return done.get(30, TimeUnit.SECONDS);
  }
}
