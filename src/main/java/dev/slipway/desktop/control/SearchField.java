package dev.slipway.desktop.control;

import javafx.beans.property.StringProperty;
import org.controlsfx.control.textfield.CustomTextField;
import org.kordamp.ikonli.octicons.Octicons;

/// A field that narrows or searches what stands below it, with the mark people know it by.
public final class SearchField {
  private SearchField() {}

  /// @param id     its id, for styles and tests
  /// @param words  what it does: its prompt and its accessible name
  /// @param keys   what leads to it; empty for nothing
  /// @param wanted what is typed
  public static CustomTextField of(String id, String words, String keys, StringProperty wanted) {
    var field = new CustomTextField();
    field.setId(id);
    field.setPromptText(words);
    field.setLeft(new Icon(Octicons.SEARCH_16, Tone.MUTED).sized(14));
    field.getStyleClass().add("small");
    field.textProperty().bindBidirectional(wanted);
    Describe.describe(field, words, "", keys);
    return field;
  }
}
