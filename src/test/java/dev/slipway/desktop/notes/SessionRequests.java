package dev.slipway.desktop.notes;

import dev.slipway.changelog.notes.TextVersions;
import dev.slipway.changelog.section.Choice;
import dev.slipway.release.ReleaseSession;
import dev.slipway.release.notes.CloneWrite;
import dev.slipway.release.notes.NotesDocument;
import dev.slipway.task.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Does at once with a real session what the page asks for.
class SessionRequests implements NotesRequests {
  final List<String> done = new ArrayList<>();
  final ReleaseSession session;
  private boolean ended;

  SessionRequests(ReleaseSession session) {
    this.session = session;
  }

  /// The test is over. What the window asks for later, a second after the last key, finds neither folder nor host, and its failure
  /// would be told to the next test. On the FX thread, so that nothing is half done.
  void end() {
    ended = true;
  }

  private interface Step {
    void take() throws Exception;
  }

  private void step(String name, Texts texts, Step step) {
    if (ended) {
      return;
    }
    try {
      if (texts.section().isPresent() || texts.notes().isPresent()) {
        session.notes().edit(texts.section(), texts.notes());
      }
      step.take();
      done.add(name);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Texts none() {
    return new Texts(Optional.empty(), Optional.empty());
  }

  @Override
  public void save(Texts texts, Consumer<Optional<CloneWrite>> answer) {
    step("save", texts, () -> {
      Optional<Path> clone = session.notes().knownClone();
      answer.accept(clone.isPresent() ? Optional.of(session.notes().planClone(clone.get())) : Optional.empty());
    });
  }

  @Override
  public void rebuild(Texts texts) {
    step("rebuild", texts, () -> session.notes().changeRange(session.notes().choices().from(), Progress.unwatched()));
  }

  @Override
  public void changeRange(Texts texts, Optional<String> from) {
    step("range " + from.orElse("chosen"), texts, () -> session.notes().changeRange(from, Progress.unwatched()));
  }

  @Override
  public void choose(Texts texts, Map<String, Choice> commits) {
    step("choose", texts, () -> session.notes().choose(commits));
  }

  @Override
  public void settle(String section) {
    step("settle", none(), () -> session.notes().settle(section));
  }

  @Override
  public void settleRemote(String notes) {
    step("settle remote", none(), () -> session.notes().settleRemote(notes));
  }

  @Override
  public void autosave(NotesDocument document, String text) {
    step("autosave " + document, none(), () -> session.notes().autosave(document, text));
  }

  @Override
  public void discardUnsaved(NotesDocument document) {
    step("discard " + document, none(), () -> session.notes().discardUnsaved(document));
  }

  @Override
  public void versions(NotesDocument document, Consumer<List<TextVersions.Version>> answer) {
    step("versions", none(), () -> answer.accept(session.notes().versions(document).list()));
  }

  @Override
  public void version(NotesDocument document, TextVersions.Version version, Consumer<String> answer) {
    step("version", none(), () -> answer.accept(session.notes().versions(document).read(version)));
  }

  @Override
  public void writeDraft(Texts texts) {
    step("draft", texts, () -> session.notes().writeDraft(Progress.unwatched()));
  }

  @Override
  public void planClone(Texts texts, Path clone, Consumer<CloneWrite> answer) {
    step("plan", texts, () -> answer.accept(session.notes().planClone(clone)));
  }

  @Override
  public void writeClone(Path clone) {
    step("clone", none(), () -> session.notes().writeClone(clone));
  }

  @Override
  public void commit(Texts texts) {
    step("commit", texts, () -> session.notes().commit(Progress.unwatched()));
  }

  @Override
  public void openPullRequest(Texts texts) {
    step("pull request", texts, () -> session.notes().openPullRequest(Progress.unwatched()));
  }

  @Override
  public <T> void workOut(Supplier<T> work, Consumer<T> answer) {
    answer.accept(work.get());
  }
}
