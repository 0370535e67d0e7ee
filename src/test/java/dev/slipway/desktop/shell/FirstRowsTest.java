package dev.slipway.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.desktop.FxThread;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Scene;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Rows that are made before there is anything to show.
@ExtendWith(ApplicationExtension.class)
class FirstRowsTest {
  private final ObservableList<String> items = FXCollections.observableArrayList();
  private final AtomicInteger made = new AtomicInteger();
  private TableView<String> table;
  private StackPane root;

  @Start
  void start(Stage stage) {
    table = new TableView<>(items);
    TableColumn<String, String> column = new TableColumn<>("Name");
    column.setCellValueFactory(row -> new ReadOnlyStringWrapper(row.getValue()));
    table.getColumns().setAll(List.of(column));
    table.setRowFactory(_ -> {
      made.incrementAndGet();
      return new TableRow<>();
    });
    root = new StackPane(table);
    stage.setScene(new Scene(root, 400, 300));
    stage.show();
  }

  @Test
  void areThereWhenTheTableIsFilled() throws Exception {
    int rows = FxThread.call(() -> {
      FirstRows.makeIn(root);
      return made.get();
    });
    assertThat(rows).isGreaterThan(8);
    assertThat(FxThread.call(table::getItems)).isSameAs(items).isEmpty();

    FxThread.call(() -> items.setAll("a", "b", "c", "d", "e"));
    FxThread.drawn(table.getScene());

    assertThat(made.get()).as("rows that were made for five items").isEqualTo(rows);
  }

  @Test
  void aTableThatHasSomeIsLeftAsItIs() throws Exception {
    FxThread.call(() -> items.setAll("a"));
    FxThread.drawn(table.getScene());
    int rows = made.get();

    FxThread.call(() -> {
      FirstRows.makeIn(root);
      return made.get();
    });

    assertThat(made.get()).isEqualTo(rows);
    assertThat(table.getItems()).containsExactly("a");
  }
}
