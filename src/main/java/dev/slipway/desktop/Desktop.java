package dev.slipway.desktop;

import dev.slipway.desktop.board.BoardModel;
import dev.slipway.desktop.control.Actions;
import dev.slipway.desktop.control.Dialogs;
import dev.slipway.desktop.control.PageId;
import dev.slipway.desktop.publish.PublishModel;
import dev.slipway.desktop.runs.RunsModel;
import dev.slipway.desktop.shell.Shell;
import dev.slipway.desktop.shell.ShellModel;
import dev.slipway.desktop.welcome.WelcomeModel;
import dev.slipway.desktop.welcome.WelcomeView;
import dev.slipway.desktop.work.FxTasks;
import java.net.URI;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Scene;

/// The content of the window, put together: models, pages and the frame around them. For the FX thread.
public final class Desktop {
  private final ShellModel model = new ShellModel();
  private final Actions actions = new Actions();
  private final FxTasks tasks = new FxTasks();
  private final Shell shell;
  private final Scene scene;
  private final WelcomeModel welcome;
  private final BoardModel board;
  private final PublishModel publish;
  private final RunsModel runs;

  /// Puts the window together.
  ///
  /// @param theme   how it looks
  /// @param clock   the time, for "today" and for what still runs
  /// @param browser opens a page in the user's browser
  /// @param wiring  makes what answers the window, given this window
  public Desktop(Theme theme, InstantSource clock, Consumer<URI> browser, Function<Desktop, Desk> wiring) {
    shell = new Shell(model, actions, tasks, browser);
    scene = new Scene(shell, 1280, 800);
    theme.follow(scene);
    Desk desk = wiring.apply(this);
    Dialogs dialogs = shell.dialogs();
    welcome = new WelcomeModel(desk.opening(), desk.faults());
    board = new BoardModel(actions, dialogs, desk.board(), () -> model.page().set(PageId.PUBLISH));
    publish = new PublishModel(actions, dialogs, desk.publish());
    shell.add(board);
    runs = new RunsModel(actions, dialogs, tasks, clock, desk::runWorkflow);
    shell.add(publish);
    shell.add(runs);
    shell.start(new WelcomeView(welcome, dialogs), desk.opening()::verify);
  }

  /// The scene with everything in it.
  public Scene scene() {
    return scene;
  }

  /// What the frame shows.
  public ShellModel shell() {
    return model;
  }

  /// The Board page.
  public BoardModel board() {
    return board;
  }

  /// The Runs page.
  public RunsModel runs() {
    return runs;
  }

  /// The Publish page.
  public PublishModel publish() {
    return publish;
  }

  /// The first screen.
  public WelcomeModel welcome() {
    return welcome;
  }

  /// The actions of the window.
  public Actions actions() {
    return actions;
  }

  /// The dialogs of the window.
  public Dialogs dialogs() {
    return shell.dialogs();
  }

  /// Runs work with its progress in the status bar.
  public FxTasks tasks() {
    return tasks;
  }
}
