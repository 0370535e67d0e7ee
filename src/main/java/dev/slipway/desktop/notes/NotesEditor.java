package dev.slipway.desktop.notes;

import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.Texts;
import java.util.function.IntConsumer;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// A text area with line numbers, and a bar to find and replace. Undo is the text area's own and lives as long as the window.
final class NotesEditor extends BorderPane {
  private final TextArea area = new TextArea();
  private final Label numbers = new Label();
  private final TextField wanted = new TextField();
  private final TextField instead = new TextField();
  private final Label found = Texts.small("");
  private final HBox bar;
  private int lines = 1;

  /// @param text       the text under edit
  /// @param onTopLine  told the first line on screen, from 0, when the text scrolls
  NotesEditor(StringProperty text, IntConsumer onTopLine) {
    area.setId("notes-editor");
    area.getStyleClass().add("editor");
    area.textProperty().bindBidirectional(text);
    Describe.describe(area, "Release notes in Markdown");
    numbers.getStyleClass().addAll("editor-numbers");
    numbers.setMinHeight(0);
    numbers.setMaxHeight(Double.MAX_VALUE);
    bar = bar();
    setLeft(numbers);
    setCenter(area);
    area.textProperty().subscribe(words -> {
      lines = 1 + (int) words.chars().filter(c -> c == '\n').count();
      number();
    });
    area.scrollTopProperty().subscribe(_ -> {
      number();
      onTopLine.accept(topLine());
    });
    area.heightProperty().subscribe(_ -> number());
    addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
  }

  private void pressed(KeyEvent key) {
    if (KeyCombination.valueOf("Shortcut+F").match(key)) {
      setTop(bar);
      wanted.requestFocus();
      wanted.selectAll();
      key.consume();
    } else if (key.getCode() == KeyCode.ESCAPE && getTop() != null) {
      setTop(null);
      area.requestFocus();
      key.consume();
    } else if (key.getCode() == KeyCode.F3) {
      find(!key.isShiftDown());
      key.consume();
    }
  }

  private HBox bar() {
    wanted.setPromptText("Find");
    wanted.setId("find");
    Describe.describe(wanted, "Find");
    wanted.getStyleClass().add("small");
    wanted.setOnAction(_ -> find(true));
    instead.setPromptText("Replace with");
    instead.setId("replace");
    Describe.describe(instead, "Replace with");
    instead.getStyleClass().add("small");
    HBox.setHgrow(wanted, Priority.ALWAYS);
    HBox.setHgrow(instead, Priority.ALWAYS);
    HBox row = new HBox(6, wanted, button("Next", () -> find(true)), instead, button("Replace", this::replace),
        button("Replace all", this::replaceAll), found);
    row.getStyleClass().add("find-bar");
    return row;
  }

  private static Node button(String words, Runnable work) {
    Button button = new Button(words);
    button.getStyleClass().add("small");
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(_ -> work.run());
    return button;
  }

  /// Selects the next or previous place, going on at the other end.
  void find(boolean forward) {
    String word = wanted.getText();
    String text = area.getText();
    if (word.isEmpty()) {
      return;
    }
    int at = forward
        ? text.indexOf(word, area.getSelection().getEnd())
        : text.lastIndexOf(word, area.getSelection().getStart() - 1);
    if (at < 0) {
      at = forward ? text.indexOf(word) : text.lastIndexOf(word);
    }
    if (at < 0) {
      found.setText("Not found");
    } else {
      found.setText("");
      area.selectRange(at, at + word.length());
    }
  }

  private void replace() {
    if (!wanted.getText().isEmpty() && area.getSelectedText().equals(wanted.getText())) {
      area.replaceSelection(instead.getText());
    }
    find(true);
  }

  private void replaceAll() {
    String word = wanted.getText();
    if (!word.isEmpty() && area.getText().contains(word)) {
      int count = area.getText().split(java.util.regex.Pattern.quote(word), -1).length - 1;
      area.replaceText(0, area.getLength(), area.getText().replace(word, instead.getText()));
      found.setText(count + " replaced");
    }
  }

  private int topLine() {
    return (int) Math.max(0, Math.floor((area.getScrollTop() - 8) / lineHeight()));
  }

  /// Numbers only the lines on screen, so that a long text costs no more than a short one.
  private void number() {
    int first = topLine();
    int shown = (int) Math.ceil(Math.max(0, area.getHeight()) / lineHeight()) + 1;
    StringBuilder text = new StringBuilder();
    for (int line = first; line < Math.min(lines, first + shown); line++) {
      text.append(line + 1).append('\n');
    }
    numbers.setText(text.toString());
    numbers.setTranslateY(first * lineHeight() - area.getScrollTop());
  }

  private double lineHeight() {
    if (area.lookup(".text") instanceof javafx.scene.text.Text drawn && lines > 0 && !area.getText().isEmpty()) {
      double height = drawn.getLayoutBounds().getHeight() / lines;
      return height > 4 ? height : 18;
    }
    return 18;
  }
}
