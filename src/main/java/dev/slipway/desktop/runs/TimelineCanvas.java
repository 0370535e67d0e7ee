package dev.slipway.desktop.runs;

import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.Swatches;
import dev.slipway.desktop.control.Tone;
import dev.slipway.forge.Job;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// Draws the jobs on a time axis. Arrow keys go from job to job; the chosen one is the accessible text.
final class TimelineCanvas extends Region {
  private static final double ROW = 20;
  private static final double TOP = 24;
  private static final double LABELS = 218;
  /// Room at the right for "finished 1h 21m 16s".
  private static final double WORDS = 112;

  private final Canvas canvas = new Canvas();
  private final Swatches colours =
      new Swatches(this::requestLayout, "-color-fg-default", "-color-fg-muted", "-color-border-default", "-color-border-subtle",
          "-color-success-emphasis", "-color-success-subtle", "-color-danger-emphasis", "-color-danger-subtle",
          "-color-accent-emphasis", "-color-accent-subtle", "-color-accent-fg", "-color-success-fg", "-color-danger-fg",
          "-color-neutral-muted", "-color-bg-default");
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
      int row = (int) ((press.getY() - TOP) / ROW);
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
    setPrefHeight(TOP + ROW * timeline.rows().size() + 8);
    setMinHeight(TOP + ROW * timeline.rows().size() + 8);
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
    draw(canvas.getGraphicsContext2D());
  }

  private void draw(GraphicsContext g) {
    g.clearRect(0, 0, getWidth(), getHeight());
    if (timeline.rows().isEmpty()) {
      return;
    }
    double from = LABELS;
    double room = Math.max(40, getWidth() - from - WORDS);
    double minutes = Math.max(timeline.length().toMillis() / 60_000.0, 0.05);
    double scale = room / minutes;
    g.setTextBaseline(VPos.CENTER);
    axis(g, from, scale, minutes);
    double y = TOP;
    for (Timeline.Row row : timeline.rows()) {
      if (isChosen(row)) {
        g.setFill(colours.get("-color-accent-subtle"));
        g.fillRect(0, y, getWidth(), ROW);
        g.setFill(colours.get("-color-accent-emphasis"));
        g.fillRect(0, y, 3, ROW);
      }
      label(g, row, y);
      if (row.job().isPresent()) {
        bar(g, row, from, scale, y);
      }
      y += ROW;
    }
    if (timeline.ended()) {
      double x = from + minutes * scale;
      g.setStroke(colours.get("-color-accent-emphasis"));
      g.setLineDashes(2, 2);
      g.strokeLine(Math.round(x) + 0.5, TOP - 4, Math.round(x) + 0.5, y);
      g.setLineDashes();
      g.setFont(Font.font("Inter Semi Bold", 11));
      g.setTextAlign(TextAlignment.LEFT);
      g.setFill(colours.get("-color-accent-fg"));
      g.fillText(lengthWords(timeline), x + 6, 11);
    }
    handovers(g, from, scale);
  }

  /// From the end of each job on the critical path to the start of the one that waited for it.
  private void handovers(GraphicsContext g, double from, double scale) {
    List<Timeline.Row> rows = timeline.rows();
    List<Integer> chain = IntStream.range(0, rows.size()).filter(i -> rows.get(i).critical()).boxed()
        .sorted(Comparator.comparing(i -> rows.get(i).end())).toList();
    g.setStroke(colours.get("-color-accent-emphasis"));
    g.setLineWidth(2);
    for (int i = 0; i + 1 < chain.size(); i++) {
      double x = Math.round(from + minutes(rows.get(chain.get(i)).end()) * scale);
      double down = TOP + ROW * chain.get(i) + ROW / 2;
      double to = TOP + ROW * chain.get(i + 1) + ROW / 2;
      g.strokeLine(x, down + Math.signum(to - down) * 6, x, to);
      g.strokeLine(x, to, Math.max(x, from + minutes(rows.get(chain.get(i + 1)).start()) * scale), to);
    }
    g.setLineWidth(1);
  }

  private void axis(GraphicsContext g, double from, double scale, double minutes) {
    g.setFont(Font.font("Inter", 11));
    g.setTextAlign(TextAlignment.CENTER);
    double step = step(minutes);
    for (double at = 0; at <= minutes + 0.001; at += step) {
      double x = Math.round(from + at * scale) + 0.5;
      g.setStroke(colours.get("-color-border-default"));
      g.setLineWidth(1);
      g.strokeLine(x, TOP - 4, x, getHeight());
      g.setFill(colours.get("-color-fg-muted"));
      g.fillText(tick(at, step), x, 11);
    }
  }

  private static String tick(double minutes, double step) {
    if (step >= 1) {
      return minutes == 0 ? "0 min" : Long.toString(Math.round(minutes));
    }
    return minutes == 0 ? "0 s" : Long.toString(Math.round(minutes * 60));
  }

  private static double step(double minutes) {
    for (double step : new double[] {1 / 60.0, 2 / 60.0, 5 / 60.0, 10 / 60.0, 0.5, 1, 2, 5, 10, 30, 60, 120}) {
      if (minutes / step <= 6) {
        return step;
      }
    }
    return Math.ceil(minutes / 6);
  }

  private void label(GraphicsContext g, Timeline.Row row, double y) {
    double x = 10 + row.indent() * 16;
    g.setTextAlign(TextAlignment.LEFT);
    if (row.job().isPresent()) {
      g.setFill(tone(row.status().tone()));
      g.setFont(OCTICONS);
      g.fillText(Character.toString(row.status().icon().getCode()), x, y + ROW / 2);
      x += 19;
      g.setFont(Font.font("Inter", 12));
      g.setFill(colours.get("-color-fg-default"));
      g.fillText(fitted(row.label(), LABELS - x - 4), x, y + ROW / 2);
    } else {
      g.setFont(Font.font("Inter Semi Bold", 12));
      g.setFill(colours.get("-color-fg-default"));
      String name = fitted(row.label(), 90);
      g.fillText(name, x + 3, y + ROW / 2);
      g.setFont(Font.font("Inter", 12));
      g.setFill(colours.get("-color-fg-muted"));
      g.fillText(row.words(), x + 9 + width(name, "Inter Semi Bold"), y + ROW / 2);
    }
  }

  private void bar(GraphicsContext g, Timeline.Row row, double from, double scale, double y) {
    if (row.part() == Timeline.Part.EARLIER) {
      words(g, row, from, y);
      return;
    }
    double queued = from + minutes(row.queued()) * scale;
    double start = from + minutes(row.start()) * scale;
    double end = Math.max(start + 3, from + minutes(row.end()) * scale);
    g.setStroke(colours.get("-color-fg-muted"));
    g.setLineWidth(1);
    if (start - queued > 2) {
      g.setFill(colours.get("-color-neutral-muted"));
      g.fillRect(queued, y + 8, start - queued, 4);
      g.strokeLine(queued + 0.5, y + 7, queued + 0.5, y + 13);
    }
    Colours bar = colours(row);
    g.setFill(row.critical() ? bar.strong() : bar.soft());
    g.fillRoundRect(start, y + 4, end - start, 12, 4, 4);
    g.setStroke(row.critical() ? colours.get("-color-accent-emphasis") : bar.strong());
    g.setLineWidth(row.critical() ? 2 : 1);
    g.strokeRoundRect(Math.round(start) + 0.5, y + 4.5, Math.max(2, Math.round(end - start) - 1), 11, 4, 4);
    g.setLineWidth(1);
    words(g, row, end, y);
  }

  private void words(GraphicsContext g, Timeline.Row row, double end, double y) {
    g.setFont(Font.font("Inter", 11));
    g.setFill(colours.get("-color-fg-muted"));
    g.fillText(row.words(), end + 7, y + ROW / 2);
  }

  private record Colours(Paint soft, Paint strong) {}

  private Colours colours(Timeline.Row row) {
    String name = switch (row.status().tone()) {
      case DANGER -> "danger";
      case ACCENT -> "accent";
      case SUCCESS -> "success";
      case WARNING, MUTED, PLAIN, SUBTLE -> "";
    };
    return name.isEmpty()
        ? new Colours(colours.get("-color-neutral-muted"), colours.get("-color-fg-muted"))
        : new Colours(soft(colours.get("-color-" + name + "-emphasis")), colours.get("-color-" + name + "-emphasis"));
  }

  private static Paint soft(Paint paint) {
    return paint instanceof Color colour ? colour.deriveColor(0, 1, 1, 0.3) : paint;
  }

  private Paint tone(Tone tone) {
    return switch (tone) {
      case SUCCESS -> colours.get("-color-success-fg");
      case DANGER -> colours.get("-color-danger-fg");
      case ACCENT -> colours.get("-color-accent-fg");
      case WARNING, MUTED, PLAIN, SUBTLE -> colours.get("-color-fg-muted");
    };
  }

  private static double minutes(Duration duration) {
    return duration.toMillis() / 60_000.0;
  }

  private static String fitted(String text, double room) {
    if (width(text, "Inter") <= room) {
      return text;
    }
    for (int keep = text.length() - 1; keep > 4; keep--) {
      String shorter = text.substring(0, (keep + 1) / 2) + "…" + text.substring(text.length() - keep / 2);
      if (width(shorter, "Inter") <= room) {
        return shorter;
      }
    }
    return text;
  }

  private static double width(String text, String family) {
    var node = new javafx.scene.text.Text(text);
    node.setFont(Font.font(family, 12));
    return node.getLayoutBounds().getWidth();
  }

  private static final Font OCTICONS = dev.slipway.desktop.control.Icon.font(14);

  static String lengthWords(Timeline timeline) {
    return timeline.rows().isEmpty() ? "" : (timeline.ended() ? "finished " : "running ") + Figures.duration(timeline.length());
  }
}
