package dev.slipway.desktop.runs;

import dev.slipway.desktop.control.Action;
import dev.slipway.desktop.control.Actions;
import dev.slipway.desktop.control.Dialogs;
import dev.slipway.desktop.control.PageId;
import dev.slipway.desktop.control.Question;
import dev.slipway.desktop.work.Latest;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Job;
import dev.slipway.forge.WorkflowRun;
import dev.slipway.release.run.RunState;
import dev.slipway.task.Tasks;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.kordamp.ikonli.octicons.Octicons;

/// What can be asked of the chosen run: to stop, or to run again, whole or in part. What runs again is followed.
final class RunOrders {
  private static final String NO_RUN = "No run is chosen.";

  private final Action rerunFailed =
      Action.on(PageId.RUNS, "rerun-failed", "Re-run failed jobs", "Run the failed jobs of the chosen run again, and those that wait for them",
          "Shortcut+Shift+R", Octicons.SYNC_16);
  private final Action rerunAll =
      Action.on(PageId.RUNS, "rerun-all", "Re-run all jobs", "Run every job of the chosen run again", "", Octicons.SYNC_16);
  private final Action rerunJob =
      Action.on(PageId.RUNS, "rerun-job", "Re-run this job", "Run the chosen job again, and those that wait for it", "", Octicons.SYNC_16);
  private final Action cancel =
      Action.on(PageId.RUNS, "cancel-run", "Cancel run…", "Ask the host to stop the chosen run", "", Octicons.STOP_16);

  private final ChosenRun chosen;
  private final Dialogs dialogs;
  private final Tasks tasks;
  private final RunsRequests requests;
  private final Latest<Optional<RunState>> followed = new Latest<>(Optional.empty());
  private final StringProperty noFailed = new SimpleStringProperty(NO_RUN);
  private final StringProperty notEnded = new SimpleStringProperty(NO_RUN);
  private final StringProperty noJob = new SimpleStringProperty(NO_RUN);
  private final StringProperty notRunning = new SimpleStringProperty(NO_RUN);
  private Optional<RunsSource> source = Optional.empty();

  /// An order, given away from the FX thread.
  @FunctionalInterface
  private interface Order {
    void give(RunsSource host) throws ForgeException;
  }

  /// @param seen told what a run that is followed here looks like, on the FX thread
  RunOrders(Actions actions, ChosenRun chosen, Dialogs dialogs, Tasks tasks, RunsRequests requests, Consumer<RunState> seen) {
    this.chosen = chosen;
    this.dialogs = dialogs;
    this.tasks = tasks;
    this.requests = requests;
    actions.register(rerunFailed, () -> again("Re-running failed jobs of ", run -> host -> host.rerunFailed(run)), noFailed);
    actions.register(rerunJob, () -> chosen.job().get().ifPresent(this::again), noJob);
    actions.register(rerunAll, () -> again("Re-running ", run -> host -> host.rerun(run)), notEnded);
    actions.register(cancel, this::askCancel, notRunning);
    followed.shown().subscribe(state -> state.ifPresent(seen));
  }

  void connect(RunsSource to) {
    source = Optional.of(to);
  }

  void disconnect() {
    source = Optional.empty();
  }

  private interface OrderOf {
    Order of(WorkflowRun run);
  }

  private void again(String title, OrderOf order) {
    chosen.run().get().ifPresent(run -> order(title + RunWords.title(run), run, run.attempt() + 1, order.of(run)));
  }

  private void again(Job job) {
    again("Re-running " + job.name() + " of ", _ -> host -> host.rerun(job));
  }

  /// @param attempt the attempt that the order makes, or leaves
  private void order(String title, WorkflowRun run, int attempt, Order order) {
    source.ifPresent(host -> tasks.run(title, _ -> {
      order.give(host);
      return run;
    }).onSuccess(_ -> follow(host, run, attempt)).onFailure(dialogs::explain));
  }

  /// A run that the release rests on is followed for the release; any other is followed here.
  private void follow(RunsSource host, WorkflowRun run, int attempt) {
    if (!requests.goOn(run, attempt)) {
      tasks.run("Following " + RunWords.title(run),
              progress -> host.follow(run, attempt, progress, state -> followed.accept(Optional.of(state))))
          .onFailure(dialogs::explain);
    }
  }

  private void askCancel() {
    chosen.run().get().ifPresent(run -> dialogs.confirm(
        Question.destructive(
            "Cancel " + RunWords.title(run), "Jobs that run are stopped on the host; their artifacts may be missing.", "Cancel run"),
        () -> order("Cancelling " + RunWords.title(run), run, run.attempt(), host -> host.cancel(run))));
  }

  /// Says which orders can be given now.
  void judge() {
    Optional<WorkflowRun> run = chosen.run().get();
    boolean ended = run.filter(its -> its.status().ended()).isPresent();
    boolean newest = run.filter(its -> its.attempt() == chosen.attempt().get()).isPresent();
    String waits = run.isEmpty() ? NO_RUN : ended ? "" : "The run has not ended.";
    notEnded.set(waits);
    noFailed.set(!waits.isEmpty() ? waits : chosen.failedJobs() == 0 && newest ? "No job of this run failed." : "");
    noJob.set(
        !waits.isEmpty() ? waits
            : chosen.job().get().isEmpty() ? "No job is chosen."
            : newest ? "" : "This is an earlier attempt. Choose the newest one.");
    notRunning.set(run.isEmpty() ? NO_RUN : ended ? "The run has ended." : "");
  }

  Action rerunFailed() {
    return rerunFailed;
  }

  Action rerunJob() {
    return rerunJob;
  }
}
