package dev.slipway.desktop;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
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

  /// Texts with less contrast to what is behind them than WCAG 2.2 asks for, 4.5 : 1. What is disabled is exempt.
  static List<String> faint(Parent root) {
    var found = new ArrayList<String>();
    each(root, node -> {
      boolean icon = node.getStyleClass().contains("icon");
      if (node instanceof Text text && !icon && filled(text.getText()) && shown(node) && !node.isDisabled()
          && text.getFill() instanceof Color colour) {
        Color behind = behind(node.getParent());
        double contrast = contrast(over(colour, behind), behind);
        if (contrast < 4.5) {
          found.add("%s: %.2f (%s on %s)".formatted(text.getText(), contrast, colour, behind));
        }
      }
    });
    return found;
  }

  /// Fields, boxes and switches whose outline has less contrast to what is around them than WCAG 2.2 asks for (1.4.11), 3 : 1.
  static List<String> faintOutlines(Parent root) {
    var found = new ArrayList<String>();
    each(root, node -> {
      boolean field = node instanceof TextInputControl && !(node instanceof TextArea) || node instanceof ComboBoxBase;
      boolean box = List.of("box", "radio", "thumb-area").stream().anyMatch(node.getStyleClass()::contains);
      if ((field || box) && shown(node) && !node.isDisabled() && node instanceof Region region && region.getBackground() != null
          && region.getBackground().getFills().getFirst().getFill() instanceof Color colour) {
        Color around = behind(node.getParent());
        double contrast = contrast(over(colour, around), around);
        if (contrast < 3) {
          found.add("%s %s: %.2f".formatted(node.getClass().getSimpleName(), node.getStyleClass(), contrast));
        }
      }
    });
    return found;
  }

  /// The colour that is seen behind a node: the fills of its parents, one over the other.
  private static Color behind(Node node) {
    if (node == null) {
      return Color.WHITE;
    }
    Color below = behind(node.getParent());
    if (node instanceof Region region && region.getBackground() != null) {
      for (BackgroundFill fill : region.getBackground().getFills()) {
        if (fill.getFill() instanceof Color colour) { // a gradient is the bar of a chosen row, beside the text
          below = over(colour, below);
        }
      }
    }
    return below;
  }

  private static Color over(Color upper, Color lower) {
    return lower.interpolate(Color.color(upper.getRed(), upper.getGreen(), upper.getBlue()), upper.getOpacity());
  }

  private static double contrast(Color one, Color other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(Color colour) {
    return 0.2126 * linear(colour.getRed()) + 0.7152 * linear(colour.getGreen()) + 0.0722 * linear(colour.getBlue());
  }

  private static double linear(double part) {
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
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
