package dev.slipway.desktop.shell;

import dev.slipway.desktop.control.Texts;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A dialog inside the window: a title, sentences, fields, and buttons at the bottom right.
final class Card extends VBox {
  private final HBox buttons = new HBox(8);

  Card(String title, String effect) {
    super(12);
    getStyleClass().add("card");
    setMaxSize(480, Region.USE_PREF_SIZE);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    var heading = Texts.wrapped(Texts.subject(title));
    getChildren().add(heading);
    if (!effect.isEmpty()) {
      getChildren().add(Texts.wrapped(Texts.base(effect)));
    }
    getChildren().add(buttons);
    setAccessibleRole(javafx.scene.AccessibleRole.DIALOG);
    setAccessibleText(effect.isEmpty() ? title : title + ". " + effect);
  }

  /// Adds something above the buttons.
  void body(Node node) {
    getChildren().add(getChildren().size() - 1, node);
  }

  /// Sets the buttons, the safe one first.
  void buttons(Node... nodes) {
    buttons.getChildren().setAll(nodes);
  }
}
