package dev.slipway.desktop.notes;

import java.util.Arrays;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.text.Text;
import javafx.scene.text.TextLineInfo;

/// Where a text area draws the lines it holds. A line that is wider than the area takes several rows, all of one height. Lines and rows are
/// counted from 0, within what the area holds. For the FX thread.
final class WrappedLines {
  /// The height of a row that was not drawn yet, in pixels.
  private static final double UNDRAWN = 18;
  /// What is above the first row before it was drawn, in pixels.
  private static final double PADDING = 8;
  private final TextArea area;
  private String text = "";
  private double width = -1;
  private double rowHeight = UNDRAWN;
  /// The first row of every line, and of the one that would follow the last.
  private int[] starts = {0, 1};

  WrappedLines(TextArea area) {
    this.area = area;
  }

  /// In pixels.
  double rowHeight() {
    look();
    return rowHeight;
  }

  /// Where the first row begins in the area while nothing is scrolled, in pixels: insets and padding are whole pixels of the screen, so
  /// that depends on its scale.
  double top() {
    if (!(area.lookup(".text") instanceof Text drawn)) {
      return PADDING;
    }
    double top = drawn.getLayoutBounds().getMinY();
    for (Node node = drawn; node != null && node != area; node = node.getParent()) {
      boolean scrolls = node.getParent() != null && node.getParent().getStyleClass().contains("viewport");
      top += scrolls ? 0 : node.getLayoutY();
    }
    return top;
  }

  int firstRow(int line) {
    look();
    return starts[Math.clamp(line, 0, starts.length - 1)];
  }

  /// How many rows a line takes.
  int rows(int line) {
    return Math.max(1, firstRow(line + 1) - firstRow(line));
  }

  /// The line a row belongs to.
  int lineAt(int row) {
    look();
    int found = Arrays.binarySearch(starts, row);
    return Math.clamp(found >= 0 ? found : -found - 2, 0, starts.length - 2);
  }

  /// The text that draws the lines; lays itself out when it is asked.
  private void look() {
    if (!(area.lookup(".text") instanceof Text drawn) || area.getLength() == 0) {
      starts = new int[] {0, 1};
      rowHeight = UNDRAWN;
      text = "";
      return;
    }
    double height = drawn.getLayoutBounds().getHeight();
    if (drawn.getWrappingWidth() != width || !drawn.getText().equals(text)) {
      text = drawn.getText();
      width = drawn.getWrappingWidth();
      starts = starts(text, drawn.getLayoutInfo().getTextLines(false));
    }
    double each = height / starts[starts.length - 1];
    rowHeight = each > 4 ? each : UNDRAWN;
  }

  private static int[] starts(String text, List<TextLineInfo> rows) {
    int[] starts = new int[LongText.breaks(text) + 2];
    int line = 0;
    for (int row = 0; row < rows.size() && line < starts.length - 1; row++) {
      int at = rows.get(row).start();
      if (at == 0 || text.charAt(at - 1) == '\n') {
        starts[line++] = row;
      }
    }
    for (int row = rows.size(); line < starts.length; row++) {
      starts[line++] = row;
    }
    return starts;
  }
}
