package dev.slipway.desktop.sizes;

import atlantafx.base.controls.ToggleSwitch;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.SearchField;
import dev.slipway.desktop.control.Switch;
import dev.slipway.desktop.control.Texts;
import dev.slipway.desktop.control.Tone;
import java.util.List;
import java.util.Optional;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Lays the Sizes page out: budgets, tree and treemap on one selection.
final class SizesView extends VBox {
  private final SizesModel model;
  private final BudgetTiles tiles = new BudgetTiles();
  private final SizeTable table;
  private final MapPanel map;

  SizesView(SizesModel model) {
    super(12);
    this.model = model;
    getStyleClass().add("sizes");
    table = new SizeTable(line -> model.chosen().set(Optional.of(line)));
    map = new MapPanel(model);
    var below = new HBox(12, treePanel(), map);
    HBox.setHgrow(map, Priority.ALWAYS);
    VBox.setVgrow(below, Priority.ALWAYS);
    getChildren().addAll(tiles, below);
    model.tiles().subscribe(() -> tiles.show(model.tiles()));
    tiles.show(model.tiles());
    model.lines().subscribe(table::show);
    model.chosen().subscribe(this::choose);
  }

  private void choose(Optional<SizeLine> line) {
    List<SizeLine> path =
        line.flatMap(its -> model.rootOf(its).map(root -> root.pathTo(its))).orElse(List.of());
    map.choose(path);
    table.choose(path);
  }

  private Region treePanel() {
    ToggleSwitch compare = Switch.of("compare-sizes", "", "Compare with the earlier release", "Show what changed, or only what is", "Ctrl D");
    compare.selectedProperty().bindBidirectional(model.comparing());
    model.lines().subscribe(_ -> {
      compare.setText(model.earlier().isEmpty() ? "Nothing to compare with" : "Compare with " + model.earlier());
      compare.setDisable(model.earlier().isEmpty());
      compare.setAccessibleHelp(model.alone());
    });
    var filter = SearchField.of("filter-symbols", "Filter symbols", "", model.filter());
    filter.setPrefWidth(148);
    var trouble = Texts.wrapped(Texts.styled(Texts.base(""), Tone.DANGER));
    trouble.textProperty().bind(model.trouble());
    trouble.managedProperty().bind(model.trouble().isNotEmpty());
    trouble.visibleProperty().bind(model.trouble().isNotEmpty());
    VBox.setVgrow(table, Priority.ALWAYS);
    var panel = Panel.headed(Panel.header(compare, filter), trouble, table);
    panel.setMinWidth(420);
    panel.setPrefWidth(600);
    return panel;
  }
}
