package dev.slipway;

import dev.slipway.cli.Window;
import dev.slipway.desktop.Desktop;
import dev.slipway.desktop.FxThread;
import dev.slipway.desktop.Pictures;
import dev.slipway.desktop.session.SessionDesk;
import dev.slipway.desktop.Theme;
import dev.slipway.desktop.runs.ForgeRuns;
import dev.slipway.desktop.welcome.FaultChoice;
import dev.slipway.desktop.work.Portions;
import dev.slipway.desktop.work.Watchdog;
import dev.slipway.fact.Problem;
import dev.slipway.forge.ForgeException;
import dev.slipway.rehearsal.Fault;
import dev.slipway.release.Connection;
import dev.slipway.release.ReleaseSession;
import dev.slipway.release.TargetHistory;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/// The window on JavaFX: shown to a person, or drawn without a display.
final class FxWindow implements Window {
  private static final List<FaultChoice> FAULTS =
      Arrays.stream(Fault.values()).filter(fault -> fault != Fault.NONE).map(fault -> new FaultChoice(fault.cliName(), fault.title())).toList();

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
      FxThread.start();
      FxThread.call(() -> {
        Theme theme = new Theme();
        Desktop desktop =
            new Desktop(theme, InstantSource.system(), FxWindow::browse, its -> new SessionDesk(its, wires, FAULTS));
        FxThread.show(
            desktop,
            () -> {
              desktop.tasks().cancelAll();
              closed.countDown();
            });
        new Portions().replace(desktop.preparations());
        beginning.ifPresent(rehearsal ->
            desktop.opening().rehearsal(rehearsal.project(), rehearsal.fault().equals(Fault.NONE.cliName()) ? "" : rehearsal.fault()));
        return desktop;
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
    FxThread.start();
    try {
      Theme theme = FxThread.call(Theme::new);
      Wires wires = new Wires(environment);
      Desktop desktop =
          FxThread.call(() -> new Desktop(theme, InstantSource.system(), _ -> {}, its -> new SessionDesk(its, wires, FAULTS)));
      FxThread.call(() -> {
        FxThread.showUnseen(desktop);
        return desktop;
      });
      FxThread.call(() -> {
        desktop.runs().connect(new ForgeRuns(connection), "");
        return desktop;
      });
      for (Runnable portion : desktop.preparations()) {
        FxThread.call(Executors.callable(portion));
      }
      FxThread.drawn(desktop.scene());
      // Putting the window together and drawing it first is work before anybody uses it; from here on it must answer.
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
        TargetHistory earlier = session.history(Progress.unwatched());
        FxThread.call(() -> {
          desktop.targets().show(earlier);
          return earlier;
        });
        return new Pictures(theme, desktop).draw(folder);
      } catch (ForgeException | Cancelled e) {
        throw Problem.outOfReach("The runs of earlier releases could not be read, so nothing was drawn: " + e.getMessage(), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Problem.outOfReach("Interrupted while drawing; what was drawn is in " + folder + ".", e);
      }
    }

    @Override
    public Answering answering() {
      return new Answering(watchdog.longest().toMillis(), watchdog.busiest().toMillis());
    }

    @Override
    public void close() {
      watchdog.close();
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
