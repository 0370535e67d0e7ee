package dev.slipway.desktop.runs;

import dev.slipway.desktop.control.Swatches;
import dev.slipway.forge.Job;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;

/// Draws the jobs on a time axis. Arrow keys go from job to job; the chosen one is the accessible text.
final class TimelineCanvas extends Region {
  private final Canvas canvas = new Canvas();
  private final Swatches colours = new Swatches(this::requestLayout, TimelinePainter.COLOURS);
  private Timeline timeline = Timeline.EMPTY;
  private Optional<Job> chosen = Optional.empty();
  private Consumer<Job> choose = _ -> {};

  TimelineCanvas() {
    getChildren().addAll(colours, canvas);
    setFocusTraversable(true);
    setId("timeline");
    getStyleClass().add("timeline");
    setAccessibleText("Jobs on a time axis");
    setOnMousePressed(press -> {
      requestFocus();
      int row = (int) ((press.getY() - TimelinePainter.TOP) / TimelinePainter.ROW);
      if (row >= 0 && row < timeline.rows().size()) {
        timeline.rows().get(row).job().ifPresent(choose);
      }
    });
    setOnKeyPressed(key -> {
      if (key.getCode() == KeyCode.DOWN || key.getCode() == KeyCode.UP) {
        move(key.getCode() == KeyCode.DOWN ? 1 : -1);
        key.consume();
      }
    });
    focusedProperty().subscribe(_ -> requestLayout());
  }

  void onChoose(Consumer<Job> consumer) {
    choose = consumer;
  }

  void show(Timeline newTimeline, Optional<Job> newChosen) {
    timeline = newTimeline;
    chosen = newChosen;
    setPrefHeight(TimelinePainter.height(timeline));
    setMinHeight(TimelinePainter.height(timeline));
    timeline.rows().stream().filter(this::isChosen).findFirst().ifPresent(row -> setAccessibleText(row.sentence()));
    requestLayout();
  }

  private boolean isChosen(Timeline.Row row) {
    return chosen.isPresent() && row.job().map(Job::id).equals(chosen.map(Job::id));
  }

  private void move(int step) {
    var rows = timeline.rows().stream().filter(row -> row.job().isPresent()).toList();
    for (int i = 0; i < rows.size(); i++) {
      if (isChosen(rows.get(i)) && i + step >= 0 && i + step < rows.size()) {
        rows.get(i + step).job().ifPresent(choose);
        return;
      }
    }
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    new TimelinePainter(canvas.getGraphicsContext2D(), colours, timeline, getWidth(), getHeight()).paint(this::isChosen);
  }
}
