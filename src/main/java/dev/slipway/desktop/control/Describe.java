package dev.slipway.desktop.control;

import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;

/// Says once what a control is, for those who see it, hover over it or hear it.
public final class Describe {
  private Describe() {}

  /// Gives a control its name and, where that says more, a help text.
  ///
  /// An icon-only control gets a tooltip as well; `keys` is the shortcut as it is printed, or empty.
  public static <N extends Node> N describe(N node, String name, String help, String keys) {
    node.setAccessibleText(name);
    if (!help.isEmpty()) {
      node.setAccessibleHelp(keys.isEmpty() ? help : help + " (" + keys + ")");
    } else if (!keys.isEmpty()) {
      node.setAccessibleHelp(keys);
    }
    boolean iconOnly = !(node instanceof Labeled labeled) || labeled.getText() == null || labeled.getText().isEmpty();
    if (node instanceof Control control && (iconOnly || !help.isEmpty() || !keys.isEmpty())) {
      String first = iconOnly || help.isEmpty() ? name : help;
      String words = keys.isEmpty() ? first : first + " (" + keys + ")";
      Hint.on(control, () -> words);
    }
    return node;
  }

  /// Gives a control its name.
  public static <N extends Node> N describe(N node, String name) {
    return describe(node, name, "", "");
  }
}
