package dev.slipway.desktop.shell;

import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Tone;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.octicons.Octicons;

/// A button that shows what is chosen and opens the list to choose from.
final class Switcher extends Button {

  private final List<Node> words;

  Switcher(String id, Node leading, Node content, Runnable open) {
    setId(id);
    getStyleClass().add("switcher");
    setMaxWidth(Double.MAX_VALUE);
    words = List.of(content, Panel.gap(), new Icon(Octicons.CHEVRON_DOWN_16, Tone.MUTED));
    var row = new HBox(7, leading);
    row.getChildren().addAll(words);
    row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    row.prefWidthProperty().bind(widthProperty().subtract(18));
    setGraphic(row);
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    setOnAction(_ -> open.run());
  }

  /// Shows the icon alone.
  void narrow(boolean its) {
    words.forEach(node -> {
      node.setVisible(!its);
      node.setManaged(!its);
    });
  }
}
