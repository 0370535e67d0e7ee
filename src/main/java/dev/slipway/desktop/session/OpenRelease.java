package dev.slipway.desktop.session;

import dev.slipway.desktop.Connections;
import dev.slipway.desktop.control.Dialogs;
import dev.slipway.desktop.control.Figures;
import dev.slipway.fact.Problem;
import dev.slipway.forge.ForgeException;
import dev.slipway.release.ReleaseSession;
import dev.slipway.task.Progress;
import dev.slipway.task.Running;
import dev.slipway.task.Tasks;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The release the window is about, and the steps that are taken with it: each becomes a task with progress and cancel.
final class OpenRelease {
  private final Supplier<Tasks> tasks;
  private final Supplier<Dialogs> dialogs;
  private final Consumer<String> mark;
  private Optional<Open> open = Optional.empty();

  /// What is open.
  ///
  /// @param opened  the connection, and what was known beforehand
  /// @param session the work on the release
  record Open(Connections.Opened opened, ReleaseSession session) {

    /// Where a file of the repository is shown on the host.
    ///
    /// @param line from 1; 0 for the whole file
    URI page(String file, int line) {
      var connection = opened.connection();
      return URI.create(connection.forge().host().web() + "/" + connection.repository() + "/blob/"
          + session.snapshot().subject().ref() + "/" + file + (line > 0 ? "#L" + line : ""));
    }
  }

  /// A step of the session.
  @FunctionalInterface
  interface Step {
    void take(ReleaseSession session, Progress progress) throws Exception;
  }

  /// @param mark says in the status bar how old what is shown may be
  OpenRelease(Supplier<Tasks> tasks, Supplier<Dialogs> dialogs, Consumer<String> mark) {
    this.tasks = tasks;
    this.dialogs = dialogs;
    this.mark = mark;
  }

  /// What is open; empty at first, and while a folder is looked at.
  Optional<Open> now() {
    return open;
  }

  void show(Open opened) {
    open = Optional.of(opened);
  }

  void close() {
    open = Optional.empty();
  }

  Dialogs dialogs() {
    return dialogs.get();
  }

  Tasks tasks() {
    return tasks.get();
  }

  /// Takes a step; "Try again" takes it once more.
  Optional<Running<Boolean>> step(String title, Step step) {
    return step(title, step, () -> step(title, step));
  }

  /// Takes a step.
  ///
  /// @param again what "Try again" does when the step failed
  Optional<Running<Boolean>> step(String title, Step step, Runnable again) {
    if (open.isEmpty()) {
      dialogs().explain(Problem.wrongUse("No release is open. Open the rehearsal or connect a repository first."));
      return Optional.empty();
    }
    ReleaseSession session = open.get().session();
    return Optional.of(tasks().<Boolean>run(title, progress -> {
      step.take(session, progress);
      return true;
    }).onFailure(failure -> failed(failure, again)));
  }

  /// What was read stays on the pages; the status bar says that it may be old where the host was not reached.
  void failed(Throwable failure, Runnable again) {
    dialogs().explain(failure, again);
    if (open.isPresent() && failure instanceof ForgeException forge && unreached(forge.kind())) {
      mark.accept("Offline since " + Figures.clock(Instant.now(), ZoneId.systemDefault()));
    }
  }

  private static boolean unreached(ForgeException.Kind kind) {
    return kind == ForgeException.Kind.UNREACHABLE || kind == ForgeException.Kind.ABSENT;
  }

  /// Where the release of somebody else is public there is nothing to plan, and the board says so.
  private static void planIfAnything(ReleaseSession session) throws Problem {
    try {
      session.plan();
    } catch (Problem e) {
      if (e.kind() != Problem.Kind.DOES_NOT_HOLD) {
        throw e;
      }
      System.getLogger(OpenRelease.class.getName()).log(System.Logger.Level.DEBUG, "nothing to publish", e);
    }
  }

  /// Everything that can be measured now: the run, its files, their sizes, the notes, and the plan that follows.
  static void measureAll(ReleaseSession session, Progress progress) throws Exception {
    if (session.snapshot().pipeline().run().isEmpty()) {
      session.adoptRun(progress);
    }
    if (session.snapshot().pipeline().run().isPresent()) {
      session.download(progress);
    }
    if (!session.snapshot().files().held().isEmpty()) {
      session.verify(progress);
      session.measure(progress);
    }
    session.draftNotes(progress);
    if (session.snapshot().board().ready()) {
      planIfAnything(session);
    }
    if (!session.snapshot().files().held().isEmpty()) {
      session.compareSizes(progress);
    }
  }
}
