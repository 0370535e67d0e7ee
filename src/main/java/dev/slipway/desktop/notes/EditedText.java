package dev.slipway.desktop.notes;

import dev.slipway.changelog.notes.MergedText;
import dev.slipway.changelog.notes.ThreeWayMerge;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// A text under edit beside the one that was kept last.
final class EditedText {
  private final StringProperty text = new SimpleStringProperty("");
  private String kept = "";

  StringProperty text() {
    return text;
  }

  String kept() {
    return kept;
  }

  boolean edited() {
    return !text.get().equals(kept);
  }

  /// Takes a text that was kept meanwhile; what was typed since is merged into it, and where both changed, typed words stay.
  ///
  /// @return the places where other words were put aside
  List<MergedText.Conflict> take(String next) {
    String before = kept;
    kept = next;
    if (next.equals(before) || text.get().equals(next)) {
      return List.of();
    }
    if (text.get().equals(before)) {
      text.set(next);
      return List.of();
    }
    MergedText merged = ThreeWayMerge.merge(before, text.get(), next);
    text.set(merged.keepingEdits());
    return merged.conflicts();
  }

  /// Forgets everything, for another release.
  void reset() {
    kept = "";
    text.set("");
  }
}
