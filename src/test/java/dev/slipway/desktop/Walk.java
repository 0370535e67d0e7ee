package dev.slipway.desktop;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TextInputControl;
import javafx.scene.text.Text;

/// Walks a scene graph and finds what a person could not use or read.
final class Walk {
  private Walk() {}

  /// Controls that take the focus and would be announced by their role alone.
  static List<String> nameless(Parent root) {
    var found = new ArrayList<String>();
    each(root, node -> {
      boolean named = filled(node.getAccessibleText())
          || (node instanceof Labeled labeled && filled(labeled.getText()));
      if (node.isFocusTraversable() && !named && !(node instanceof ScrollBar)) {
        found.add(node.getClass().getSimpleName() + " " + node.getId() + " " + node.getStyleClass());
      }
    });
    return found;
  }

  /// Labels whose text does not fit, so that an ellipsis is drawn in its place.
  static List<String> cutOff(Parent root) {
    var found = new ArrayList<String>();
    each(root, node -> {
      if (node instanceof Labeled labeled && shown(node) && filled(labeled.getText())) {
        for (Node child : labeled.getChildrenUnmodifiable()) {
          if (child instanceof Text text && !text.getText().equals(labeled.getText())
              && !labeled.isWrapText() && text.getText().length() < labeled.getText().length()) {
            found.add(labeled.getText() + " -> " + text.getText());
          }
        }
      }
    });
    return found;
  }

  private static boolean shown(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  private static boolean filled(String text) {
    return text != null && !text.isBlank();
  }

  private static void each(Node node, java.util.function.Consumer<Node> visit) {
    if (!node.isVisible() || node instanceof TextInputControl input && inside(input)) {
      return;
    }
    visit.accept(node);
    if (node instanceof Parent parent) {
      List.copyOf(parent.getChildrenUnmodifiable()).forEach(child -> each(child, visit));
    }
  }

  /// Fields inside a combo box are announced by the combo box.
  private static boolean inside(Node node) {
    return node.getParent() instanceof javafx.scene.control.ComboBoxBase;
  }
}
