package dev.slipway.desktop.artifacts;

import dev.slipway.desktop.control.Cells;
import dev.slipway.desktop.control.StatusMark;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.control.Texts;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// A cell with a status and a remark below it, which disappears where it is empty.
final class MarkLines implements Cells.Drawn<ArtifactRow> {
  private final StatusMark mark = new StatusMark(Status.UNKNOWN);
  private final Label below;
  private final VBox box;
  private final Function<ArtifactRow, ArtifactRow.Mark> shown;

  MarkLines(Label below, Function<ArtifactRow, ArtifactRow.Mark> shown) {
    this.below = below;
    this.shown = shown;
    below.getStyleClass().add("under-mark");
    box = new VBox(0, mark, below);
    box.getStyleClass().add("two-lines");
  }

  /// With a remark in words.
  static MarkLines words(Function<ArtifactRow, ArtifactRow.Mark> shown) {
    return new MarkLines(Texts.small(""), shown);
  }

  @Override
  public Node node() {
    return box;
  }

  @Override
  public void show(ArtifactRow row) {
    ArtifactRow.Mark now = shown.apply(row);
    mark.show(now.status(), now.word());
    below.setText(now.remark());
    below.setVisible(!now.remark().isEmpty());
    below.setManaged(!now.remark().isEmpty());
  }
}
