package dev.slipway.changelog.section;

import java.util.Locale;
import java.util.Optional;

/// The six types of change of Keep a Changelog, in its order.
///
/// @see <a href="https://keepachangelog.com/en/1.1.0/#how">Keep a Changelog 1.1.0</a>
public enum ChangeType {
  ADDED("Added"),
  CHANGED("Changed"),
  DEPRECATED("Deprecated"),
  REMOVED("Removed"),
  FIXED("Fixed"),
  SECURITY("Security");

  private final String title;

  ChangeType(String title) {
    this.title = title;
  }

  /// The heading.
  public String title() {
    return title;
  }

  /// The type with a heading, whatever its case.
  public static Optional<ChangeType> parse(String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    for (ChangeType type : values()) {
      if (type.title.toLowerCase(Locale.ROOT).equals(wanted)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
