package dev.slipway.desktop.control;

import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A bordered panel: a header of its own where it has one, and what is below.
public final class Panel extends VBox {

  /// A panel without a header.
  public Panel(Node... content) {
    getStyleClass().add("panel");
    getChildren().addAll(content);
  }

  /// A panel with a header row.
  public static Panel headed(Node header, Node... content) {
    var panel = new Panel();
    panel.getChildren().add(header);
    panel.getChildren().addAll(content);
    return panel;
  }

  /// A header row 36 high: what is left, a gap, what is right.
  public static HBox header(Node left, Node... right) {
    var header = new HBox(8);
    header.getStyleClass().add("panel-header");
    header.getChildren().addAll(left, gap());
    header.getChildren().addAll(right);
    return header;
  }

  /// A footer row.
  public static HBox footer(Node left, Node... right) {
    var footer = header(left, right);
    footer.getStyleClass().setAll("panel-footer");
    return footer;
  }

  /// An empty region that takes the room that is left in a row.
  public static Region gap() {
    var gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    return gap;
  }

  /// The same panel, taking the height that is left.
  public Panel growing(Node content) {
    VBox.setVgrow(content, Priority.ALWAYS);
    return this;
  }
}
