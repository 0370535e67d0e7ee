package dev.slipway.desktop.notes;

import dev.slipway.release.Notes;
import dev.slipway.release.notes.NotesDocument;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.util.Duration;

/// Keeps what is typed against a crash: a second after the last key it lies on disk, and the next start brings it back.
final class Unsaved {
  private static final Duration SETTLED = Duration.seconds(1);
  private final NotesRequests requests;
  private final Map<NotesDocument, PauseTransition> timers = new EnumMap<>(NotesDocument.class);
  private final Map<NotesDocument, String> kept = new EnumMap<>(NotesDocument.class);
  private boolean restoring = true;

  Unsaved(NotesRequests requests) {
    this.requests = requests;
    for (NotesDocument document : NotesDocument.values()) {
      timers.put(document, new PauseTransition(SETTLED));
    }
  }

  /// Another release is shown; what was typed there before comes back with its first texts.
  void expectRestoring() {
    restoring = true;
    kept.clear();
    timers.values().forEach(PauseTransition::stop);
  }

  /// Puts texts back that were typed and not saved when the program ended.
  ///
  /// @return a sentence about it, where there was something
  Optional<String> restore(Notes.Unsaved unsaved, Map<NotesDocument, EditedText> texts) {
    if (!restoring) {
      return Optional.empty();
    }
    restoring = false;
    boolean section = restored(NotesDocument.CHANGELOG, unsaved.section(), texts);
    boolean notes = restored(NotesDocument.NOTES, unsaved.text(), texts);
    return section || notes
        ? Optional.of("What was typed and not saved before the program ended was brought back. Save it, or undo.")
        : Optional.empty();
  }

  private boolean restored(NotesDocument document, Optional<String> text, Map<NotesDocument, EditedText> texts) {
    EditedText edited = Objects.requireNonNull(texts.get(document));
    if (text.isEmpty() || text.get().equals(edited.text().get())) {
      return false;
    }
    kept.put(document, text.get());
    edited.text().set(text.get());
    return true;
  }

  /// A key was pressed.
  ///
  /// @param text the text, where it differs from the saved one
  void typed(NotesDocument document, Optional<String> text) {
    if (restoring) {
      return;
    }
    PauseTransition timer = Objects.requireNonNull(timers.get(document));
    timer.setOnFinished(_ -> keep(document, text));
    timer.playFromStart();
  }

  private void keep(NotesDocument document, Optional<String> text) {
    if (text.isPresent()) {
      if (!text.get().equals(kept.put(document, text.get()))) {
        requests.autosave(document, text.get());
      }
    } else if (kept.remove(document) != null) {
      requests.discardUnsaved(document);
    }
  }
}
