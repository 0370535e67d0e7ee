package dev.slipway.desktop.notes;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.text.Text;

/// A text area for texts of any length. JavaFX lays the whole text of an area out at every key; so the area holds the lines around caret
/// and view, and others take their place when one of the two comes near an end. Everything is counted in the whole text: lines from 0,
/// places in characters.
final class LongTextArea extends BorderPane {
  private static final int NEAR = 50;
  private static final KeyCombination UNDO = new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN);
  private static final KeyCombination REDO = new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);
  private static final KeyCombination REDO_TOO = new KeyCodeCombination(KeyCode.Y, KeyCombination.SHORTCUT_DOWN);
  private static final KeyCombination ALL = new KeyCodeCombination(KeyCode.A, KeyCombination.SHORTCUT_DOWN);
  private static final KeyCombination FIRST =
      new KeyCodeCombination(KeyCode.HOME, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_ANY);
  private static final KeyCombination LAST =
      new KeyCodeCombination(KeyCode.END, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_ANY);

  private final TextArea area = new TextArea();
  private final ScrollBar bar = new ScrollBar();
  private final LongText text = new LongText();
  private final WrappedLines drawn = new WrappedLines(area);
  private final Consumer<String> typed;
  private Runnable moved = () -> {};
  private boolean filling;
  private boolean checking;
  private boolean barMoves;
  private boolean ownUndo;
  /// Caret and anchor while the view is elsewhere and the area does not hold them.
  private Optional<Selection> away = Optional.empty();

  /// @param anchor where a selection was begun
  /// @param caret  where it goes to; equal to the anchor without a selection
  record Selection(int anchor, int caret) {
    int start() {
      return Math.min(anchor, caret);
    }

    int end() {
      return Math.max(anchor, caret);
    }
  }

  /// @param typed told the whole text after every edit a person makes
  LongTextArea(Consumer<String> typed) {
    this.typed = typed;
    bar.setOrientation(Orientation.VERTICAL);
    area.setWrapText(true);
    setCenter(area);
    area.textProperty().subscribe(this::edited);
    area.caretPositionProperty().subscribe(_ -> check());
    area.scrollTopProperty().subscribe(_ -> {
      moved.run();
      showBar();
      check();
    });
    area.heightProperty().subscribe(_ -> showBar());
    area.skinProperty().subscribe(_ -> {
      if (area.lookup(".text") instanceof Text shown) {
        shown.wrappingWidthProperty().subscribe(_ -> moved.run()); // other lines are wrapped now
      }
    });
    area.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> away = Optional.empty());
    area.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    area.addEventFilter(KeyEvent.KEY_TYPED, _ -> comeBack());
    bar.valueProperty().subscribe(value -> {
      if (!barMoves) {
        scrollToLine(value.intValue());
      }
    });
  }

  TextArea area() {
    return area;
  }

  /// Told when the text scrolls, or its lines become more or fewer or are wrapped elsewhere.
  void onMoved(Runnable told) {
    moved = told;
  }

  String whole() {
    return text.whole();
  }

  int lines() {
    return text.lines();
  }

  /// Shows another text. Caret, scrolling and undo stay.
  void put(String next) {
    String now = text.whole();
    if (next.equals(now)) {
      return;
    }
    if (now.isEmpty()) {
      ownUndo = false;
      text.begin(next); // nothing was typed yet, so there is nothing to come back to
      fill(new Selection(0, 0), 0);
    } else {
      replaced(next);
    }
  }

  private void replaced(String next) {
    Selection selection = selection();
    int top = topLine();
    if (!ownUndo && LongText.breaks(next) < LongText.SHORT) {
      int start = LongText.common(text.whole(), next);
      int end = LongText.commonEnd(text.whole(), next, start);
      double scrolled = area.getScrollTop();
      area.replaceText(start, area.getLength() - end, next.substring(start, next.length() - end));
      area.setScrollTop(scrolled);
      return;
    }
    int before = text.length();
    int at = text.replaceAll(next);
    int shift = at <= selection.start() ? next.length() - before : 0;
    int caret = Math.clamp(selection.caret() + shift, 0, next.length());
    text.holdAround(caret, caret);
    fill(new Selection(caret, caret), top);
    typed.accept(next);
  }

  /// What is selected, or where the caret is.
  Selection selection() {
    return away.orElseGet(() -> new Selection(text.start() + area.getAnchor(), text.start() + area.getCaretPosition()));
  }

  String selected() {
    Selection selection = selection();
    return text.whole().substring(selection.start(), selection.end());
  }

  /// Selects and brings into view.
  void select(int anchor, int caret) {
    Selection wanted = new Selection(anchor, caret);
    if (holds(wanted)) {
      away = Optional.empty();
      area.selectRange(anchor - text.start(), caret - text.start());
    } else {
      text.holdAround(anchor, caret);
      fill(wanted, Math.max(0, text.firstLine() + lineIn(caret - text.start()) - 5));
    }
  }

  void selectLine(int line) {
    int start = text.startOf(line);
    int end = text.whole().indexOf('\n', start);
    select(end < 0 ? text.length() : end, start);
  }

  /// Replaces a piece, as one edit.
  void replace(int start, int end, String words) {
    select(start, end);
    area.replaceText(start - text.start(), end - text.start(), words);
  }

  /// Brings a line to the top.
  void scrollToLine(int line) {
    int wanted = Math.clamp(line, 0, Math.max(0, text.lines() - 1));
    if (text.nearEdge(wanted, NEAR) || text.nearEdge(Math.min(text.lines() - 1, wanted + linesOnScreen()), NEAR)) {
      Selection selection = selection();
      int from = text.startOf(wanted);
      text.holdAround(from, text.startOf(wanted + linesOnScreen()));
      fill(selection, wanted);
    } else {
      area.setScrollTop(drawn.firstRow(wanted - text.firstLine()) * drawn.rowHeight());
    }
  }

  /// The first line on screen.
  int topLine() {
    return text.firstLine() + drawn.lineAt((int) Math.max(0, Math.floor((area.getScrollTop() + 1) / drawn.rowHeight())));
  }

  /// How much of the first line lies above the screen, in pixels.
  double aboveTopLine() {
    return area.getScrollTop() - drawn.firstRow(topLine() - text.firstLine()) * drawn.rowHeight();
  }

  /// Where the first row begins in the area while nothing is scrolled, in pixels.
  double top() {
    return drawn.top();
  }

  /// At most; fewer where lines are wrapped.
  int linesOnScreen() {
    return (int) Math.ceil(Math.max(0, area.getHeight()) / drawn.rowHeight()) + 1;
  }

  /// How many rows a line takes.
  int rows(int line) {
    return drawn.rows(line - text.firstLine());
  }

  /// The height of a row, in pixels.
  double rowHeight() {
    return drawn.rowHeight();
  }

  private void edited(String part) {
    if (filling || part.equals(text.part())) {
      return;
    }
    text.edited(part);
    typed.accept(text.whole());
    moved.run();
    check();
  }

  private void pressed(KeyEvent key) {
    if (key.getCode().isModifierKey()) {
      return;
    }
    boolean redo = REDO.match(key) || REDO_TOO.match(key);
    if (ownUndo && (redo || UNDO.match(key))) {
      undo(redo ? text.redo() : text.undo());
      key.consume();
    } else if (text.cut() && ALL.match(key)) {
      select(0, text.length());
      key.consume();
    } else if (text.cut() && (FIRST.match(key) || LAST.match(key))) {
      int to = FIRST.match(key) ? 0 : text.length();
      select(key.isShiftDown() ? selection().anchor() : to, to);
      key.consume();
    } else if (!key.isShortcutDown() || key.getCode() != KeyCode.F) {
      comeBack();
    }
  }

  private void undo(Optional<Integer> caret) {
    caret.ifPresent(at -> {
      text.holdAround(at, at);
      fill(new Selection(at, at), Math.max(0, text.firstLine() + lineIn(at - text.start()) - linesOnScreen() / 2));
      typed.accept(text.whole());
    });
  }

  /// Whoever types while the view is elsewhere types where the caret is.
  private void comeBack() {
    away.ifPresent(selection -> {
      away = Optional.empty();
      text.holdAround(selection.anchor(), selection.caret());
      fill(selection, Math.max(0, text.firstLine() + lineIn(selection.caret() - text.start()) - 5));
    });
  }

  private int lineIn(int place) {
    return LongText.breaks(text.part().substring(0, Math.clamp(place, 0, text.part().length())));
  }

  private boolean holds(Selection selection) {
    return selection.start() >= text.start() && selection.end() <= text.start() + text.part().length();
  }

  /// Looks, after what happens now, whether other lines have to be held.
  private void check() {
    boolean tooLong = !text.cut() && text.lines() > LongText.SHORT && !wholeIsSelected();
    if (filling || checking || (!text.cut() && !tooLong)) {
      return;
    }
    checking = true;
    Platform.runLater(() -> {
      checking = false;
      Selection selection = selection();
      int top = topLine();
      int bottom = Math.min(text.lines() - 1, top + linesOnScreen());
      boolean viewEnds = text.nearEdge(top, NEAR / 2) || text.nearEdge(bottom, NEAR / 2);
      int line = text.firstLine() + lineIn(selection.caret() - text.start());
      boolean caretEnds = away.isEmpty() && line >= top && line <= bottom && text.nearEdge(line, NEAR / 2);
      if (caretEnds || (tooLong && text.lines() > LongText.SHORT)) {
        text.holdAround(selection.anchor(), selection.caret());
        fill(selection, top);
      } else if (viewEnds) {
        text.holdAround(text.startOf(top), text.startOf(bottom));
        fill(selection, top);
      }
    });
  }

  private boolean wholeIsSelected() {
    return area.getSelection().getLength() > area.getLength() / 2;
  }

  /// Puts the held lines into the area.
  private void fill(Selection selection, int top) {
    filling = true;
    try {
      boolean inside = holds(selection);
      away = inside ? Optional.empty() : Optional.of(selection);
      area.setText(text.part());
      ownUndo = ownUndo || text.cut();
      int caret = Math.clamp(selection.caret() - text.start(), 0, text.part().length());
      area.selectRange(inside ? selection.anchor() - text.start() : caret, caret);
      if (area.getSkin() != null) {
        area.applyCss();
        area.layout();
      }
      area.setScrollTop(drawn.firstRow(top - text.firstLine()) * drawn.rowHeight());
    } finally {
      filling = false;
    }
    moved.run();
    showBar();
  }

  /// The area's own bar knows only the lines it holds; of a long text another one takes its place.
  private void showBar() {
    boolean cut = text.cut();
    if (area.lookup(".scroll-pane") instanceof ScrollPane inner) {
      inner.setVbarPolicy(cut ? ScrollPane.ScrollBarPolicy.NEVER : ScrollPane.ScrollBarPolicy.AS_NEEDED);
    }
    setRight(cut ? bar : null);
    if (cut) {
      barMoves = true;
      int shown = linesOnScreen();
      bar.setMax(Math.max(1, text.lines() - shown));
      bar.setVisibleAmount(Math.max(bar.getMax() * shown / text.lines(), bar.getMax() / 50));
      bar.setUnitIncrement(3);
      bar.setBlockIncrement(shown);
      bar.setValue(Math.min(topLine(), bar.getMax()));
      barMoves = false;
    }
  }
}
