package dev.slipway;

import dev.slipway.cli.Window;
import dev.slipway.desktop.Desktop;
import dev.slipway.desktop.Pictures;
import dev.slipway.desktop.SessionDesk;
import dev.slipway.desktop.Theme;
import dev.slipway.desktop.work.Watchdog;
import dev.slipway.fact.Problem;
import dev.slipway.rehearsal.Fault;
import dev.slipway.release.Connection;
import dev.slipway.release.ReleaseSession;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.stage.Stage;

/// The window on JavaFX: shown to a person, or drawn without a display.
final class FxWindow implements Window {
  private static final List<String> FAULTS =
      Arrays.stream(Fault.values()).filter(fault -> fault != Fault.NONE).map(Fault::cliName).toList();

  private final Map<String, String> environment;

  FxWindow(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Optional<String> unavailable() {
    if ("Headless".equals(System.getProperty("glass.platform"))) {
      return Optional.of("the Headless platform was asked for");
    }
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    boolean other = os.contains("win") || os.contains("mac");
    boolean display = !environment.getOrDefault("DISPLAY", "").isBlank();
    return other || display ? Optional.empty() : Optional.of("DISPLAY is not set");
  }

  @Override
  public void open(Optional<Beginning> beginning) throws Problem {
    CountDownLatch closed = new CountDownLatch(1);
    try (Wires wires = new Wires(environment)) {
      start();
      onFx(() -> {
        Theme theme = new Theme();
        Desktop desktop =
            new Desktop(theme, InstantSource.system(), FxWindow::browse, its -> new SessionDesk(its, wires, FAULTS));
        Stage stage = new Stage();
        stage.setTitle("Slipway");
        stage.setScene(desktop.scene());
        stage.setMinWidth(1024);
        stage.setMinHeight(700);
        stage.setOnHidden(_ -> {
          desktop.tasks().cancelAll();
          closed.countDown();
        });
        stage.show();
        beginning.ifPresent(rehearsal ->
            desktop.opening().rehearsal(rehearsal.project(), rehearsal.fault().equals(Fault.NONE.cliName()) ? "" : rehearsal.fault()));
        return stage;
      });
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Unseen unseen(Connection connection) throws Problem {
    System.setProperty("glass.platform", "Headless");
    System.setProperty("prism.order", "sw");
    start();
    try {
      Theme theme = onFx(Theme::new);
      Wires wires = new Wires(environment);
      Desktop desktop =
          onFx(() -> new Desktop(theme, InstantSource.system(), _ -> {}, its -> new SessionDesk(its, wires, FAULTS)));
      // Putting the window together is one piece of work before anybody sees it; from here on it must answer.
      Watchdog watchdog = Watchdog.start(Duration.ofMillis(50));
      return new Drawn(theme, desktop, new ReleaseSession(connection, desktop.snapshots()), watchdog);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.outOfReach("Interrupted before the window was put together.", e);
    }
  }

  private record Drawn(Theme theme, Desktop desktop, ReleaseSession session, Watchdog watchdog) implements Unseen {

    @Override
    public List<Path> pictures(Path folder) throws Problem {
      try {
        return new Pictures(theme, desktop).draw(folder);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Problem.outOfReach("Interrupted while drawing; what was drawn is in " + folder + ".", e);
      }
    }

    @Override
    public long longestTask() {
      return watchdog.longest().toMillis();
    }

    @Override
    public void close() {
      watchdog.close();
    }
  }

  private static void start() throws Problem {
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

  private static <T> T onFx(Callable<T> work) throws InterruptedException {
    FutureTask<T> task = new FutureTask<>(work);
    Platform.runLater(task);
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the window could not be put together", e.getCause());
    }
  }

  /// Opens a page with the system's own program for it; AWT is not started for that.
  private static void browse(URI page) {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    List<String> command =
        os.contains("win")
            ? List.of("rundll32", "url.dll,FileProtocolHandler", page.toString())
            : List.of(os.contains("mac") ? "open" : "xdg-open", page.toString());
    Thread.startVirtualThread(() -> {
      try {
        new ProcessBuilder(command).start();
      } catch (IOException e) {
        System.getLogger(FxWindow.class.getName()).log(System.Logger.Level.WARNING, "no browser for " + page, e);
      }
    });
  }
}
