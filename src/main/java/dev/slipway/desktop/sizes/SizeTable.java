package dev.slipway.desktop.sizes;

import dev.slipway.desktop.control.Cells;
import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.EmptyState;
import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.Texts;
import dev.slipway.size.SizeTree;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableCell;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableRow;
import javafx.scene.control.TreeTableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.octicons.Octicons;

/// The tree of sizes: the accessible twin of the treemap.
final class SizeTable extends TreeTableView<SizeLine> {
  private static final double BAR = 36;

  private boolean choosing;

  /// @param onChoose told each row a person chooses
  SizeTable(Consumer<SizeLine> onChoose) {
    setId("size-tree");
    setShowRoot(false);
    setFixedCellSize(24);
    getStyleClass().add("inner");
    setPlaceholder(new EmptyState(Octicons.PACKAGE_16, "Nothing measured yet."));
    Describe.describe(this, "Sizes");
    TreeTableColumn<SizeLine, SizeLine> name = column("Artifact, section, crate, symbol", 264, Pos.CENTER_LEFT, SizeTable::name);
    name.setMinWidth(130);
    name.setMaxWidth(4000);
    TreeTableColumn<SizeLine, SizeLine> from = column("Size from", 92, Pos.CENTER_LEFT, (label, line) -> label.setText(line.from()));
    from.getStyleClass().add("close");
    getColumns().setAll(
        List.of(
            name,
            column("Size", 80, Pos.CENTER_RIGHT, (label, line) -> label.setText(Figures.size(line.size()))),
            column("Change", 88, Pos.CENTER_RIGHT, SizeTable::change),
            share(),
            from));
    setColumnResizePolicy(Cells.flexingTree(0));
    setRowFactory(
        _ -> new TreeTableRow<>() {
          @Override
          protected void updateItem(SizeLine line, boolean empty) {
            super.updateItem(line, empty);
            setAccessibleText(empty || line == null ? "" : line.sentence());
          }
        });
    getSelectionModel().selectedItemProperty().subscribe(
        item -> {
          if (item != null && item.getValue() != null && !choosing) {
            onChoose.accept(item.getValue());
          }
        });
  }

  private static void name(Label label, SizeLine line) {
    label.setText(line.name());
    boolean root = line.share() == 1 && line.kind() == SizeTree.Kind.FILE;
    label.getStyleClass().setAll("label", root ? "text-strong" : "text-base");
  }

  private static void change(Label label, SizeLine line) {
    label.setText(line.trend() == SizeLine.Trend.NEW ? "+ new" : line.changeWords());
    String tone =
        switch (line.trend()) {
          case NEW -> "tone-danger";
          case SHRANK, GONE -> "tone-success";
          case GREW, WITHIN, NOT_COMPARED -> "tone-plain";
        };
    label.getStyleClass().setAll("label", "text-base", tone);
  }

  private static TreeTableColumn<SizeLine, SizeLine> column(
      String title, double width, Pos at, BiConsumer<Label, SizeLine> show) {
    var column = plain(title, width);
    column.setCellFactory(_ -> new TreeTableCell<>() {
      private final Label label = Texts.name(Texts.base(""));

      @Override
      protected void updateItem(SizeLine line, boolean empty) {
        super.updateItem(line, empty);
        setAlignment(at);
        if (empty || line == null) {
          setGraphic(null);
        } else {
          show.accept(label, line);
          setGraphic(label);
        }
      }
    });
    if (at == Pos.CENTER_RIGHT) {
      column.getStyleClass().add("right");
    }
    return column;
  }

  private static TreeTableColumn<SizeLine, SizeLine> share() {
    var column = plain("Share", 108);
    column.getStyleClass().add("close");
    column.setCellFactory(_ -> new TreeTableCell<>() {
      private final Region fill = new Region();
      private final Label label = Texts.base("");
      private final HBox box;

      {
        fill.getStyleClass().add("share-fill");
        var track = new StackPane(fill);
        track.getStyleClass().add("share-track");
        track.setAlignment(Pos.CENTER_LEFT);
        label.setMinWidth(54);
        label.setAlignment(Pos.CENTER_RIGHT);
        box = new HBox(4, track, label);
        box.setAlignment(Pos.CENTER_LEFT);
      }

      @Override
      protected void updateItem(SizeLine line, boolean empty) {
        super.updateItem(line, empty);
        if (empty || line == null) {
          setGraphic(null);
        } else {
          double width = line.size() == 0 ? 0 : Math.max(2, BAR * Math.min(1, line.share()));
          fill.setMinWidth(width);
          fill.setMaxWidth(width);
          label.setText(line.shareWords());
          setGraphic(box);
        }
      }
    });
    return column;
  }

  private static TreeTableColumn<SizeLine, SizeLine> plain(String title, double width) {
    var column = new TreeTableColumn<SizeLine, SizeLine>(title);
    column.setPrefWidth(width);
    column.setMinWidth(width);
    column.setMaxWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    column.setCellValueFactory(features -> features.getValue().valueProperty());
    return column;
  }

  /// Shows files, the first of them open.
  void show(List<SizeLine> lines) {
    var root = new TreeItem<SizeLine>();
    lines.forEach(line -> root.getChildren().add(new LazyItem(line)));
    choosing = true;
    setRoot(root);
    choosing = false;
  }

  /// Opens the way down to a row and marks it.
  ///
  /// @param path from its root to the row, both included
  void choose(List<SizeLine> path) {
    TreeItem<SizeLine> selected = getSelectionModel().getSelectedItem();
    if (getRoot() == null || path.isEmpty() || (selected != null && selected.getValue() == path.getLast())) {
      return;
    }
    TreeItem<SizeLine> at = getRoot();
    choosing = true;
    for (SizeLine step : path) {
      at = child(at, step);
      if (at == null) {
        choosing = false;
        return;
      }
      at.setExpanded(step != path.getLast() || path.size() == 1);
    }
    getSelectionModel().select(at);
    int row = getRow(at);
    if (path.size() > 1) {
      scrollTo(Math.max(0, row - 6));
    }
    choosing = false;
  }

  /// The item of a row; one that stands under "112 more" is looked for there.
  private static @org.jspecify.annotations.Nullable TreeItem<SizeLine> child(TreeItem<SizeLine> from, SizeLine line) {
    for (TreeItem<SizeLine> item : from.getChildren()) {
      if (item.getValue() == line) {
        return item;
      }
    }
    for (TreeItem<SizeLine> item : from.getChildren()) {
      if (item.getValue().kind() == SizeTree.Kind.REMAINDER && item.getValue().parts().stream().anyMatch(part -> part == line)) {
        item.setExpanded(true);
        return child(item, line);
      }
    }
    return null;
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
    public ObservableList<TreeItem<SizeLine>> getChildren() {
      if (!made) {
        made = true;
        super.getChildren().setAll(getValue().rows().stream().map(LazyItem::new).toList());
      }
      return super.getChildren();
    }
  }
}
