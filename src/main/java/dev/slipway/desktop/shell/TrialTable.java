package dev.slipway.desktop.shell;

import dev.slipway.desktop.control.Cells;
import dev.slipway.desktop.control.MarkCell;
import dev.slipway.desktop.control.OneLine;
import dev.slipway.desktop.control.Pill;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.control.Texts;
import dev.slipway.desktop.control.TwoLines;
import java.util.List;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;

/// A table that nobody sees, laid out once so that the first one somebody does see has its classes loaded.
///
/// Without it the first rows of the first table held the FX thread for 140 to 230 ms.
final class TrialTable {
  private TrialTable() {}

  static Node make() {
    TableView<String> table = Cells.table("", 52, Function.identity());
    table.getColumns().setAll(
        List.of(
            Cells.column("", 90, () -> new MarkCell<String>(_ -> Status.UNKNOWN)),
            Cells.column("", 90, () -> new OneLine<String>(Texts.base(""), Function.identity())),
            Cells.column("", 90, () -> new TwoLines<String>(Texts.strong(""), Function.identity(), Function.identity())),
            Cells.column("", 90, PillAndButton::new)));
    table.getItems().setAll(List.of("a", "b"));
    table.getSelectionModel().select(0);
    return table;
  }

  private static final class PillAndButton implements Cells.Drawn<String> {
    private final Pill pill = new Pill("", Pill.Look.STRONG);

    PillAndButton() {
      var button = new Button("");
      button.getStyleClass().add("small");
      pill.setGraphic(button);
    }

    @Override
    public Node node() {
      return pill;
    }

    @Override
    public void show(String row) {}
  }
}
