package dev.slipway.desktop.shell;

import java.util.Collections;
import javafx.beans.property.ObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/// Makes the rows of tables and lists that have none yet. A table keeps its rows for whatever is shown in them, and making them is
/// most of what its first filling takes.
final class FirstRows {
  /// As many as the highest window here shows of the lowest rows.
  private static final int MOST = 24;

  private FirstRows() {}

  /// Makes them below a node of a scene. Nothing is shown in them, and no table is another afterwards.
  static void makeIn(Node view) {
    for (Node node : view.lookupAll(".table-view")) {
      if (node instanceof TableView<?> table) {
        make(table, table.itemsProperty());
      }
    }
    for (Node node : view.lookupAll(".list-view")) {
      if (node instanceof ListView<?> list) {
        make(list, list.itemsProperty());
      }
    }
  }

  private static <T> void make(Control control, ObjectProperty<ObservableList<T>> items) {
    ObservableList<T> own = items.get();
    if (own == null || !own.isEmpty() || items.isBound()) {
      return;
    }
    items.set(FXCollections.observableArrayList(Collections.<@Nullable T>nCopies(MOST, null)));
    control.applyCss();
    control.layout();
    items.set(own);
  }
}
