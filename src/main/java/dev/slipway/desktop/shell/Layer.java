package dev.slipway.desktop.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Control;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// The layer above the pages that holds one card at a time: the palette, a question, an error.
///
/// Esc or a click beside the card closes it; the focus then returns to where it was. While a card is open, Tab stays on it.
final class Layer extends StackPane {
  private final Runnable elsewhere;
  private @Nullable Node before;
  private boolean backwards;

  /// @param elsewhere puts the focus where it goes when the place it came from is gone
  Layer(Runnable elsewhere) {
    this.elsewhere = elsewhere;
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
          backwards = key.isShiftDown();
          if (key.getCode() == KeyCode.ESCAPE) {
            close();
            key.consume();
          }
        });
    sceneProperty().flatMap(Scene::focusOwnerProperty).subscribe(owner -> {
      if (owner != null && beside(owner)) {
        Platform.runLater(this::comeBack);
      }
    });
  }

  /// Whether a card is open and a node is not on it.
  private boolean beside(Node node) {
    Node at = node;
    while (at != null && at != this) {
      at = at.getParent();
    }
    return isVisible() && at == null;
  }

  /// Beyond the last control of a card comes its first one, not the page below it.
  private void comeBack() {
    Node owner = getScene() == null ? null : getScene().getFocusOwner();
    List<Node> stops = new ArrayList<>();
    collect(this, stops);
    if (owner != null && beside(owner) && !stops.isEmpty()) {
      (backwards ? stops.getLast() : stops.getFirst()).requestFocus();
    }
  }

  private static void collect(Parent parent, List<Node> stops) {
    for (Node child : parent.getChildrenUnmodifiable()) {
      if (!child.isVisible() || child.isDisabled()) {
        continue;
      }
      if (child.isFocusTraversable()) {
        stops.add(child);
      }
      if (child instanceof Parent inner && !(child instanceof Control)) {
        collect(inner, stops);
      }
    }
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
    Node place = before;
    before = null;
    if (place != null && place.getScene() == getScene()) {
      place.requestFocus();
    } else if (place != null) {
      elsewhere.run();
    }
  }

  boolean isOpen() {
    return isVisible();
  }
}
