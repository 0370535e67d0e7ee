package dev.slipway.desktop.notes;

import dev.slipway.changelog.notes.Block;
import dev.slipway.changelog.notes.ReleaseNotes;
import dev.slipway.release.Notes;
import dev.slipway.release.notes.NotesDocument;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.beans.property.StringProperty;
import javafx.util.Duration;

/// The two texts under edit. Notes that nobody touched follow the section, and what is typed is kept against a crash. For the FX thread.
final class NotesTexts {
  /// In longer texts a key does not wait for the notes and the preview to follow.
  private static final int LENGTHY = 60_000;
  private final NotesRequests requests;
  private final Unsaved unsaved;
  private final Map<NotesDocument, EditedText> texts = new EnumMap<>(NotesDocument.class);
  private final PauseTransition resting = new PauseTransition(Duration.millis(250));
  private boolean following;

  NotesTexts(NotesRequests requests) {
    this.requests = requests;
    this.unsaved = new Unsaved(requests);
    for (NotesDocument document : NotesDocument.values()) {
      texts.put(document, new EditedText());
    }
    resting.setOnFinished(_ -> restedLong());
    for (NotesDocument document : NotesDocument.values()) {
      text(document).subscribe(_ -> typed(document));
    }
  }

  EditedText of(NotesDocument document) {
    return Objects.requireNonNull(texts.get(document));
  }

  private StringProperty text(NotesDocument document) {
    return of(document).text();
  }

  /// Forgets everything, for another release.
  void reset() {
    texts.values().forEach(EditedText::reset);
    unsaved.expectRestoring();
  }

  /// Puts texts back that were typed and not saved when the program ended.
  ///
  /// @return a sentence about it, where there was something
  Optional<String> restore(Notes.Unsaved lost) {
    return unsaved.restore(lost, texts);
  }

  /// Notes that nobody touched follow the section while it is typed; after a long section they follow when the hands rest.
  private void typed(NotesDocument document) {
    if (lengthy()) {
      following |= document == NotesDocument.CHANGELOG;
      resting.playFromStart();
      return;
    }
    following |= document == NotesDocument.CHANGELOG;
    rested(document);
  }

  private void rested(NotesDocument document) {
    follow();
    NotesRequests.Texts now = edited();
    unsaved.typed(document, document == NotesDocument.CHANGELOG ? now.section() : now.notes());
  }

  private void restedLong() {
    String section = text(NotesDocument.CHANGELOG).get();
    String notes = text(NotesDocument.NOTES).get();
    requests.workOut(() -> section.isEmpty() ? notes : followed(notes, section), fresh -> {
      boolean still = section.equals(text(NotesDocument.CHANGELOG).get()) && notes.equals(text(NotesDocument.NOTES).get());
      if (!still) {
        return; // typing went on, so hands will rest again
      }
      following = false;
      text(NotesDocument.NOTES).set(fresh);
      resting.stop();
      NotesRequests.Texts now = edited();
      unsaved.typed(NotesDocument.CHANGELOG, now.section());
      unsaved.typed(NotesDocument.NOTES, now.notes());
    });
  }

  /// Whether a key must not wait for what follows from it.
  boolean lengthy() {
    return text(NotesDocument.CHANGELOG).get().length() > LENGTHY || text(NotesDocument.NOTES).get().length() > LENGTHY;
  }

  /// The notes with the section as it is now.
  private void follow() {
    String section = text(NotesDocument.CHANGELOG).get();
    if (following && !section.isEmpty()) {
      following = false;
      StringProperty notes = text(NotesDocument.NOTES);
      notes.set(followed(notes.get(), section));
    }
    following = false;
  }

  private static String followed(String notes, String section) {
    return ReleaseNotes.refresh(notes, List.of(new Block.Changes(body(section)))).text();
  }

  /// The texts that differ from what was kept; notes that only follow the section do not.
  NotesRequests.Texts edited() {
    follow();
    EditedText section = of(NotesDocument.CHANGELOG);
    EditedText notes = of(NotesDocument.NOTES);
    boolean ownWords = notes.edited() && !notes.text().get().equals(followed(notes.kept(), section.text().get()));
    return new NotesRequests.Texts(
        Optional.of(section.text().get()).filter(_ -> section.edited()),
        Optional.of(notes.text().get()).filter(_ -> ownWords));
  }

  /// What stands below the first line.
  private static String body(String section) {
    int end = section.indexOf('\n');
    String body = end < 0 ? "" : section.substring(end).strip();
    return body.isEmpty() ? "" : body + "\n";
  }
}
