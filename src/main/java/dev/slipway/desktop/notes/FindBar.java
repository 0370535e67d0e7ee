package dev.slipway.desktop.notes;

import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.Texts;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;

/// Finds and replaces in a text area.
final class FindBar {
  private static final KeyCombination OPEN = KeyCombination.valueOf("Shortcut+F");
  private final LongTextArea text;
  private final TextField wanted = new TextField();
  private final TextField instead = new TextField();
  private final Label found = Texts.small("");
  private final FlowPane row;

  FindBar(LongTextArea text) {
    this.text = text;
    field(wanted, "find", "Find");
    field(instead, "replace", "Replace with");
    wanted.setOnAction(_ -> find(true));
    row =
        new FlowPane(6, 6, wanted, button("Next", () -> find(true)), button("Previous", () -> find(false)), instead,
            button("Replace", this::replace), button("Replace all", this::replaceAll), found);
    row.getStyleClass().add("find-bar");
  }

  FlowPane row() {
    return row;
  }

  /// Opens, closes or moves on.
  void pressed(KeyEvent key, BorderPane holder) {
    if (OPEN.match(key)) {
      holder.setTop(row);
      String selected = text.selected();
      if (!selected.isEmpty() && selected.indexOf('\n') < 0) {
        wanted.setText(selected);
      }
      wanted.requestFocus();
      wanted.selectAll();
      key.consume();
    } else if (key.getCode() == KeyCode.ESCAPE && holder.getTop() != null) {
      holder.setTop(null);
      text.area().requestFocus();
      key.consume();
    } else if (key.getCode() == KeyCode.F3) {
      find(!key.isShiftDown());
      key.consume();
    }
  }

  private static void field(TextField field, String id, String name) {
    field.setPromptText(name);
    field.setId(id);
    field.setPrefWidth(120);
    field.getStyleClass().add("small");
    Describe.describe(field, name);
  }

  private static Node button(String words, Runnable work) {
    Button button = new Button(words);
    button.getStyleClass().add("small");
    button.setMinWidth(Button.USE_PREF_SIZE);
    button.setOnAction(_ -> work.run());
    return button;
  }

  /// Selects the next or previous place, going on at the other end.
  void find(boolean forward) {
    String word = wanted.getText();
    if (word.isEmpty()) {
      return;
    }
    String whole = text.whole();
    LongTextArea.Selection now = text.selection();
    int at = forward ? whole.indexOf(word, now.end()) : whole.lastIndexOf(word, now.start() - 1);
    if (at < 0) {
      at = forward ? whole.indexOf(word) : whole.lastIndexOf(word);
    }
    if (at < 0) {
      found.setText("Not found");
    } else {
      found.setText("");
      text.select(at, at + word.length());
    }
  }

  void replace() {
    if (!wanted.getText().isEmpty() && text.selected().equals(wanted.getText())) {
      LongTextArea.Selection now = text.selection();
      text.replace(now.start(), now.end(), instead.getText());
    }
    find(true);
  }

  void replaceAll() {
    String word = wanted.getText();
    String whole = text.whole();
    if (!word.isEmpty() && whole.contains(word)) {
      int count = whole.split(java.util.regex.Pattern.quote(word), -1).length - 1;
      text.put(whole.replace(word, instead.getText()));
      found.setText(count + " replaced");
    } else {
      found.setText("Not found");
    }
  }
}
