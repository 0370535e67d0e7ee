package dev.slipway.desktop.runs;

import dev.slipway.desktop.control.Action;
import dev.slipway.desktop.control.Actions;
import dev.slipway.desktop.control.Dialogs;
import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.PageId;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.shell.NavState;
import dev.slipway.desktop.shell.Page;
import dev.slipway.forge.Job;
import dev.slipway.forge.WorkflowRun;
import dev.slipway.task.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import org.kordamp.ikonli.octicons.Octicons;

/// What the Runs page shows: runs, the jobs of the chosen one, the steps and the log of the chosen job.
public final class RunsModel implements Page {
  private static final String NOT_CONNECTED = "No repository is connected.";

  private final Action runWorkflow =
      Action.on(PageId.RUNS, "run-workflow", "Run workflow…", "Start the release workflow and follow its run", "",
          Octicons.PLAY_16).accented();
  private final Action refresh =
      Action.on(PageId.RUNS, "refresh-runs", "Refresh runs", "Read the newest runs again", "F5", Octicons.SYNC_16);
  private final Action search =
      Action.on(PageId.RUNS, "search-log", "Search the log", "Find text in the log of the chosen job", "Shortcut+F", Octicons.SEARCH_16);
  private final Action nextMatch =
      Action.on(PageId.RUNS, "next-match", "Next match", "Go to the next match in the log", "F3", Octicons.CHEVRON_DOWN_16);
  private final Action previousMatch =
      Action.on(PageId.RUNS, "previous-match", "Previous match", "Go to the match before in the log", "Shift+F3", Octicons.CHEVRON_UP_16);
  private final Actions actions;
  private final Dialogs dialogs;
  private final Tasks tasks;
  private final InstantSource clock;
  private final RunList list = new RunList();
  private final ChosenRun chosen;
  private final RunOrders orders;
  private final ReadOnlyStringWrapper subtitle = new ReadOnlyStringWrapper(NOT_CONNECTED);
  private final StringProperty notConnected = new SimpleStringProperty(NOT_CONNECTED);
  private Optional<RunsSource> source = Optional.empty();
  private Optional<Long> followed = Optional.empty();
  private Optional<Duration> budget = Optional.empty();
  private String budgeted = "";
  private Runnable focusSearch = () -> {};

  /// @param requests what is about the release
  public RunsModel(Actions actions, Dialogs dialogs, Tasks tasks, InstantSource clock, RunsRequests requests) {
    this.actions = actions;
    this.dialogs = dialogs;
    this.tasks = tasks;
    this.clock = clock;
    chosen = new ChosenRun(dialogs, tasks);
    actions.register(runWorkflow, requests::runWorkflow, notConnected);
    orders = new RunOrders(actions, chosen, dialogs, tasks, requests, state -> show(state.run(), state.jobs()));
    actions.register(refresh, this::refresh, notConnected);
    actions.register(search, () -> focusSearch.run());
    actions.register(nextMatch, chosen.log()::next);
    actions.register(previousMatch, chosen.log()::previous);
    list.count().subscribe(_ -> judge());
    chosen.run().subscribe(_ -> judge());
    chosen.jobs().subscribe(_ -> judge());
    chosen.job().subscribe(_ -> judge());
  }

  /// Reads from a repository from now on.
  public void connect(RunsSource newSource, String releaseTag) {
    source = Optional.of(newSource);
    notConnected.set("");
    chosen.connect(newSource);
    orders.connect(newSource);
    followed = Optional.empty();
    list.begin(releaseTag);
  }

  /// What is looked at now has no runs: none of a repository before stays.
  public void disconnect() {
    source = Optional.empty();
    notConnected.set(NOT_CONNECTED);
    chosen.disconnect();
    orders.disconnect();
    followed = Optional.empty();
    list.begin("");
    judge();
  }

  /// Shows runs that were read elsewhere, newest first, beside those that are known.
  public void show(List<WorkflowRun> runs) {
    Optional<WorkflowRun> keep = chosen.run().get();
    list.show(runs);
    keep.flatMap(run -> list.find(run.id()))
        .or(() -> list.rows().stream().findFirst())
        .ifPresent(run -> chosen.run().set(Optional.of(run)));
    judge();
  }

  /// Shows the jobs of a run that is followed elsewhere. When it is followed for the first time it is chosen: somebody has just
  /// started it, or opened the release that rests on it.
  public void show(WorkflowRun run, List<Job> jobs) {
    show(List.of(run));
    if (!followed.equals(Optional.of(run.id()))) {
      followed = Optional.of(run.id());
      chosen.run().set(Optional.of(run));
    }
    chosen.show(run, jobs);
  }

  /// How long runs of one workflow may take.
  ///
  /// @param path the path of its file
  public void budget(String path, Optional<Duration> limit) {
    budgeted = path;
    budget = limit;
    judge();
  }

  private void refresh() {
    list.fromTheStart();
    readOlder();
    chosen.readJobs();
  }

  /// Reads the next page of older runs.
  void readOlder() {
    source.ifPresent(from -> tasks.run("Reading runs", _ -> from.page(list.nextPage()))
        .onSuccess(page -> {
          list.add(page);
          show(List.of());
        })
        .onFailure(dialogs::explain));
  }

  private void judge() {
    orders.judge();
    subtitle.set(source.isEmpty() && list.isEmpty() ? NOT_CONNECTED : sentence());
  }

  private String sentence() {
    long running = list.running();
    String now = running == 0 ? "" : running + " running. ";
    return now + chosen.run().get().map(this::outcome).orElse(running == 0 ? "No run is chosen." : "").strip();
  }

  private String outcome(WorkflowRun run) {
    long failed = chosen.failedJobs();
    String attempt = run.attempt() == 1 ? "" : ", attempt " + run.attempt() + ",";
    return failed > 0
        ? Figures.count(failed, "job", "jobs") + " of " + RunWords.title(run) + " failed."
        : RunWords.title(run) + attempt + switch (RunWords.status(run)) {
          case SUCCEEDED -> " succeeded.";
          case FAILED -> " failed.";
          case CANCELLED -> " was cancelled.";
          case RUNNING -> " is running.";
          default -> " is " + RunWords.status(run).word().toLowerCase(java.util.Locale.ROOT) + ".";
        };
  }

  RunList list() {
    return list;
  }

  ChosenRun chosen() {
    return chosen;
  }

  RunOrders orders() {
    return orders;
  }

  /// The chosen run.
  public ObjectProperty<Optional<WorkflowRun>> selected() {
    return chosen.run();
  }

  /// The jobs of the chosen run.
  public ReadOnlyObjectProperty<List<Job>> jobs() {
    return chosen.jobs();
  }

  /// The chosen job.
  public ObjectProperty<Optional<Job>> job() {
    return chosen.job();
  }

  Timeline timeline() {
    boolean its = chosen.run().get().filter(run -> run.path().equals(budgeted)).isPresent();
    return Timeline.of(chosen.jobs().get(), chosen.began(), chosen.span(clock.instant()), clock.instant()).within(its ? budget : Optional.empty());
  }

  Instant now() {
    return clock.instant();
  }

  Actions registry() {
    return actions;
  }

  Action nextMatch() {
    return nextMatch;
  }

  Action previousMatch() {
    return previousMatch;
  }

  void onSearch(Runnable focus) {
    focusSearch = focus;
  }

  void openOnHost() {
    chosen.run().get().ifPresent(run -> dialogs.browse(run.page()));
  }

  boolean hasMore() {
    return source.isPresent() && list.hasMore();
  }

  /// What the sidebar shows: a run of an earlier release says nothing of this one.
  ///
  /// @param its the run the release rests on
  public NavState nav(Optional<WorkflowRun> its) {
    long running = list.running();
    if (running > 0) {
      return new NavState(Status.RUNNING, running + " running");
    }
    return its.map(run -> new NavState(RunWords.status(list.find(run.id()).orElse(run)), "")).orElse(NavState.UNKNOWN);
  }

  @Override
  public PageId id() {
    return PageId.RUNS;
  }

  @Override
  public ObservableValue<String> subtitle() {
    return subtitle;
  }

  @Override
  public List<Action> actions() {
    return List.of(orders.rerunFailed(), runWorkflow);
  }

  @Override
  public Node view() {
    return new RunsView(this);
  }
}
