package dev.slipway.desktop.runs;

import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.control.Texts;
import dev.slipway.forge.Job;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// A step of a job.
final class StepCell extends ListCell<Job.Step> {
  private final RunsModel model;
  private final Icon icon = Icon.of(Status.UNKNOWN).sized(14);
  private final Label name = Texts.name(Texts.base(""));
  private final Label took = Texts.small("");
  private final HBox row;

  StepCell(RunsModel model) {
    this.model = model;
    took.setMinWidth(Region.USE_PREF_SIZE);
    row = new HBox(8, icon, name, Panel.gap(), took);
    row.setAlignment(Pos.CENTER_LEFT);
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(Job.Step step, boolean empty) {
    super.updateItem(step, empty);
    if (empty || step == null) {
      setGraphic(null);
      setAccessibleText("");
    } else {
      Status status = RunWords.status(step.status(), step.conclusion());
      icon.show(status);
      name.setText(step.name());
      took.setText(RunWords.took(step.started(), step.completed(), model.now()));
      setGraphic(row);
      setAccessibleText(step.name() + ", " + status.word() + ", " + took.getText());
    }
  }
}
