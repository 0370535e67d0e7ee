package dev.slipway.desktop.shell;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// The layer above the pages that holds one card at a time: the palette, a question, an error.
///
/// Esc or a click beside the card closes it; the focus then returns to where it was.
final class Layer extends StackPane {
  private @Nullable Node before;

  Layer() {
    getStyleClass().add("layer");
    setVisible(false);
    setOnMousePressed(
        press -> {
          if (press.getTarget() == this) {
            close();
          }
        });
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        key -> {
          if (key.getCode() == KeyCode.ESCAPE) {
            close();
            key.consume();
          }
        });
  }

  /// Shows a card and gives the focus to one of its nodes.
  void open(Node card, Pos where, Node focus) {
    if (!isVisible() && getScene() != null) {
      before = getScene().getFocusOwner();
    }
    StackPane.setAlignment(card, where);
    getChildren().setAll(card);
    setVisible(true);
    focus.requestFocus();
  }

  void close() {
    setVisible(false);
    getChildren().clear();
    if (before != null) {
      before.requestFocus();
      before = null;
    }
  }

  boolean isOpen() {
    return isVisible();
  }
}
