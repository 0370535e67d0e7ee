package dev.slipway.desktop.runs;

import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.control.Texts;
import dev.slipway.forge.WorkflowRun;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A run in the list; its nodes are made once.
final class RunCell extends ListCell<WorkflowRun> {
  private final RunsModel model;
  private final Icon icon = Icon.of(Status.UNKNOWN);
  private final Label title = Texts.name(Texts.strong(""));
  private final Label detail = Texts.name(Texts.small(""));
  private final Label when = Texts.small("");
  private final Label took = Texts.small("");
  private final HBox row;

  RunCell(RunsModel model) {
    this.model = model;
    var left = new VBox(2, title, detail);
    left.setAlignment(Pos.CENTER_LEFT);
    left.setMinWidth(0);
    var right = new VBox(2, when, took);
    right.setAlignment(Pos.CENTER_RIGHT);
    right.setMinWidth(Region.USE_PREF_SIZE);
    row = new HBox(8, icon, left, Panel.gap(), right);
    row.setAlignment(Pos.CENTER_LEFT);
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(WorkflowRun run, boolean empty) {
    super.updateItem(run, empty);
    if (empty || run == null) {
      setGraphic(null);
      setAccessibleText("");
    } else {
      var now = model.now();
      icon.show(RunWords.status(run));
      title.setText(RunWords.title(run));
      detail.setText(RunWords.detail(run));
      when.setText(RunWords.when(run, now));
      took.setText(RunWords.took(run, now));
      setGraphic(row);
      setAccessibleText(RunWords.sentence(run, now));
    }
  }
}
