package dev.slipway.desktop.artifacts;

import dev.slipway.desktop.control.Cells;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.control.Texts;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// A file's name above its size, where it comes from and what was found. What does not hold is marked here too, for not every check has
/// a column.
final class FileLines implements Cells.Drawn<ArtifactRow> {
  private static final int MARK = 12;

  private final Label name = Texts.name(Texts.base(""));
  private final Label detail = Texts.name(Texts.small(""));
  private final Icon mark = Icon.of(Status.UNKNOWN).sized(MARK);
  private final VBox box = new VBox(0, name, detail);

  FileLines() {
    box.getStyleClass().add("two-lines");
    detail.setGraphicTextGap(4);
  }

  @Override
  public Node node() {
    return box;
  }

  @Override
  public void show(ArtifactRow row) {
    Status worst = row.worst();
    boolean wrong = worst == Status.FAILED;
    name.setText(row.name());
    detail.setText(row.detail());
    name.getStyleClass().remove("tone-danger");
    if (wrong) {
      name.getStyleClass().add("tone-danger");
    }
    mark.show(worst);
    detail.setGraphic(wrong || worst == Status.WARNING ? mark : null);
  }
}
