package dev.slipway.desktop.control;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.util.Callback;

/// Tables of row records: the row is the value of every cell, and a cell's nodes are made once and reused.
public final class Cells {
  private static final KeyCombination COPY = KeyCombination.valueOf("Shortcut+C");

  /// What adding up fractions may be off by, in pixels.
  private static final double TINY = 0.01;

  private Cells() {}

  /// What a cell shows a row with.
  ///
  /// @param <R> the row
  public interface Drawn<R> {
    Node node();

    void show(R row);
  }

  /// A table with rows of one height, no menu, no sorting by click and a row sentence: for screen readers, and for
  /// Ctrl C, which copies it.
  public static <R> TableView<R> table(String name, double rowHeight, Function<R, String> sentence) {
    var table = new TableView<R>();
    table.getStyleClass().add("plain-table");
    table.setFixedCellSize(rowHeight);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.setAccessibleText(name);
    table.addEventHandler(KeyEvent.KEY_PRESSED, key -> {
      R row = table.getSelectionModel().getSelectedItem();
      if (COPY.match(key) && row != null) {
        var content = new ClipboardContent();
        content.putString(sentence.apply(row));
        Clipboard.getSystemClipboard().setContent(content);
        key.consume();
      }
    });
    table.setRowFactory(
        _ -> new TableRow<>() {
          @Override
          protected void updateItem(R row, boolean empty) {
            super.updateItem(row, empty);
            setAccessibleText(empty || row == null ? "" : sentence.apply(row));
          }
        });
    return table;
  }

  /// A policy that gives one column all the width the others leave, and never scrolls sideways.
  ///
  /// @param flexible the index of that column
  public static Callback<TableView.ResizeFeatures, Boolean> flexing(int flexible) {
    return features -> {
      fill(features.getTable(), features.getContentWidth(), features.getTable().getColumns(), flexible);
      return true;
    };
  }

  /// The same for a tree. The policies of JavaFX leave its header where it was when a scroll bar comes.
  public static Callback<TreeTableView.ResizeFeatures, Boolean> flexingTree(int flexible) {
    return features -> {
      fill(features.getTable(), features.getContentWidth(), features.getTable().getColumns(), flexible);
      return true;
    };
  }

  /// Cells are drawn in whole pixels of the screen: at 125 % a column of 126 takes 126.4. One column more than the table has room for,
  /// and it scrolls sideways.
  private static void fill(Region table, double width, List<? extends TableColumnBase<?, ?>> columns, int flexible) {
    double left = width;
    for (int i = 0; i < columns.size(); i++) {
      if (i != flexible) {
        left -= table.snapSizeX(columns.get(i).getWidth());
      }
    }
    TableColumnBase<?, ?> column = columns.get(flexible);
    double wanted = wholePixels(table, left);
    if (left > 0 && Math.abs(column.getWidth() - wanted) > TINY) {
      column.setPrefWidth(wanted);
    }
  }

  /// As many pixels of the screen as fit; where they are no whole pixels of the window, what lies around the rows may take one more.
  private static double wholePixels(Region table, double width) {
    double scale = table.getScene() == null || table.getScene().getWindow() == null ? 1 : table.getScene().getWindow().getRenderScaleX();
    double fitting = Math.floor(width * scale + TINY);
    return (scale == Math.rint(scale) ? fitting : fitting - 1) / scale;
  }

  /// A column of a fixed width.
  public static <R> TableColumn<R, R> column(String title, double width, Supplier<? extends Drawn<R>> drawn) {
    TableColumn<R, R> column = flexible(title, width, drawn);
    column.setMinWidth(width);
    column.setMaxWidth(width);
    return column;
  }

  /// A column that takes the extra width.
  public static <R> TableColumn<R, R> flexible(String title, double width, Supplier<? extends Drawn<R>> drawn) {
    var column = new TableColumn<R, R>(title);
    column.setPrefWidth(width);
    column.setMinWidth(Math.min(width, 60));
    column.setSortable(false);
    column.setReorderable(false);
    column.setCellValueFactory(features -> new ReadOnlyObjectWrapper<>(features.getValue()));
    column.setCellFactory(_ -> new RowCell<>(drawn.get()));
    return column;
  }

  /// The same column with its content at the right.
  public static <R> TableColumn<R, R> right(TableColumn<R, R> column) {
    column.getStyleClass().add("right");
    return column;
  }

  private static final class RowCell<R> extends TableCell<R, R> {
    private final Drawn<R> drawn;

    RowCell(Drawn<R> drawn) {
      this.drawn = drawn;
      setAlignment(Pos.CENTER_LEFT);
    }

    @Override
    protected void updateItem(R row, boolean empty) {
      super.updateItem(row, empty);
      boolean filled = !empty && row != null;
      // Every cell is empty for a moment when rows come or go. Nodes that leave the scene then are styled anew as they return,
      // and that took most of such a moment: hidden they stay where they are.
      drawn.node().setVisible(filled);
      if (filled) {
        drawn.show(row);
        setGraphic(drawn.node());
      }
    }
  }
}
