package dev.slipway;

import dev.slipway.desktop.Desktop;
import dev.slipway.desktop.Theme;
import dev.slipway.desktop.session.SessionDesk;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.stage.Stage;
import org.testfx.util.WaitForAsyncUtils;

/// The window as it is shipped, with real sessions behind it, for tests.
final class SessionWindow implements AutoCloseable {
  private final Wires wires;
  private final Desktop desktop;

  private SessionWindow(Wires wires, Desktop desktop) {
    this.wires = wires;
    this.desktop = desktop;
  }

  /// Shows it, from the FX thread.
  ///
  /// @param environment the variables it finds
  static SessionWindow show(Stage stage, Map<String, String> environment) {
    var wires = new Wires(environment);
    var desktop = new Desktop(new Theme(), InstantSource.system(), _ -> {}, its -> new SessionDesk(its, wires, List.of()));
    stage.setScene(desktop.scene());
    stage.setWidth(1280);
    stage.setHeight(800);
    stage.show();
    return new SessionWindow(wires, desktop);
  }

  Desktop desktop() {
    return desktop;
  }

  /// Whether nothing runs, and what was found is on every page.
  boolean idle() {
    return WaitForAsyncUtils.waitForAsyncFx(5_000, () -> desktop.tasks().idle() && desktop.settled());
  }

  /// Waits for something; says what was running when it did not come.
  void until(String what, BooleanSupplier condition) {
    try {
      WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, condition::getAsBoolean);
    } catch (TimeoutException _) {
      throw new AssertionError(
          "Not %s within a minute: page %s, running %s".formatted(
              what, desktop.shell().page().get(), desktop.tasks().running().stream().map(task -> task.title()).toList()));
    }
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Override
  public void close() throws Exception {
    desktop.tasks().cancelAll();
    wires.close();
  }
}
