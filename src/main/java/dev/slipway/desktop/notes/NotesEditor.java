package dev.slipway.desktop.notes;

import dev.slipway.desktop.control.Findings;
import dev.slipway.desktop.control.Hint;
import dev.slipway.desktop.control.Icon;
import dev.slipway.fact.Finding;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.beans.property.StringProperty;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Rectangle;

/// A text area with the numbers its lines have in their file, and marks at lines with findings. Undo lives as long as the window: a text
/// that changes from elsewhere is put in as one edit, which undo takes back like any other. Of a long text the area holds the lines around
/// the caret ([LongText], [LongTextArea]).
final class NotesEditor extends BorderPane {
  private static final double NUMBERS = 40;
  private final LongTextArea text;
  private final Label numbers = new Label();
  private final Pane gutter = new Pane(numbers);
  private final FindBar find;
  private Map<Integer, Finding> marks = new HashMap<>();
  private int firstNumber = 1;

  /// @param id        the id of the text area
  /// @param name      what it is called by those who hear it
  /// @param shared    the text under edit
  /// @param onTopLine told the first line on screen, from 0, when the text scrolls
  NotesEditor(String id, String name, StringProperty shared, IntConsumer onTopLine) {
    text = new LongTextArea(words -> {
      if (!words.equals(shared.get())) {
        shared.set(words);
      }
    });
    find = new FindBar(text);
    TextArea area = text.area();
    area.setId(id);
    area.getStyleClass().add("editor");
    area.setAccessibleText(name); // a tooltip would lie over the words
    shared.subscribe(text::put);
    numbers.getStyleClass().add("editor-numbers");
    numbers.setPrefWidth(NUMBERS);
    gutter.setPrefWidth(NUMBERS);
    gutter.setMinWidth(NUMBERS);
    Rectangle clip = new Rectangle(NUMBERS, 0);
    clip.heightProperty().bind(gutter.heightProperty());
    gutter.setClip(clip);
    setLeft(gutter);
    setCenter(text);
    text.onMoved(() -> {
      number();
      onTopLine.accept(text.topLine());
    });
    area.heightProperty().subscribe(_ -> number());
    addEventFilter(KeyEvent.KEY_PRESSED, key -> find.pressed(key, this));
    area.addEventFilter(KeyEvent.KEY_PRESSED, key -> leave(area, key));
    number();
  }

  /// Tab goes on to the next control, as everywhere: Markdown indents by spaces.
  private static void leave(TextArea area, KeyEvent key) {
    if (key.getCode() == KeyCode.TAB && !key.isShortcutDown() && !key.isAltDown()) {
      area.requestFocusTraversal(key.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
      key.consume();
    }
  }

  TextArea area() {
    return text.area();
  }

  LongTextArea text() {
    return text;
  }

  FindBar find() {
    return find;
  }

  /// Shows other numbers and marks.
  ///
  /// @param first the number of the first line
  /// @param found findings by line, from 0
  void show(int first, Map<Integer, Finding> found) {
    firstNumber = first;
    marks = found;
    number();
  }

  /// Brings a line to the top.
  void scrollToLine(int line) {
    text.scrollToLine(line);
  }

  /// Selects a line and brings it into view.
  void select(int line) {
    text.area().requestFocus();
    text.selectLine(line);
    text.scrollToLine(Math.max(0, line - 4));
  }

  /// Numbers only the lines on screen, so that a long text costs no more than a short one.
  private void number() {
    double height = text.rowHeight();
    int first = text.topLine();
    int last = Math.min(text.lines(), first + text.linesOnScreen());
    StringBuilder words = new StringBuilder();
    double move = text.top() - numbers.snappedTopInset() - text.aboveTopLine();
    gutter.getChildren().setAll(numbers);
    int row = 0;
    for (int line = first; line < last && row < text.linesOnScreen() + text.rows(first); line++) {
      int at = line;
      double y = 8 + move + row * height + 13;
      Optional.ofNullable(marks.get(line)).ifPresent(finding -> gutter.getChildren().add(mark(finding, at, y)));
      words.append(firstNumber + line).repeat('\n', text.rows(line));
      row += text.rows(line);
    }
    numbers.setText(words.toString());
    numbers.setTranslateY(move);
  }

  private Icon mark(Finding finding, int line, double y) {
    Icon icon = Icon.of(Findings.status(finding.severity())).sized(12);
    icon.setMouseTransparent(false);
    Hint.on(icon, finding::message);
    icon.setAccessibleText("Line " + (firstNumber + line) + ": " + finding.message());
    icon.setLayoutX(2);
    icon.setLayoutY(y);
    return icon;
  }
}
