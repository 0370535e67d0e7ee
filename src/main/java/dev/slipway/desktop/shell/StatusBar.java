package dev.slipway.desktop.shell;

import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.control.Texts;
import dev.slipway.desktop.control.Tone;
import dev.slipway.desktop.work.RunningTask;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.octicons.Octicons;

/// The bottom line: what is running, with progress and a way to stop it; when things were read and saved.
final class StatusBar extends HBox {
  private static final int SHOWN = 2;

  private final HBox tasks = new HBox(18);

  StatusBar(ShellModel model, ObservableList<RunningTask> running) {
    super(16);
    getStyleClass().add("status-bar");
    tasks.getStyleClass().add("tasks");
    var updated = Texts.small("");
    updated.textProperty().bind(model.updated());
    var evidence = Texts.small("");
    evidence.textProperty().bind(model.evidence());
    evidence.setGraphic(new Icon(Octicons.CHECKLIST_16, Tone.MUTED).sized(14));
    var line = line();
    evidence.visibleProperty().bind(model.evidence().isNotEmpty());
    evidence.managedProperty().bind(evidence.visibleProperty());
    line.visibleProperty().bind(evidence.visibleProperty());
    line.managedProperty().bind(evidence.visibleProperty());
    for (Label label : List.of(updated, evidence)) {
      label.setMinWidth(Region.USE_PREF_SIZE);
    }
    getChildren().addAll(tasks, Panel.gap(), updated, line, evidence);
    show(running);
    running.addListener((ListChangeListener<RunningTask>) _ -> show(running));
  }

  private static Region line() {
    var line = new Region();
    line.getStyleClass().add("status-line");
    return line;
  }

  private void show(List<RunningTask> running) {
    var nodes = new java.util.ArrayList<Node>();
    for (RunningTask task : running.subList(0, Math.min(SHOWN, running.size()))) {
      if (!nodes.isEmpty()) {
        nodes.add(line());
      }
      nodes.add(new TaskItem(task));
    }
    if (running.size() > SHOWN) {
      nodes.add(Texts.small("and " + (running.size() - SHOWN) + " more"));
    }
    tasks.getChildren().setAll(nodes);
  }

  /// One running task.
  private static final class TaskItem extends HBox {
    TaskItem(RunningTask task) {
      super(8);
      getStyleClass().add("task");
      var title = new Label(task.title(), Icon.of(Status.RUNNING).sized(13));
      title.setGraphicTextGap(7);
      title.getStyleClass().add("task-title");
      Texts.name(title);
      var bar = new ProgressBar();
      bar.getStyleClass().add("task-bar");
      bar.progressProperty().bind(task.fraction().map(known -> known.doubleValue() < 0 ? 0 : known.doubleValue()));
      bar.visibleProperty().bind(task.fraction().greaterThanOrEqualTo(0));
      bar.managedProperty().bind(bar.visibleProperty());
      bar.accessibleTextProperty().bind(task.measure().map(words -> task.title() + " " + words));
      var measure = Texts.small("");
      measure.textProperty().bind(task.measure());
      measure.managedProperty().bind(task.measure().isNotEmpty());
      measure.setMinWidth(Region.USE_PREF_SIZE);
      var stop = new Button("", new Icon(Octicons.X_16, Tone.MUTED).sized(12));
      stop.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
      stop.getStyleClass().add("icon-button-small");
      Describe.describe(stop, "Cancel " + task.title(), "", "Ctrl .");
      stop.setOnAction(_ -> task.cancel());
      getChildren().addAll(title, bar, measure, stop);
    }
  }
}
