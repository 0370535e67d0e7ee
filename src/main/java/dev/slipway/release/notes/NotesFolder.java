package dev.slipway.release.notes;

import dev.slipway.changelog.notes.TextVersions;
import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Everything that is kept about the notes of a release between two sessions, each in a file of its own.
///
/// | file | holds |
/// |---|---|
/// | `section.md`, `notes.md` | what a person made of the two texts; absent until somebody edits |
/// | `section.generated.md`, `notes.generated.md` | what was generated last, the base of the next merge |
/// | `section.unsaved.md`, `notes.unsaved.md` | what stood in the editor and was not saved |
/// | `remote.md` | the draft's text on the host as it was read or written last |
/// | `placed.txt` | the parts of the notes that were offered when the person saved |
/// | `choices.json` | decisions about commits and the range |
/// | `versions/`, `section-versions/` | every version of both texts |
public final class NotesFolder {
  private static final long LONGEST = 4L << 20;
  private final Path folder;
  private final Clock clock;

  /// @param folder its place; made when the first text is kept
  public NotesFolder(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /// What a person made of a text; empty until somebody edited it.
  public Optional<String> edited(NotesDocument document) throws Problem {
    return read(folder.resolve(name(document) + ".md"));
  }

  /// Keeps an edited text, and it as a version.
  void edit(NotesDocument document, String text) throws Problem {
    versions(document).keep(text, TextVersions.Origin.EDITED);
    WholeFile.writeText(folder.resolve(name(document) + ".md"), text);
    discardUnsaved(document);
  }

  /// Forgets that a person edited a text; its versions stay.
  void unedit(NotesDocument document) throws Problem {
    delete(folder.resolve(name(document) + ".md"));
    discardUnsaved(document);
  }

  /// What was generated last.
  Optional<String> generated(NotesDocument document) throws Problem {
    return read(folder.resolve(name(document) + ".generated.md"));
  }

  void generated(NotesDocument document, String text) throws Problem {
    if (!generated(document).equals(Optional.of(text))) {
      versions(document).keep(text, TextVersions.Origin.GENERATED);
      WholeFile.writeText(folder.resolve(name(document) + ".generated.md"), text);
    }
  }

  /// What stood in the editor when the program ended without saving.
  public Optional<String> unsaved(NotesDocument document) throws Problem {
    return read(folder.resolve(name(document) + ".unsaved.md"));
  }

  /// Keeps what stands in the editor, so that a crash costs a second's typing at most.
  public void autosave(NotesDocument document, String text) throws Problem {
    WholeFile.writeText(folder.resolve(name(document) + ".unsaved.md"), text);
  }

  /// The text in the editor was saved, or is the saved one again.
  public void discardUnsaved(NotesDocument document) throws Problem {
    delete(folder.resolve(name(document) + ".unsaved.md"));
  }

  /// The draft's text on the host as it was read or written last.
  Optional<String> remote() throws Problem {
    return read(folder.resolve("remote.md"));
  }

  void remote(String text) throws Problem {
    if (!remote().equals(Optional.of(text))) {
      if (!text.isBlank()) {
        versions(NotesDocument.NOTES).keep(text, TextVersions.Origin.REMOTE);
      }
      WholeFile.writeText(folder.resolve("remote.md"), text);
    }
  }

  List<String> placed() throws Problem {
    return read(folder.resolve("placed.txt")).map(text -> text.lines().toList()).orElse(List.of());
  }

  void placed(List<String> ids) throws Problem {
    WholeFile.writeText(folder.resolve("placed.txt"), String.join("\n", ids) + "\n");
  }

  /// Where the range begins, when a person chose that.
  public Optional<String> keptRange() throws Problem {
    return choices().from();
  }

  NotesChoices choices() throws Problem {
    Optional<String> text = read(folder.resolve("choices.json"));
    return text.isEmpty() ? NotesChoices.none() : NotesChoices.read(text.get());
  }

  void choices(NotesChoices choices) throws Problem {
    WholeFile.writeText(folder.resolve("choices.json"), choices.text());
  }

  /// Every version of a text.
  public TextVersions versions(NotesDocument document) {
    return new TextVersions(
        folder.resolve(
            switch (document) {
              case CHANGELOG -> "section-versions";
              case NOTES -> "versions";
            }),
        clock);
  }

  private static String name(NotesDocument document) {
    return switch (document) {
      case CHANGELOG -> "section";
      case NOTES -> "notes";
    };
  }

  /// @throws Problem when it is there and cannot be read: an edit is never silently replaced
  private static Optional<String> read(Path file) throws Problem {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      if (Files.size(file) > LONGEST) {
        throw Problem.outOfReach("%s has more than 4 MiB and was not read; shorten it or move it away.".formatted(file));
      }
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      throw Problem.outOfReach(
          "%s could not be read: %s. Nothing was changed; make it readable or move it away.".formatted(file, WholeFile.reason(e)), e);
    }
  }

  private static void delete(Path file) throws Problem {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw Problem.outOfReach("%s could not be removed: %s.".formatted(file, WholeFile.reason(e)), e);
    }
  }
}
