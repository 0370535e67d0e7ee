package dev.slipway.desktop.control;

import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Label;

/// A cell with one line of text.
///
/// @param <R> the row
public final class OneLine<R> implements Cells.Drawn<R> {
  private final Label label;
  private final Function<R, String> text;

  public OneLine(Label label, Function<R, String> text) {
    this.label = Texts.name(label);
    this.text = text;
  }

  @Override
  public Node node() {
    return label;
  }

  @Override
  public void show(R row) {
    label.setText(text.apply(row));
  }
}
