package dev.slipway.desktop.sizes;

import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.EmptyState;
import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.control.Texts;
import dev.slipway.desktop.control.Tone;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableRow;
import javafx.scene.control.TreeTableView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.octicons.Octicons;

/// Lays the Sizes page out: budgets, tree and treemap on one selection.
final class SizesView extends VBox {
  private final SizesModel model;
  private final FlowPane tiles = new FlowPane(12, 8);
  private final TreeTableView<SizeLine> tree = new TreeTableView<>();
  private final Treemap treemap = new Treemap();
  private final Label subject = Texts.strong("");
  private final Label remark = Texts.small("");
  private boolean choosing;

  SizesView(SizesModel model) {
    super(12);
    this.model = model;
    getStyleClass().add("sizes");
    treeTable();
    var below = new HBox(12, treePanel(), mapPanel());
    VBox.setVgrow(below, Priority.ALWAYS);
    getChildren().addAll(tiles, below);
    model.tiles().subscribe(this::showTiles);
    showTiles();
    model.lines().subscribe(this::showLines);
    model.chosen().subscribe(this::choose);
    treemap.onChoose(line -> model.chosen().set(Optional.of(line)));
  }

  private void showTiles() {
    tiles.getChildren().setAll(model.tiles().stream().map(SizesView::tile).toList());
    tiles.setManaged(!model.tiles().isEmpty());
  }

  private static Region tile(BudgetTile tile) {
    var name = Texts.name(new Label(tile.name(), Icon.of(tile.status()).sized(14)));
    name.setGraphicTextGap(6);
    name.setMinWidth(40);
    var remark = Texts.small(tile.remark());
    if (tile.status() == Status.FAILED) {
      Texts.styled(remark, Tone.DANGER);
    }
    remark.setMinWidth(Region.USE_PREF_SIZE);
    var first = new HBox(6, name, Panel.gap(), remark);
    var bar = new Region();
    bar.getStyleClass().addAll("budget-fill", "budget-" + tile.status().tone().name().toLowerCase(java.util.Locale.ROOT));
    double used = Math.min(1, tile.used().orElse(0) / 1.1);
    bar.setMinWidth(126 * used);
    bar.setMaxWidth(126 * used);
    var mark = new Region();
    mark.getStyleClass().add("budget-mark");
    mark.setTranslateX(126 / 1.1);
    var track = new StackPane(bar, mark);
    track.getStyleClass().add("budget-track");
    track.setAlignment(Pos.CENTER_LEFT);
    var value = Texts.strong(tile.size());
    value.setMinWidth(Region.USE_PREF_SIZE);
    var limit = Texts.small("/ " + tile.limit());
    limit.setMinWidth(Region.USE_PREF_SIZE);
    var second = new HBox(6, track, Panel.gap(), value, limit);
    second.setAlignment(Pos.CENTER_LEFT);
    var box = new VBox(4, first, second);
    box.getStyleClass().add("budget-tile");
    if (tile.status() == Status.FAILED) {
      box.getStyleClass().add("budget-over");
    }
    Describe.describe(box, tile.sentence());
    return box;
  }

  private void treeTable() {
    tree.setId("size-tree");
    tree.setShowRoot(false);
    tree.setFixedCellSize(24);
    tree.setColumnResizePolicy(TreeTableView.CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
    tree.setPlaceholder(new EmptyState(Octicons.PACKAGE_16, "Nothing measured yet."));
    Describe.describe(tree, "Sizes");
    TreeTableColumn<SizeLine, String> name = column("Artifact, section, crate, symbol", 200, SizeLine::name, "");
    name.setMaxWidth(2000);
    tree.getColumns().setAll(
        List.of(
            name,
            column("Size", 76, line -> Figures.size(line.size()), "right"),
            column("Change", 84, SizeLine::changeWords, "right"),
            column("Share", 62, SizeLine::shareWords, "right"),
            column("Size from", 104, SizeLine::from, "")));
    tree.setRowFactory(
        _ -> new TreeTableRow<>() {
          @Override
          protected void updateItem(SizeLine line, boolean empty) {
            super.updateItem(line, empty);
            setAccessibleText(empty || line == null ? "" : line.sentence());
          }
        });
    tree.getSelectionModel().selectedItemProperty().subscribe(
        item -> {
          if (item != null && item.getValue() != null && !choosing) {
            model.chosen().set(Optional.of(item.getValue()));
          }
        });
  }

  private static TreeTableColumn<SizeLine, String> column(
      String title, double width, Function<SizeLine, String> text, String style) {
    var column = new TreeTableColumn<SizeLine, String>(title);
    column.setPrefWidth(width);
    column.setMinWidth(Math.min(60, width));
    column.setMaxWidth(width * 1.6);
    column.setSortable(false);
    column.setReorderable(false);
    column.setCellValueFactory(features -> {
      SizeLine line = features.getValue().getValue();
      return new ReadOnlyStringWrapper(line == null ? "" : text.apply(line)).getReadOnlyProperty();
    });
    if (!style.isEmpty()) {
      column.getStyleClass().add(style);
    }
    return column;
  }

  private Region treePanel() {
    var compare = new CheckBox("Compare with the earlier release");
    compare.selectedProperty().bindBidirectional(model.comparing());
    Describe.describe(compare, "Compare with the earlier release", "Show what changed, or only what is", "Ctrl D");
    model.lines().subscribe(_ -> {
      compare.setText(model.earlier().isEmpty() ? "Nothing earlier to compare with" : "Compare with " + model.earlier());
      compare.setDisable(model.earlier().isEmpty());
    });
    var filter = new TextField();
    filter.getStyleClass().add("small");
    filter.setPromptText("Filter symbols");
    filter.setPrefWidth(148);
    Describe.describe(filter, "Filter symbols");
    filter.textProperty().bindBidirectional(model.filter());
    var trouble = Texts.wrapped(Texts.styled(Texts.base(""), Tone.DANGER));
    trouble.textProperty().bind(model.trouble());
    trouble.managedProperty().bind(model.trouble().isNotEmpty());
    trouble.visibleProperty().bind(model.trouble().isNotEmpty());
    VBox.setVgrow(tree, Priority.ALWAYS);
    var panel = Panel.headed(Panel.header(compare, filter), trouble, tree);
    panel.setMinWidth(420);
    panel.setPrefWidth(564);
    HBox.setHgrow(panel, Priority.SOMETIMES);
    return panel;
  }

  private Region mapPanel() {
    treemap.setMinSize(200, 200);
    VBox.setVgrow(treemap, Priority.ALWAYS);
    var padded = new VBox(treemap);
    padded.getStyleClass().add("treemap-pad");
    VBox.setVgrow(padded, Priority.ALWAYS);
    var legend =
        new HBox(16, key("treemap-new", "new"), key("treemap-grew", "grew over 2 %"),
            key("treemap-shrank", "shrank over 2 %"), key("treemap-plain", "within 2 %"));
    legend.getStyleClass().add("treemap-legend");
    var chosen = Texts.wrapped(Texts.small(""));
    model.chosen().subscribe(line -> chosen.setText(line.map(SizeLine::sentence).orElse("")));
    chosen.setGraphic(new Icon(Octicons.INFO_16, Tone.ACCENT).sized(14));
    chosen.setGraphicTextGap(8);
    var panel = Panel.headed(Panel.header(subject, remark), padded, legend, Panel.footer(chosen));
    HBox.setHgrow(panel, Priority.ALWAYS);
    panel.setPrefWidth(452);
    panel.setMinWidth(300);
    return panel;
  }

  private static HBox key(String styleClass, String words) {
    var swatch = new Region();
    swatch.getStyleClass().addAll("treemap-key", styleClass);
    var box = new HBox(6, swatch, Texts.small(words));
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private void showLines(List<SizeLine> lines) {
    var root = new TreeItem<SizeLine>();
    lines.forEach(line -> root.getChildren().add(new LazyItem(line)));
    choosing = true;
    tree.setRoot(root);
    if (!root.getChildren().isEmpty()) {
      root.getChildren().getFirst().setExpanded(true);
    }
    choosing = false;
    lines.stream().findFirst().ifPresentOrElse(this::showMap, treemap::clear);
  }

  private void showMap(SizeLine root) {
    subject.setText(root.name());
    remark.setText(
        root.before().isPresent() ? "area = size, fill = change since " + model.earlier() : "area = size");
    treemap.show(root);
  }

  private void choose(Optional<SizeLine> line) {
    if (line.isEmpty()) {
      return;
    }
    model.rootOf(line.get())
        .filter(root -> !root.name().equals(subject.getText()))
        .ifPresent(this::showMap);
    treemap.choose(line.get());
    select(tree.getRoot(), line.get());
  }

  private boolean select(TreeItem<SizeLine> from, SizeLine line) {
    TreeItem<SizeLine> selected = tree.getSelectionModel().getSelectedItem();
    if (selected != null && selected.getValue() == line) {
      return true;
    }
    for (TreeItem<SizeLine> item : from.getChildren()) {
      if (item.getValue() == line) {
        choosing = true;
        tree.getSelectionModel().select(item);
        tree.scrollTo(Math.max(0, tree.getRow(item) - 3));
        choosing = false;
        return true;
      }
      if (holds(item.getValue(), line)) {
        item.setExpanded(true);
        return select(item, line);
      }
    }
    return false;
  }

  private static boolean holds(SizeLine root, SizeLine line) {
    return root.parts().stream().anyMatch(part -> part == line || holds(part, line));
  }

  /// Makes its children when they are asked for: a file has a hundred thousand symbols.
  private static final class LazyItem extends TreeItem<SizeLine> {
    private boolean made;

    LazyItem(SizeLine line) {
      super(line);
    }

    @Override
    public boolean isLeaf() {
      return getValue().parts().isEmpty();
    }

    @Override
    public javafx.collections.ObservableList<TreeItem<SizeLine>> getChildren() {
      if (!made) {
        made = true;
        super.getChildren().setAll(getValue().parts().stream().map(LazyItem::new).toList());
      }
      return super.getChildren();
    }
  }
}
