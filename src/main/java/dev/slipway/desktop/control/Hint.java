package dev.slipway.desktop.control;

import java.util.function.Supplier;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;

/// Words that appear beside the pointer.
///
/// A `Tooltip` is a window with a scene of its own; a table of names would make hundreds that nobody looks at.
/// This one is made when the pointer comes by.
public final class Hint {
  private Hint() {}

  /// Gives a node a hint in place of the one it had; the words are asked for each time it appears.
  public static void on(Node node, Supplier<String> words) {
    Object before = node.getProperties().put(Hint.class, words);
    if (before == null) {
      node.addEventHandler(MouseEvent.MOUSE_ENTERED, new Arrival(node));
    }
  }

  private record Arrival(Node node) implements EventHandler<MouseEvent> {
    @Override
    public void handle(MouseEvent entered) {
      node.removeEventHandler(MouseEvent.MOUSE_ENTERED, this);
      var tooltip = new Tooltip(words());
      tooltip.setWrapText(true);
      tooltip.setMaxWidth(480);
      tooltip.setOnShowing(_ -> tooltip.setText(words()));
      Tooltip.install(node, tooltip);
    }

    private String words() {
      return node.getProperties().get(Hint.class) instanceof Supplier<?> now ? String.valueOf(now.get()) : "";
    }
  }
}
