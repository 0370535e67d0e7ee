package dev.slipway.desktop.notes;

/// What the Notes page asks for. All methods return at once.
public interface NotesRequests {

  /// Keeps an edited text.
  void save(String text);

  /// Makes the notes from the commits.
  void rebuild();
}
