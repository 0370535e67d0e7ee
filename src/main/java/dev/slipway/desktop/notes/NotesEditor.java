package dev.slipway.desktop.notes;

import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.Findings;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Hint;
import dev.slipway.fact.Finding;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;

/// A text area with the numbers its lines have in their file, and marks at lines with findings. Undo is the text area's own and lives as
/// long as the window: a text that changes from elsewhere is put in as one edit, which undo takes back like any other.
final class NotesEditor extends BorderPane {
  private static final double NUMBERS = 40;
  private final TextArea area = new TextArea();
  private final Label numbers = new Label();
  private final Pane gutter = new Pane(numbers);
  private final FindBar find = new FindBar(area);
  private Map<Integer, Finding> marks = new HashMap<>();
  private int lines = 1;
  private int firstNumber = 1;

  /// @param id        the id of the text area
  /// @param name      what it is called by those who hear it
  /// @param text      the text under edit
  /// @param onTopLine told the first line on screen, from 0, when the text scrolls
  NotesEditor(String id, String name, StringProperty text, IntConsumer onTopLine) {
    area.setId(id);
    area.getStyleClass().add("editor");
    Describe.describe(area, name);
    text.subscribe(this::put);
    area.textProperty().subscribe(words -> {
      if (!words.equals(text.get())) {
        text.set(words);
      }
      lines = 1 + (int) words.chars().filter(c -> c == '\n').count();
      number();
    });
    numbers.getStyleClass().add("editor-numbers");
    numbers.setPrefWidth(NUMBERS);
    gutter.setPrefWidth(NUMBERS);
    gutter.setMinWidth(NUMBERS);
    Rectangle clip = new Rectangle(NUMBERS, 0);
    clip.heightProperty().bind(gutter.heightProperty());
    gutter.setClip(clip);
    setLeft(gutter);
    setCenter(area);
    area.scrollTopProperty().subscribe(_ -> {
      number();
      onTopLine.accept(topLine());
    });
    area.heightProperty().subscribe(_ -> number());
    addEventFilter(javafx.scene.input.KeyEvent.KEY_PRESSED, key -> find.pressed(key, this));
  }

  TextArea area() {
    return area;
  }

  FindBar find() {
    return find;
  }

  /// Replaces only what differs, so that caret, scrolling and undo stay.
  private void put(String next) {
    String now = area.getText();
    if (next.equals(now)) {
      return;
    }
    if (now.isEmpty()) {
      area.setText(next); // nothing was typed yet, so there is nothing to come back to
      return;
    }
    int start = 0;
    int shorter = Math.min(now.length(), next.length());
    while (start < shorter && now.charAt(start) == next.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < shorter - start && now.charAt(now.length() - 1 - end) == next.charAt(next.length() - 1 - end)) {
      end++;
    }
    double top = area.getScrollTop();
    area.replaceText(start, now.length() - end, next.substring(start, next.length() - end));
    area.setScrollTop(top);
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
    area.setScrollTop(line * lineHeight());
  }

  /// Selects a line and brings it into view.
  void select(int line) {
    String text = area.getText();
    int start = 0;
    for (int i = 0; i < line && start >= 0; i++) {
      start = text.indexOf('\n', start) + 1;
    }
    int end = text.indexOf('\n', start);
    area.requestFocus();
    area.selectRange(end < 0 ? text.length() : end, start);
    scrollToLine(Math.max(0, line - 4));
  }

  private int topLine() {
    return (int) Math.max(0, Math.floor((area.getScrollTop() + 1) / lineHeight()));
  }

  /// Numbers only the lines on screen, so that a long text costs no more than a short one.
  private void number() {
    double height = lineHeight();
    int first = topLine();
    int shown = (int) Math.ceil(Math.max(0, area.getHeight()) / height) + 1;
    StringBuilder text = new StringBuilder();
    int last = Math.min(lines, first + shown);
    for (int line = first; line < last; line++) {
      text.append(firstNumber + line).append('\n');
    }
    numbers.setText(text.toString());
    double move = first * height - area.getScrollTop();
    numbers.setTranslateY(move);
    gutter.getChildren().setAll(numbers);
    for (int line = first; line < last; line++) {
      Finding finding = marks.get(line);
      if (finding != null) {
        Icon icon = Icon.of(Findings.status(finding.severity())).sized(12);
        icon.setMouseTransparent(false);
        Hint.on(icon, finding::message);
        icon.setAccessibleText("Line " + (firstNumber + line) + ": " + finding.message());
        icon.setLayoutX(2);
        icon.setLayoutY(8 + move + (line - first) * height + 13);
        gutter.getChildren().add(icon);
      }
    }
  }

  private double lineHeight() {
    if (area.lookup(".text") instanceof Text drawn && lines > 0 && !area.getText().isEmpty()) {
      double height = drawn.getLayoutBounds().getHeight() / lines;
      return height > 4 ? height : 18;
    }
    return 18;
  }

}
