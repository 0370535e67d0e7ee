package dev.slipway.desktop.sizes;

import dev.slipway.desktop.control.EmptyState;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Texts;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.octicons.Octicons;

/// Rows in words, in place of the map.
final class BesideView extends ScrollPane {
  private final VBox box = new VBox();
  private final Node[] first;
  private final String nothing;

  /// @param nothing what to say when there are none
  /// @param first   what stands above them
  BesideView(String title, ObservableValue<List<BesideRow>> rows, String nothing, Node... first) {
    this.first = first;
    this.nothing = nothing;
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    getStyleClass().add("history");
    setAccessibleText(title);
    setContent(box);
    rows.subscribe(this::show);
  }

  private void show(List<BesideRow> rows) {
    box.getChildren().setAll(first);
    if (rows.isEmpty()) {
      box.getChildren().add(new EmptyState(Octicons.PACKAGE_16, nothing));
    }
    rows.forEach(row -> box.getChildren().add(row(row)));
  }

  private static Node row(BesideRow row) {
    var name = Texts.name(Texts.base(row.name()));
    name.setMinWidth(60);
    var value = Texts.strong(row.value());
    value.setMinWidth(Region.USE_PREF_SIZE);
    var head = new HBox(8, Icon.of(row.status()).sized(14), name, Panel.gap(), value);
    head.setAlignment(Pos.CENTER_LEFT);
    var node = new VBox(2, head, Texts.wrapped(Texts.small(row.detail())));
    node.getStyleClass().add("history-row");
    node.setFocusTraversable(true);
    node.setAccessibleText(row.sentence());
    return node;
  }
}
