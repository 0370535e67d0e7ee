package dev.slipway.desktop.notes;

import dev.slipway.changelog.notes.TextVersions;
import dev.slipway.changelog.section.Choice;
import dev.slipway.release.notes.CloneWrite;
import dev.slipway.release.notes.NotesDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What the Notes page asks for. All methods return at once; callbacks come on the FX thread.
public interface NotesRequests {

  /// Texts that were edited; empty where one was not.
  record Texts(Optional<String> section, Optional<String> notes) {}

  /// Keeps edited texts.
  ///
  /// @param answer told what the clone's changelog would become; empty where no clone is known
  void save(Texts texts, Consumer<Optional<CloneWrite>> answer);

  /// Reads the commits again and brings what they say together with what was edited.
  void rebuild(Texts texts);

  /// Reads the commits from another point on.
  ///
  /// @param from a tag, branch or commit; `""` for the beginning; empty to have it chosen
  void changeRange(Texts texts, Optional<String> from);

  /// Keeps decisions about commits; the section follows.
  void choose(Texts texts, Map<String, Choice> commits);

  /// This text of the section stands, whatever the commits say.
  void settle(String section);

  /// This text of the notes stands, and the one on the host was seen.
  void settleRemote(String notes);

  /// Keeps what stands in the editor against a crash.
  void autosave(NotesDocument document, String text);

  /// What stands in the editor is the saved text.
  void discardUnsaved(NotesDocument document);

  /// Every version of a text, oldest first.
  void versions(NotesDocument document, Consumer<List<TextVersions.Version>> answer);

  /// The text of a version.
  void version(NotesDocument document, TextVersions.Version version, Consumer<String> answer);

  /// Puts the notes into the draft on the host.
  void writeDraft(Texts texts);

  /// Keeps edited texts, and works out what a clone's changelog would become.
  void planClone(Texts texts, Path clone, Consumer<CloneWrite> answer);

  /// Puts the section into the changelog of a clone.
  void writeClone(Path clone);

  /// Puts the section onto the default branch with a commit.
  void commit(Texts texts);

  /// Proposes the section with a pull request.
  void openPullRequest(Texts texts);

  /// Works something out beside the FX thread; the answer comes on it. A newer question makes an older answer useless, which the asker sees.
  <T> void workOut(Supplier<T> work, Consumer<T> answer);
}
