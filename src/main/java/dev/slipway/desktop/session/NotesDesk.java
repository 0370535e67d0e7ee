package dev.slipway.desktop.session;

import dev.slipway.changelog.notes.TextVersions;
import dev.slipway.changelog.section.Choice;
import dev.slipway.desktop.control.Dialogs;
import dev.slipway.desktop.notes.NotesRequests;
import dev.slipway.fact.Problem;
import dev.slipway.forge.ForgeException;
import dev.slipway.release.ReleaseSession;
import dev.slipway.release.notes.CloneWrite;
import dev.slipway.release.notes.NotesDocument;
import dev.slipway.release.notes.NotesWork;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.task.Running;
import dev.slipway.task.Tasks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;

/// Answers the Notes page with the session of a release. Texts under edit are kept before anything else is done with them.
final class NotesDesk implements NotesRequests {
  private final Supplier<? extends Tasks> tasks;
  private final Supplier<Optional<ReleaseSession>> session;
  private final Supplier<Dialogs> dialogs;
  private final Map<NotesDocument, String> typed = new ConcurrentHashMap<>();

  /// @param session the open release; empty before one was opened
  NotesDesk(Supplier<? extends Tasks> tasks, Supplier<Optional<ReleaseSession>> session, Supplier<Dialogs> dialogs) {
    this.tasks = tasks;
    this.session = session;
    this.dialogs = dialogs;
  }

  @FunctionalInterface
  private interface Step<T> {
    T take(NotesWork work, Progress progress) throws Problem, ForgeException, Cancelled;
  }

  private <T> Optional<Running<T>> step(String title, Step<T> step) {
    Optional<ReleaseSession> open = session.get();
    if (open.isEmpty()) {
      dialogs.get().explain(Problem.wrongUse("No release is open. Open the rehearsal or connect a repository first."));
      return Optional.empty();
    }
    NotesWork work = open.get().notes();
    return Optional.of(tasks.get().<T>run(title, progress -> step.take(work, progress)).onFailure(dialogs.get()::explain));
  }

  private static void keep(NotesWork work, Texts texts) throws Problem {
    if (texts.section().isPresent() || texts.notes().isPresent()) {
      work.edit(texts.section(), texts.notes());
    }
  }

  @Override
  public void save(Texts texts, Consumer<Optional<CloneWrite>> answer) {
    step("Keeping the texts", (work, progress) -> {
      work.edit(texts.section(), texts.notes());
      Optional<Path> clone = work.knownClone();
      Optional<CloneWrite> plan = clone.isPresent() ? Optional.of(work.planClone(clone.get())) : Optional.empty();
      work.checkIssues(progress);
      return plan;
    }).ifPresent(running -> running.onSuccess(answer));
  }

  @Override
  public void rebuild(Texts texts) {
    step("Making the notes", (work, progress) -> {
      keep(work, texts);
      work.changeRange(work.choices().from(), progress);
      work.checkIssues(progress);
      return true;
    });
  }

  @Override
  public void changeRange(Texts texts, Optional<String> from) {
    step("Reading the commits", (work, progress) -> {
      keep(work, texts);
      work.changeRange(from, progress);
      return true;
    });
  }

  @Override
  public void choose(Texts texts, Map<String, Choice> commits) {
    step("Taking commits in and out", (work, _) -> {
      keep(work, texts);
      work.choose(commits);
      return true;
    });
  }

  @Override
  public void settle(String section) {
    step("Keeping the decision", (work, _) -> {
      work.settle(section);
      return true;
    });
  }

  @Override
  public void settleRemote(String notes) {
    step("Keeping the decision", (work, _) -> {
      work.settleRemote(notes);
      return true;
    });
  }

  /// Whichever of two quick writes comes last writes the newest text.
  @Override
  public void autosave(NotesDocument document, String text) {
    typed.put(document, text);
    step("Keeping what was typed", (work, _) -> {
      synchronized (typed) {
        String newest = typed.get(document);
        if (newest != null) {
          work.autosave(document, newest);
        }
      }
      return true;
    });
  }

  @Override
  public void discardUnsaved(NotesDocument document) {
    typed.remove(document);
    step("Clearing what was typed", (work, _) -> {
      synchronized (typed) {
        if (!typed.containsKey(document)) {
          work.discardUnsaved(document);
        }
      }
      return true;
    });
  }

  @Override
  public void versions(NotesDocument document, Consumer<List<TextVersions.Version>> answer) {
    step("Listing the versions", (work, _) -> work.versions(document).list()).ifPresent(running -> running.onSuccess(answer));
  }

  @Override
  public void version(NotesDocument document, TextVersions.Version version, Consumer<String> answer) {
    step("Reading version " + version.number(), (work, _) -> work.versions(document).read(work.versions(document).restore(version)))
        .ifPresent(running -> running.onSuccess(answer));
  }

  @Override
  public void writeDraft(Texts texts) {
    written("Writing the draft's text", texts, NotesWork::writeDraft);
  }

  @Override
  public void planClone(Texts texts, Path clone, Consumer<CloneWrite> answer) {
    step("Comparing with " + clone, (work, _) -> {
      keep(work, texts);
      return work.planClone(clone);
    }).ifPresent(running -> running.onSuccess(answer));
  }

  @Override
  public void writeClone(Path clone) {
    step("Writing into " + clone, (work, _) -> work.writeClone(clone)).ifPresent(running -> running.onSuccess(dialogs.get()::tell));
  }

  @Override
  public void commit(Texts texts) {
    written("Committing the section", texts, NotesWork::commit);
  }

  @Override
  public void openPullRequest(Texts texts) {
    written("Opening a pull request", texts, NotesWork::openPullRequest);
  }

  private void written(String title, Texts texts, Step<String> write) {
    step(title, (work, progress) -> {
      keep(work, texts);
      return write.take(work, progress);
    }).ifPresent(running -> running.onSuccess(dialogs.get()::tell));
  }

  /// Drawing is no task a person waits for, so it is not shown among them.
  @Override
  public <T> void workOut(Supplier<T> work, Consumer<T> answer) {
    Thread.startVirtualThread(() -> {
      T worked = work.get();
      Platform.runLater(() -> answer.accept(worked));
    });
  }
}
