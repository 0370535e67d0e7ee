package dev.slipway.desktop.runs;

import dev.slipway.desktop.control.Dialogs;
import dev.slipway.desktop.control.Failure;
import dev.slipway.file.WholeFile;
import dev.slipway.forge.Conclusion;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Job;
import dev.slipway.forge.RunStatus;
import dev.slipway.forge.WorkflowRun;
import dev.slipway.task.Running;
import dev.slipway.task.Tasks;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// The chosen run: one of its attempts, the jobs of that attempt, and the log of the chosen job.
final class ChosenRun {
  static final String READING_JOBS = "Reading the jobs…";

  private final Dialogs dialogs;
  private final Tasks tasks;
  private final ObjectProperty<Optional<WorkflowRun>> run = new SimpleObjectProperty<>(Optional.empty());
  private final ReadOnlyIntegerWrapper attempt = new ReadOnlyIntegerWrapper(1);
  private final ReadOnlyBooleanWrapper readsJobs = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<List<Job>> jobs = new ReadOnlyObjectWrapper<>(List.of());
  private final ObjectProperty<Optional<Job>> job = new SimpleObjectProperty<>(Optional.empty());
  private final LogModel log = new LogModel();
  private Optional<RunsSource> source = Optional.empty();
  /// The name of the job to choose when an attempt is opened: each attempt gives its jobs other ids.
  private Optional<String> wanted = Optional.empty();
  /// Off once somebody picks a job: what they read stays on screen.
  private final BooleanProperty follow = new SimpleBooleanProperty(true);
  private long turn;
  private @Nullable Running<?> reading;

  ChosenRun(Dialogs dialogs, Tasks tasks) {
    this.dialogs = dialogs;
    this.tasks = tasks;
    run.subscribe((before, now) -> {
      boolean other = !before.map(WorkflowRun::id).equals(now.map(WorkflowRun::id));
      if (other || !before.map(WorkflowRun::attempt).equals(now.map(WorkflowRun::attempt))) {
        wanted = other || follow.get() ? Optional.empty() : job.get().map(Job::name);
        follow.set(follow.get() || other);
        open(now.map(WorkflowRun::attempt).orElse(1));
      }
    });
    readsJobs.subscribe(_ -> {
      if (job.get().isEmpty()) {
        readLog();
      }
    });
    follow.subscribe(on -> {
      log.toEnd(follows());
      if (on && !jobs.get().isEmpty()) {
        show(jobs.get());
        log.goToEnd();
      }
    });
    job.subscribe((before, now) -> {
      if (!before.map(Job::id).equals(now.map(Job::id)) || !before.map(Job::status).equals(now.map(Job::status))) {
        readLog();
      }
    });
  }

  /// Reads from another repository, in which no run is chosen yet.
  void connect(RunsSource from) {
    source = Optional.of(from);
    run.set(Optional.empty());
  }

  /// Reads from nowhere, and no run is chosen.
  void disconnect() {
    source = Optional.empty();
    run.set(Optional.empty());
  }

  /// Chooses a job for good. Until then the first that fails is shown, as it is what people look for, or the one at work.
  void pick(Job its) {
    follow.set(false);
    job.set(Optional.of(its));
  }

  /// Shows another attempt.
  void choose(int number) {
    if (attempt.get() != number) {
      wanted = !follow.get() ? job.get().map(Job::name) : Optional.empty();
      open(number);
    }
  }

  private void open(int number) {
    jobs.set(List.of());
    job.set(Optional.empty());
    attempt.set(number);
    readJobs();
  }

  /// Shows jobs that were read elsewhere, if they are those of the attempt on screen.
  void show(WorkflowRun of, List<Job> read) {
    if (is(of, of.attempt())) {
      stopReading();
      show(read);
    }
  }

  private boolean is(WorkflowRun its, int number) {
    return run.get().map(WorkflowRun::id).equals(Optional.of(its.id())) && attempt.get() == number;
  }

  private void show(List<Job> read) {
    if (!read.equals(jobs.get())) {
      jobs.set(List.copyOf(read));
    }
    log.toEnd(follows());
    Optional<Job> again =
        job.get().filter(old -> !follow.get() || old.conclusion().failed())
            .flatMap(old -> read.stream().filter(its -> its.id() == old.id()).findFirst());
    job.set(again.or(() -> read.stream().filter(its -> wanted.equals(Optional.of(its.name()))).findFirst())
        .or(() -> read.stream().filter(its -> its.conclusion().failed()).findFirst())
        .or(() -> followed(read))
        .or(() -> job.get().flatMap(old -> read.stream().filter(its -> its.id() == old.id()).findFirst()))
        .or(() -> read.stream().findFirst()));
  }

  /// The job at work that is on screen, or the one a runner took last.
  private Optional<Job> followed(List<Job> read) {
    List<Job> working = follows() ? read.stream().filter(its -> its.status() == RunStatus.IN_PROGRESS).toList() : List.of();
    return job.get().flatMap(old -> working.stream().filter(its -> its.id() == old.id()).findFirst())
        .or(() -> working.stream().max(Comparator.comparing(its -> its.started().orElse(Instant.MIN))));
  }

  private boolean follows() {
    return follow.get() && goesOn();
  }

  /// Whether the attempt on screen has not ended.
  boolean goesOn() {
    return run.get().filter(its -> its.attempt() == attempt.get() && !its.status().ended()).isPresent();
  }

  /// Whether the job at work and the end of its log come on screen while the run goes on.
  BooleanProperty follow() {
    return follow;
  }

  /// Reads the jobs again.
  void readJobs() {
    stopReading();
    if (source.isPresent() && run.get().isPresent()) {
      WorkflowRun chosen = run.get().get();
      RunsSource from = source.get();
      int number = attempt.get();
      long mine = turn;
      readsJobs.set(true);
      reading = tasks.run("Reading jobs of " + RunWords.title(chosen), _ -> from.jobs(chosen, number))
          .onSuccess(read -> {
            if (turn == mine) {
              show(read);
            }
          })
          .onFailure(dialogs::explain)
          .onEnd(() -> {
            if (turn == mine) {
              readsJobs.set(false);
            }
          });
    }
  }

  /// What is still being read is older than what is shown from now on, even if it was read to the end already.
  private void stopReading() {
    turn++;
    readsJobs.set(false);
    if (reading != null) {
      reading.cancel();
      reading = null;
    }
  }

  private void readLog() {
    Optional<Job> now = job.get();
    if (now.isEmpty()) {
      log.clear(readsJobs.get() ? READING_JOBS : "No job is chosen.");
    } else if (source.isEmpty()) {
      log.clear("The log is read once a repository is connected.");
    } else if (!now.get().status().ended()) {
      log.clear("GitHub gives the log when the job has ended.");
    } else if (now.get().conclusion() == Conclusion.SKIPPED) {
      log.clear("The job was skipped and has no log.");
    } else if (neverRan(now.get())) {
      log.clear("No runner took the job, so it has no log.");
    } else {
      Job chosen = now.get();
      RunsSource from = source.get();
      log.clear("Reading the log…");
      tasks.run("Reading the log of " + chosen.name(), progress -> ReadLog.of(LogLine.read(from.log(chosen), progress)))
          .onSuccess(read -> {
            if (job.get().map(Job::id).equals(Optional.of(chosen.id()))) {
              log.show(read.lines(), chosen.conclusion().failed() ? read.facts() : read.facts().withoutHints());
            }
          })
          .onFailure(failure -> log.clear(why(failure)));
    }
  }

  private static String why(Throwable failure) {
    boolean gone = failure instanceof ForgeException forge
        && (forge.kind() == ForgeException.Kind.NOT_FOUND || forge.kind() == ForgeException.Kind.GONE);
    return gone ? "GitHub has no log of this job any more: it keeps logs for ninety days where nothing else is set." : Failure.of(failure).sentence();
  }

  private static boolean neverRan(Job job) {
    return job.runner().isEmpty() && job.steps().isEmpty();
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
      try (InputStream bytes = from.log(chosen)) {
        WholeFile.write(file, bytes::transferTo);
      }
      return file;
    }).onSuccess(file -> dialogs.tell("Saved " + file)).onFailure(dialogs::explain));
  }

  /// When the attempt on screen began, where jobs before that were carried over from an earlier one.
  Optional<Instant> began() {
    return run.get().filter(its -> attempt.get() > 1 && its.attempt() == attempt.get()).flatMap(WorkflowRun::started);
  }

  /// From when to when the attempt on screen is counted; the host tells it of the newest attempt alone.
  Optional<Timeline.Span> span(Instant now) {
    return run.get().filter(its -> its.attempt() == attempt.get()).map(its -> RunWords.span(its, now));
  }

  long failedJobs() {
    return jobs.get().stream().filter(its -> its.conclusion().failed()).count();
  }

  ObjectProperty<Optional<WorkflowRun>> run() {
    return run;
  }

  /// Whether the jobs are still on their way: that there are none cannot be told before.
  ReadOnlyBooleanProperty readsJobs() {
    return readsJobs.getReadOnlyProperty();
  }

  /// The attempt on screen, from 1.
  ReadOnlyIntegerProperty attempt() {
    return attempt.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<List<Job>> jobs() {
    return jobs.getReadOnlyProperty();
  }

  ObjectProperty<Optional<Job>> job() {
    return job;
  }

  LogModel log() {
    return log;
  }
}
