package dev.slipway.desktop.control;

import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// A cell with a first line and a smaller second one, which disappears where it is empty.
///
/// @param <R> the row
public final class TwoLines<R> implements Cells.Drawn<R> {
  private final Function<R, String> first;
  private final Function<R, String> second;
  private final Label top;
  private final Label bottom = Texts.small("");
  private final VBox box;

  public TwoLines(Label top, Function<R, String> first, Function<R, String> second) {
    this.top = Texts.name(top);
    this.first = first;
    this.second = second;
    Texts.name(bottom);
    box = new VBox(0, top, bottom);
    box.getStyleClass().add("two-lines");
  }

  @Override
  public Node node() {
    return box;
  }

  @Override
  public void show(R row) {
    top.setText(first.apply(row));
    String below = second.apply(row);
    bottom.setText(below);
    bottom.setVisible(!below.isEmpty());
    bottom.setManaged(!below.isEmpty());
  }
}
