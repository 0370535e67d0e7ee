package dev.slipway.desktop.runs;

import dev.slipway.desktop.control.Action;
import dev.slipway.desktop.control.Actions;
import dev.slipway.desktop.control.Dialogs;
import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.PageId;
import dev.slipway.desktop.control.Question;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.shell.NavState;
import dev.slipway.desktop.shell.Page;
import dev.slipway.file.WholeFile;
import dev.slipway.forge.Conclusion;
import dev.slipway.forge.Job;
import dev.slipway.forge.WorkflowRun;
import dev.slipway.task.Running;
import dev.slipway.task.Tasks;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.octicons.Octicons;

/// What the Runs page shows: runs, the jobs of the chosen one, the steps and the log of the chosen job.
public final class RunsModel implements Page {
  private static final String NOT_CONNECTED = "No repository is connected.";

  private final Actions actions;
  private final Dialogs dialogs;
  private final Tasks tasks;
  private final InstantSource clock;
  private final Action runWorkflow =
      Action.on(PageId.RUNS, "run-workflow", "Run workflow…", "Start the release workflow and follow its run", "",
          Octicons.PLAY_16).accented();
  private final Action rerunFailed =
      Action.on(PageId.RUNS, "rerun-failed", "Re-run failed jobs", "Run the failed jobs of the chosen run again",
          "Shortcut+Shift+R", Octicons.SYNC_16);
  private final Action refresh =
      Action.on(PageId.RUNS, "refresh-runs", "Refresh runs", "Read the newest runs again", "F5", Octicons.SYNC_16);
  private final Action cancelRun =
      Action.on(PageId.RUNS, "cancel-run", "Cancel run…", "Ask the host to stop the chosen run", "", Octicons.STOP_16);
  private final Action search =
      Action.on(PageId.RUNS, "search-log", "Search the log", "Find text in the log of the chosen job", "Shortcut+F", Octicons.SEARCH_16);
  private final Action nextMatch =
      Action.on(PageId.RUNS, "next-match", "Next match", "Go to the next match in the log", "F3", Octicons.CHEVRON_DOWN_16);
  private final Action previousMatch =
      Action.on(PageId.RUNS, "previous-match", "Previous match", "Go to the match before in the log", "Shift+F3", Octicons.CHEVRON_UP_16);
  private final ObservableList<WorkflowRun> all = FXCollections.observableArrayList();
  private final FilteredList<WorkflowRun> rows = new FilteredList<>(all);
  private final StringProperty filter = new SimpleStringProperty("");
  private final BooleanProperty thisReleaseOnly = new SimpleBooleanProperty();
  private final StringProperty tag = new SimpleStringProperty("");
  private final ObjectProperty<Optional<WorkflowRun>> selected = new SimpleObjectProperty<>(Optional.empty());
  private final ReadOnlyIntegerWrapper attempt = new ReadOnlyIntegerWrapper(1);
  private final ReadOnlyObjectWrapper<List<Job>> jobs = new ReadOnlyObjectWrapper<>(List.of());
  private final ObjectProperty<Optional<Job>> job = new SimpleObjectProperty<>(Optional.empty());
  private final ReadOnlyStringWrapper subtitle = new ReadOnlyStringWrapper(NOT_CONNECTED);
  private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
  private final StringProperty notConnected = new SimpleStringProperty(NOT_CONNECTED);
  private final StringProperty noFailed = new SimpleStringProperty("No run is chosen.");
  private final StringProperty notRunning = new SimpleStringProperty("No run is chosen.");
  private final LogModel log = new LogModel();
  private Optional<RunsSource> source = Optional.empty();
  private int pagesRead;
  private long total;
  private @Nullable Running<?> reading;
  private Runnable focusSearch = () -> {};

  /// @param dispatch starts the release workflow
  public RunsModel(Actions actions, Dialogs dialogs, Tasks tasks, InstantSource clock, Runnable dispatch) {
    this.actions = actions;
    this.dialogs = dialogs;
    this.tasks = tasks;
    this.clock = clock;
    actions.register(runWorkflow, dispatch, notConnected);
    actions.register(rerunFailed, this::rerun, noFailed);
    actions.register(refresh, this::refresh, notConnected);
    actions.register(cancelRun, this::askCancel, notRunning);
    actions.register(search, () -> focusSearch.run());
    actions.register(nextMatch, log::next);
    actions.register(previousMatch, log::previous);
    filter.subscribe(_ -> narrow());
    thisReleaseOnly.subscribe(_ -> narrow());
    selected.subscribe((before, now) -> {
      if (!before.map(WorkflowRun::id).equals(now.map(WorkflowRun::id))) {
        jobs.set(List.of());
        job.set(Optional.empty());
        attempt.set(now.map(WorkflowRun::attempt).orElse(1));
        readJobs();
      } else if (!before.map(WorkflowRun::attempt).equals(now.map(WorkflowRun::attempt))) {
        attempt.set(now.map(WorkflowRun::attempt).orElse(1));
      }
      judge();
    });
    job.subscribe((before, now) -> {
      if (!before.map(Job::id).equals(now.map(Job::id)) || !before.map(Job::status).equals(now.map(Job::status))) {
        readLog();
      }
    });
  }

  /// Reads from a repository from now on.
  public void connect(RunsSource newSource, String releaseTag) {
    source = Optional.of(newSource);
    tag.set(releaseTag);
    notConnected.set("");
    all.clear();
    pagesRead = 0;
    selected.set(Optional.empty());
  }

  /// Shows runs that were read elsewhere, newest first, beside those that are known.
  public void show(List<WorkflowRun> runs) {
    Map<Long, WorkflowRun> byId = new LinkedHashMap<>();
    runs.forEach(run -> byId.put(run.id(), run));
    for (int i = 0; i < all.size(); i++) {
      WorkflowRun newer = byId.remove(all.get(i).id());
      if (newer != null && !newer.equals(all.get(i))) {
        all.set(i, newer);
      }
    }
    if (!byId.isEmpty()) {
      List<WorkflowRun> merged = new ArrayList<>(all);
      merged.addAll(byId.values());
      merged.sort(Comparator.comparing(WorkflowRun::created).reversed());
      Optional<WorkflowRun> keep = selected.get();
      all.setAll(merged);
      selected.set(keep);
    }
    total = Math.max(total, all.size());
    selected.get().flatMap(chosen -> all.stream().filter(run -> run.id() == chosen.id()).findFirst())
        .ifPresent(run -> selected.set(Optional.of(run)));
    if (selected.get().isEmpty() && !rows.isEmpty()) {
      selected.set(Optional.of(rows.getFirst()));
    }
    judge();
  }

  /// Shows the jobs of a run that is followed elsewhere, and chooses that run while none of its jobs was chosen.
  public void show(WorkflowRun run, List<Job> newJobs) {
    boolean known = all.stream().anyMatch(its -> its.id() == run.id());
    show(List.of(run));
    if (!known) {
      selected.set(Optional.of(run));
    }
    if (selected.get().map(WorkflowRun::id).equals(Optional.of(run.id())) && attempt.get() == run.attempt()) {
      setJobs(newJobs);
    }
  }

  private void setJobs(List<Job> newJobs) {
    if (!newJobs.equals(jobs.get())) {
      jobs.set(List.copyOf(newJobs));
    }
    Optional<Job> chosen = job.get();
    Optional<Job> again = chosen.flatMap(old -> newJobs.stream().filter(its -> its.id() == old.id()).findFirst());
    job.set(again.or(() -> newJobs.stream().filter(its -> its.conclusion().failed()).findFirst())
        .or(() -> newJobs.stream().findFirst()));
    judge();
  }

  private void readJobs() {
    if (reading != null) {
      reading.cancel();
      reading = null;
    }
    if (source.isPresent() && selected.get().isPresent()) {
      WorkflowRun run = selected.get().get();
      RunsSource from = source.get();
      int wanted = attempt.get();
      reading = tasks.run("Reading jobs of " + RunWords.title(run), _ -> from.jobs(run, wanted))
          .onSuccess(read -> {
            if (selected.get().map(WorkflowRun::id).equals(Optional.of(run.id())) && attempt.get() == wanted) {
              setJobs(read);
            }
          })
          .onFailure(dialogs::explain);
    }
  }

  /// Shows another attempt of the chosen run.
  void choose(int wanted) {
    if (attempt.get() != wanted) {
      attempt.set(wanted);
      jobs.set(List.of());
      job.set(Optional.empty());
      readJobs();
    }
  }

  /// The attempt of the chosen run that is shown, from 1.
  ReadOnlyIntegerProperty attempt() {
    return attempt.getReadOnlyProperty();
  }

  private void readLog() {
    Optional<Job> now = job.get();
    if (now.isEmpty()) {
      log.clear("No job is chosen.");
    } else if (source.isEmpty()) {
      log.clear("The log is read once a repository is connected.");
    } else if (!now.get().status().ended()) {
      log.clear("GitHub gives the log when the job has ended.");
    } else if (now.get().conclusion() == Conclusion.SKIPPED) {
      log.clear("The job was skipped and has no log.");
    } else {
      Job chosen = now.get();
      RunsSource from = source.get();
      log.clear("Reading the log…");
      tasks.run("Reading the log of " + chosen.name(), progress -> LogLine.read(from.log(chosen), progress))
          .onSuccess(lines -> {
            if (job.get().map(Job::id).equals(Optional.of(chosen.id()))) {
              log.show(lines);
            }
          })
          .onFailure(failure -> log.clear(dev.slipway.desktop.control.Failure.of(failure).sentence()));
    }
  }

  /// Asks for a folder and puts the log there as the host has it.
  void saveLog() {
    Optional<Job> of = job.get();
    if (of.isEmpty() || source.isEmpty()) {
      return;
    }
    Job chosen = of.get();
    RunsSource from = source.get();
    dialogs.chooseFolder("Choose the folder for the log", folder -> tasks.run("Saving the log of " + chosen.name(), _ -> {
      Path file = folder.resolve(RunWords.logName(chosen));
      try (InputStream log = from.log(chosen)) {
        WholeFile.write(file, log::transferTo);
      }
      return file;
    }).onSuccess(file -> dialogs.tell("Saved " + file)).onFailure(dialogs::explain));
  }

  private void refresh() {
    pagesRead = 0;
    readOlder();
    readJobs();
  }

  /// Reads the next page of older runs.
  void readOlder() {
    source.ifPresent(from -> tasks.run("Reading runs", _ -> from.page(pagesRead + 1))
        .onSuccess(page -> {
          pagesRead++;
          total = page.total();
          show(page.runs());
        })
        .onFailure(dialogs::explain));
  }

  private void rerun() {
    selected.get().ifPresent(run -> source.ifPresent(from -> tasks.run("Re-running failed jobs of " + RunWords.title(run), _ -> {
      from.rerunFailed(run);
      return run;
    }).onSuccess(_ -> refresh()).onFailure(dialogs::explain)));
  }

  private void askCancel() {
    selected.get().ifPresent(run -> dialogs.confirm(
        Question.destructive("Cancel " + RunWords.title(run), "Jobs that run are stopped on the host; their artifacts may be missing.", "Cancel run"),
        () -> source.ifPresent(from -> tasks.run("Cancelling " + RunWords.title(run), _ -> {
          from.cancel(run);
          return run;
        }).onSuccess(_ -> refresh()).onFailure(dialogs::explain))));
  }

  private void narrow() {
    String wanted = filter.get().strip().toLowerCase(java.util.Locale.ROOT);
    boolean only = thisReleaseOnly.get();
    rows.setPredicate(run ->
        (!only || run.headBranch().equals(tag.get()))
            && (wanted.isEmpty() || (RunWords.title(run) + " " + RunWords.detail(run)).toLowerCase(java.util.Locale.ROOT).contains(wanted)));
    judge();
  }

  private void judge() {
    long running = all.stream().filter(run -> RunWords.status(run) == Status.RUNNING).count();
    long failed = jobs.get().stream().filter(its -> its.conclusion().failed()).count();
    noFailed.set(selected.get().isEmpty() ? "No run is chosen." : failed == 0 ? "No job of this run failed." : "");
    notRunning.set(selected.get().isEmpty() ? "No run is chosen." : selected.get().get().status().ended() ? "The run has ended." : "");
    count.set(rows.size() + " of " + Figures.count(Math.max(total, all.size())) + " shown");
    subtitle.set(source.isEmpty() && all.isEmpty()
        ? NOT_CONNECTED
        : running + " running" + selected.get().map(run -> ", " + Figures.count(failed, "job", "jobs") + " of " + RunWords.title(run) + " failed.").orElse("."));
  }

  ObservableList<WorkflowRun> rows() {
    return rows;
  }

  StringProperty filter() {
    return filter;
  }

  BooleanProperty thisReleaseOnly() {
    return thisReleaseOnly;
  }

  StringProperty tag() {
    return tag;
  }

  /// The chosen run.
  public ObjectProperty<Optional<WorkflowRun>> selected() {
    return selected;
  }

  /// The jobs of the chosen run.
  public ReadOnlyObjectProperty<List<Job>> jobs() {
    return jobs.getReadOnlyProperty();
  }

  /// The chosen job.
  public ObjectProperty<Optional<Job>> job() {
    return job;
  }

  Timeline timeline() {
    return Timeline.of(jobs.get(), clock.instant());
  }

  LogModel log() {
    return log;
  }

  ReadOnlyStringProperty count() {
    return count.getReadOnlyProperty();
  }

  java.time.Instant now() {
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
    selected.get().ifPresent(run -> dialogs.browse(run.page()));
  }

  boolean hasMore() {
    return source.isPresent() && all.size() < total;
  }

  /// What the sidebar shows.
  public NavState nav() {
    long running = all.stream().filter(run -> RunWords.status(run) == Status.RUNNING).count();
    if (running > 0) {
      return new NavState(Status.RUNNING, running + " running");
    }
    return selected.get().map(run -> new NavState(RunWords.status(run), "")).orElse(NavState.UNKNOWN);
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
    return List.of(rerunFailed, runWorkflow);
  }

  @Override
  public Node view() {
    return new RunsView(this);
  }
}
