package dev.slipway.desktop.control;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;

/// The theme's looked-up colours for what is drawn on a canvas, which cannot look them up itself.
///
/// Lies in the scene beside the canvas and takes no room; `changed` runs when the theme changes a colour.
public final class Swatches extends Pane {
  private final Map<String, Label> labels = new HashMap<>();

  /// @param colours the colours' names, such as `-color-success-emphasis`
  public Swatches(Runnable changed, String... colours) {
    setManaged(false);
    setVisible(false);
    setMouseTransparent(true);
    for (String colour : colours) {
      var label = new Label();
      label.setStyle("-fx-text-fill: " + colour + ";");
      label.textFillProperty().subscribe((_, _) -> changed.run());
      labels.put(colour, label);
      getChildren().add(label);
    }
  }

  /// A colour as the theme has it now.
  public Paint get(String colour) {
    return Objects.requireNonNullElse(Objects.requireNonNull(labels.get(colour), colour).getTextFill(), Color.GRAY);
  }
}
