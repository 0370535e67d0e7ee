package dev.slipway.desktop.shell;

import dev.slipway.forge.Host;

/// What the window is looking at.
///
/// @param repository the repository's full name, or a folder's name
/// @param kind       where it is
/// @param tag        the release's tag; empty while none is chosen
/// @param state      what the release is now: "draft", "published"; empty while none is chosen
public record Place(String repository, Kind kind, String tag, String state) {

  /// Where the release is.
  public enum Kind {
    GITHUB("GitHub"),
    ENTERPRISE("GitHub Enterprise"),
    REHEARSAL("Rehearsal"),
    FOLDER("Folder");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /// The badge under the repository's name.
    public String words() {
      return words;
    }

    /// The kind of a code host.
    public static Kind of(Host.Kind kind) {
      return switch (kind) {
        case GITHUB -> GITHUB;
        case ENTERPRISE -> ENTERPRISE;
        case REHEARSAL -> REHEARSAL;
      };
    }
  }
}
