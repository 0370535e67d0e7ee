package dev.slipway.desktop.sizes;

import dev.slipway.desktop.control.Cells;
import dev.slipway.desktop.control.EmptyState;
import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.OneLine;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.control.Texts;
import dev.slipway.desktop.control.Tone;
import dev.slipway.size.BudgetResult;
import dev.slipway.size.SizeRow;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.octicons.Octicons;

/// Lays out the budgets as tiles and the sizes as a table.
final class SizesView extends VBox {
  private final SizesModel model;
  private final FlowPane tiles = new FlowPane(12, 8);

  SizesView(SizesModel model) {
    super(12);
    this.model = model;
    TableView<SizeRow> table = Cells.table("Sizes", 28, SizesView::sentence);
    table.setId("sizes");
    table.setItems(model.rows());
    table.setPlaceholder(new EmptyState(Octicons.METER_16, "Nothing measured yet."));
    table.getColumns().setAll(
        List.of(
            Cells.flexible("File, member", 400, () -> new OneLine<SizeRow>(Texts.base(""), row -> row.member().isEmpty() ? row.file() : "    " + row.member())),
            Cells.column("Target", 220, () -> new OneLine<SizeRow>(Texts.styled(Texts.base(""), Tone.MUTED), SizeRow::target)),
            Cells.right(Cells.column("Size", 96, () -> new OneLine<SizeRow>(Texts.base(""), row -> Figures.size(row.size())))),
            Cells.right(Cells.column("In the archive", 112, () -> new OneLine<SizeRow>(Texts.base(""),
                row -> row.stored().isPresent() ? Figures.size(row.stored().getAsLong()) : "–"))),
            Cells.right(Cells.column("Budget", 96, () -> new OneLine<SizeRow>(Texts.base(""),
                row -> row.budget().map(result -> Figures.size(result.budget().limit())).orElse("–"))))));
    table.setColumnResizePolicy(Cells.flexing(0));
    VBox.setVgrow(table, Priority.ALWAYS);
    getChildren().addAll(tiles, table);
    model.budgets().addListener((ListChangeListener<BudgetResult>) _ -> show());
    show();
  }

  private static String sentence(SizeRow row) {
    return row.title() + ", " + Figures.size(row.size()) + row.budget().map(result -> ", " + result.words()).orElse("") + ".";
  }

  private void show() {
    tiles.getChildren().setAll(model.budgets().stream().limit(8).map(SizesView::tile).toList());
    tiles.setVisible(!model.budgets().isEmpty());
    tiles.setManaged(!model.budgets().isEmpty());
  }

  private static Node tile(BudgetResult result) {
    Status status = !result.holds() ? Status.FAILED : result.close() ? Status.FOR_INFO : Status.PASSED;
    var name = Texts.name(Texts.small(result.file()));
    name.getStyleClass().setAll("label", "text-small-plain");
    var left = Texts.small(result.holds() ? Figures.size(-result.over()) + " left" : "over by " + Figures.size(result.over()));
    left.setMinWidth(USE_PREF_SIZE);
    var bar = new ProgressBar(Math.min(1, result.used()));
    bar.getStyleClass().add(!result.holds() ? "over-bar" : result.close() ? "near-bar" : "done-bar");
    bar.setPrefWidth(126);
    bar.setAccessibleText(result.file() + ", " + result.words());
    var numbers = Texts.strong(Figures.size(result.size()) + " / " + Figures.size(result.budget().limit()));
    numbers.setMinWidth(USE_PREF_SIZE);
    var top = new HBox(6, Icon.of(status).sized(14), name, Panel.gap(), left);
    var low = new HBox(6, bar, Panel.gap(), numbers);
    top.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    low.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    var tile = new VBox(2, top, low);
    tile.getStyleClass().addAll("panel", "tile");
    if (!result.holds()) {
      tile.getStyleClass().add("over");
    }
    tile.setPrefWidth(248);
    return tile;
  }
}
