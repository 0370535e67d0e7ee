package dev.slipway.desktop;

import dev.slipway.desktop.artifacts.ArtifactsModel;
import dev.slipway.desktop.benchmarks.BenchmarksModel;
import dev.slipway.desktop.board.BoardInput;
import dev.slipway.desktop.board.BoardModel;
import dev.slipway.desktop.control.Actions;
import dev.slipway.desktop.control.Dialogs;
import dev.slipway.desktop.control.PageId;
import dev.slipway.desktop.notes.NotesModel;
import dev.slipway.desktop.publish.PublishModel;
import dev.slipway.desktop.runs.RunsModel;
import dev.slipway.desktop.settings.SettingsModel;
import dev.slipway.desktop.shell.Page;
import dev.slipway.desktop.shell.Shell;
import dev.slipway.desktop.shell.ShellActions;
import dev.slipway.desktop.shell.ShellModel;
import dev.slipway.desktop.sizes.SizesModel;
import dev.slipway.desktop.targets.TargetsModel;
import dev.slipway.desktop.welcome.Opening;
import dev.slipway.desktop.welcome.WelcomeModel;
import dev.slipway.desktop.welcome.WelcomeView;
import dev.slipway.desktop.work.FxTasks;
import dev.slipway.desktop.work.Latest;
import dev.slipway.release.ReleaseSnapshot;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/// The content of the window, put together: models, pages and the frame around them. For the FX thread.
public final class Desktop {
  private final ShellModel model = new ShellModel();
  private final Actions actions = new Actions();
  private final FxTasks tasks = new FxTasks();
  private final Latest<Optional<ReleaseSnapshot>> latest = new Latest<>(Optional.empty());
  private final Shell shell;
  private final Scene scene;
  private final Opening opening;
  private final WelcomeModel welcome;
  private final BoardModel board;
  private final TargetsModel targets;
  private final RunsModel runs;
  private final ArtifactsModel artifacts;
  private final SizesModel sizes;
  private final BenchmarksModel benchmarks = new BenchmarksModel(() -> model.page().set(PageId.BOARD));
  private final NotesModel notes;
  private final PublishModel publish;
  private final SettingsModel settings;
  private final SnapshotReader reader = new SnapshotReader(this);

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
    opening = desk.opening();
    Dialogs dialogs = shell.dialogs();
    welcome = new WelcomeModel(desk.opening(), desk.faults(), desk.keepsTokens());
    board = new BoardModel(actions, dialogs, desk.board(), model.page()::set);
    targets = new TargetsModel(actions, dialogs, clock, desk.targets());
    runs = new RunsModel(actions, dialogs, tasks, clock, desk.runs());
    artifacts = new ArtifactsModel(actions, dialogs, tasks, desk.artifacts());
    sizes = new SizesModel(
        actions, tasks, text -> dialogs.copy(text, "the sizes"),
        chosen -> dialogs.chooseFile("Import the report of twiggy, cargo-bloat or bloaty", chosen), desk::measure, desk::measureEarlier);
    notes = new NotesModel(actions, dialogs, desk.notes());
    publish = new PublishModel(actions, dialogs, desk.publish());
    settings = settings(theme, model);
    register(desk, dialogs);
    for (Page page : List.of(board, targets, runs, artifacts, sizes, benchmarks, notes, publish, settings)) {
      shell.add(page);
    }
    latest.shown().subscribe(shown -> shown.ifPresent(reader::show));
    shell.start(new WelcomeView(welcome, dialogs), desk.opening()::verify);
  }

  private static SettingsModel settings(Theme theme, ShellModel model) {
    var settings = new SettingsModel(
        Arrays.stream(Theme.Choice.values()).map(Theme.Choice::words).toList(), model.account());
    settings.look().subscribe(
        name -> Arrays.stream(Theme.Choice.values()).filter(choice -> choice.words().equals(name))
            .forEach(theme.choice()::set));
    return settings;
  }

  private void register(Desk desk, Dialogs dialogs) {
    ShellActions its = shell.shellActions();
    actions.register(its.openRepository(), desk::chooseRepository);
    actions.register(its.openRelease(), desk::chooseRelease);
    actions.register(its.openRehearsal(), () -> dialogs.choose(
        "Open a rehearsal",
        List.of(
            new Dialogs.Choice("meshc", "A compiler for six targets", "meshc"),
            new Dialogs.Choice("weft", "An agent runtime with WebAssembly and an image", "weft")),
        choice -> desk.opening().rehearsal(choice.title(), "")));
    actions.register(its.verifyFolder(), () -> dialogs.chooseFolder("Verify a folder", desk.opening()::verify));
  }

  /// Work that can be done before anybody asks for it: each page's nodes and styles, one portion a page. The
  /// first time takes up to a few hundred milliseconds a page, and nobody should have to wait for it.
  public List<Runnable> preparations() {
    var portions = new ArrayList<Runnable>();
    // The tables of a font are read when the first text is laid out in it.
    for (String family : Theme.FAMILIES) {
      portions.add(() -> text(family).getLayoutBounds());
    }
    // With its rows: they are the largest piece of what the first snapshot would otherwise have to make at once.
    portions.add(() -> board.show(BoardInput.unopened()));
    for (PageId page : PageId.values()) {
      portions.add(() -> shell.prepare(page));
    }
    return portions;
  }

  private static Text text(String family) {
    var text = new Text("Ab 1");
    text.setFont(Font.font(family, 13));
    return text;
  }

  /// Whether the newest snapshot taken is on every page.
  public boolean settled() {
    return !latest.pending() && reader.settled();
  }

  /// What can be opened in the window.
  public Opening opening() {
    return opening;
  }

  /// Takes snapshots from any thread; the newest one is shown.
  public Consumer<ReleaseSnapshot> snapshots() {
    return snapshot -> latest.accept(Optional.of(snapshot));
  }

  /// The scene with everything in it.
  public Scene scene() {
    return scene;
  }

  /// What the frame shows.
  public ShellModel shell() {
    return model;
  }

  public WelcomeModel welcome() {
    return welcome;
  }

  public BoardModel board() {
    return board;
  }

  public TargetsModel targets() {
    return targets;
  }

  public RunsModel runs() {
    return runs;
  }

  public ArtifactsModel artifacts() {
    return artifacts;
  }

  public SizesModel sizes() {
    return sizes;
  }

  public BenchmarksModel benchmarks() {
    return benchmarks;
  }

  public NotesModel notes() {
    return notes;
  }

  public PublishModel publish() {
    return publish;
  }

  public SettingsModel settings() {
    return settings;
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
