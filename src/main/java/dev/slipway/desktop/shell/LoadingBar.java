package dev.slipway.desktop.shell;

import dev.slipway.desktop.work.RunningTask;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.ProgressBar;

/// A thin line under the header: how far the newest task is whose end is known. The words are in the status bar.
final class LoadingBar extends ProgressBar {

  LoadingBar(ObservableList<RunningTask> running) {
    super(0);
    getStyleClass().add("loading-bar");
    setMaxWidth(Double.MAX_VALUE);
    setFocusTraversable(false);
    setAccessibleText("Progress of the newest task");
    running.addListener((ListChangeListener<RunningTask>) _ -> follow(running));
    follow(running);
  }

  private void follow(ObservableList<RunningTask> running) {
    progressProperty().unbind();
    visibleProperty().unbind();
    if (running.isEmpty()) {
      setVisible(false);
      return;
    }
    ObservableValue<Number> fraction = running.getLast().fraction();
    progressProperty().bind(fraction.map(known -> Math.max(0, known.doubleValue())));
    visibleProperty().bind(fraction.map(known -> known.doubleValue() >= 0));
  }
}
