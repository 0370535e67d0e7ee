package dev.slipway.changelog.notes;

/// What to do before a text on the code host is replaced: it is read again and compared with what was read when
/// editing began, so that nobody's words are overwritten unseen.
public sealed interface RemoteText {

  /// The remote text is what it was; writing harms nothing.
  record Unchanged() implements RemoteText {}

  /// It is already what would be written.
  record AlreadyThere() implements RemoteText {}

  /// Somebody changed it in the meantime; both have to be shown.
  ///
  /// @param now    what stands there now
  /// @param merged both brought together
  record Changed(String now, MergedText merged) implements RemoteText {}

  /// Compares.
  ///
  /// @param read  the remote text when editing began
  /// @param now   the remote text read just now
  /// @param mine  what would be written
  static RemoteText compare(String read, String now, String mine) {
    if (normal(now).equals(normal(mine))) {
      return new AlreadyThere();
    }
    if (normal(now).equals(normal(read))) {
      return new Unchanged();
    }
    return new Changed(now, ThreeWayMerge.merge(normal(read), normal(mine), normal(now)));
  }

  /// The host may store other line ends and cut blank lines at the end.
  private static String normal(String text) {
    String stripped = text.replace("\r\n", "\n").stripTrailing();
    return stripped.isEmpty() ? "" : stripped + "\n";
  }
}
