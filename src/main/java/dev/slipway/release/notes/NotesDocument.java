package dev.slipway.release.notes;

/// The two texts a person works on.
public enum NotesDocument {
  /// The version's section of the changelog.
  CHANGELOG,
  /// The text of the release.
  NOTES
}
