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
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.octicons.Octicons;

/// The budgets as tiles, four in a row. Of many only the first are shown until somebody asks for the rest.
final class BudgetTiles extends GridPane {
  /// Two rows: the tree and the map below need the room.
  static final int MOST = 8;

  private static final int COLUMNS = 4;
  private static final double TRACK = 126;
  /// The track has room for a tenth over the limit, which its mark shows.
  private static final double SCALE = 1.1;

  private List<BudgetTile> shown = List.of();
  private boolean all;

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
    shown = tiles;
    lay();
    setManaged(!tiles.isEmpty());
  }

  private void lay() {
    getChildren().clear();
    int first = shown.size() <= MOST || all ? shown.size() : MOST - 1;
    for (int i = 0; i < first; i++) {
      add(tile(shown.get(i)), i % COLUMNS, i / COLUMNS);
    }
    if (shown.size() > MOST) {
      add(more(shown.subList(first, shown.size())), first % COLUMNS, first / COLUMNS);
    }
  }

  /// Shows the rest, or hides it again.
  private Button more(List<BudgetTile> rest) {
    long over = rest.stream().filter(tile -> tile.status() == Status.FAILED).count();
    String words = all ? "Show fewer" : "%d more%s".formatted(rest.size(), over > 0 ? ", %d over".formatted(over) : "");
    var more = new Button(words, new Icon(all ? Octicons.CHEVRON_UP_16 : Octicons.CHEVRON_DOWN_16, Tone.MUTED).sized(14));
    more.setId("more-budgets");
    more.getStyleClass().add("budget-more");
    more.setMaxWidth(Double.MAX_VALUE);
    more.setMaxHeight(Double.MAX_VALUE);
    Describe.describe(
        more, words,
        all ? "Show only the first budgets" : String.join(", ", rest.stream().map(BudgetTile::sentence).toList()), "");
    more.setOnAction(_ -> {
      all = !all;
      lay();
      lookup("#more-budgets").requestFocus();
    });
    return more;
  }

  private static Region tile(BudgetTile tile) {
    var name = Texts.name(new Label(tile.name(), Icon.of(tile.status()).sized(14)));
    name.getStyleClass().add("text-small-plain");
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
