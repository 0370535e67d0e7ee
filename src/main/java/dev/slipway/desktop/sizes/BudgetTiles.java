package dev.slipway.desktop.sizes;

import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.control.Texts;
import dev.slipway.desktop.control.Tone;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The budgets as tiles, four in a row.
final class BudgetTiles extends GridPane {
  private static final int COLUMNS = 4;
  private static final double TRACK = 126;
  /// The track has room for a tenth over the limit, which its mark shows.
  private static final double SCALE = 1.1;

  BudgetTiles() {
    setHgap(12);
    setVgap(8);
    for (int i = 0; i < COLUMNS; i++) {
      var column = new ColumnConstraints();
      column.setPercentWidth(100.0 / COLUMNS);
      getColumnConstraints().add(column);
    }
  }

  void show(List<BudgetTile> tiles) {
    getChildren().clear();
    for (int i = 0; i < tiles.size(); i++) {
      add(tile(tiles.get(i)), i % COLUMNS, i / COLUMNS);
    }
    setManaged(!tiles.isEmpty());
  }

  private static Region tile(BudgetTile tile) {
    var name = Texts.name(new Label(tile.name(), Icon.of(tile.status()).sized(14)));
    name.setGraphicTextGap(6);
    name.setMinWidth(40);
    var remark = Texts.small(tile.remark());
    remark.setMinWidth(Region.USE_PREF_SIZE);
    if (tile.status() == Status.FAILED) {
      Texts.styled(remark, Tone.DANGER);
    }
    var value = Texts.strong(tile.size());
    var limit = Texts.small("/ " + tile.limit());
    value.setMinWidth(Region.USE_PREF_SIZE);
    limit.setMinWidth(Region.USE_PREF_SIZE);
    var second = new HBox(4, track(tile), Panel.gap(), value, limit);
    second.setAlignment(Pos.CENTER_LEFT);
    var box = new VBox(4, new HBox(6, name, Panel.gap(), remark), second);
    box.getStyleClass().add("budget-tile");
    if (tile.status() == Status.FAILED) {
      box.getStyleClass().add("budget-over");
    }
    Describe.describe(box, tile.sentence());
    Tooltip.install(box, new Tooltip(tile.whole()));
    return box;
  }

  private static Region track(BudgetTile tile) {
    var fill = new Region();
    fill.getStyleClass().addAll("budget-fill", "budget-" + tile.status().tone().name().toLowerCase(Locale.ROOT));
    double width = TRACK * Math.min(1, tile.used().orElse(0) / SCALE);
    fill.setMinWidth(width);
    fill.setMaxWidth(width);
    var mark = new Region();
    mark.getStyleClass().add("budget-mark");
    mark.setTranslateX(TRACK / SCALE);
    var track = new StackPane(fill, mark);
    track.getStyleClass().add("budget-track");
    track.setAlignment(Pos.CENTER_LEFT);
    return track;
  }
}
