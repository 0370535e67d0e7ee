package dev.slipway.desktop.runs;

import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Swatches;
import dev.slipway.desktop.control.Tone;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/// Paints a timeline once: axis, one row a job, who waited for whom, the end and the limit.
final class TimelinePainter {
  static final double ROW = 20;
  static final double TOP = 24;
  static final String[] COLOURS = {
    "-color-fg-default", "-color-fg-muted", "-color-border-default", "-color-border-subtle", "-color-success-emphasis",
    "-color-success-subtle", "-color-danger-emphasis", "-color-danger-subtle", "-color-accent-emphasis", "-color-accent-subtle",
    "-color-accent-fg", "-color-success-fg", "-color-danger-fg", "-color-neutral-muted", "-color-bg-default"
  };

  private static final double LABELS = 218;
  /// Room at the right for "finished 1h 21m 16s".
  private static final double WORDS = 112;
  private static final Font OCTICONS = Icon.font(14);

  private final GraphicsContext g;
  private final Swatches colours;
  private final Timeline timeline;
  private final TimeAxis axis;
  private final double width;
  private final double height;

  TimelinePainter(GraphicsContext g, Swatches colours, Timeline timeline, double width, double height) {
    this.g = g;
    this.colours = colours;
    this.timeline = timeline;
    this.width = width;
    this.height = height;
    axis = TimeAxis.fit(timeline, LABELS, Math.max(40, width - LABELS - WORDS));
  }

  /// How high a timeline is.
  static double height(Timeline timeline) {
    return TOP + ROW * timeline.rows().size() + 8;
  }

  void paint(Predicate<Timeline.Row> chosen) {
    g.clearRect(0, 0, width, height);
    if (timeline.rows().isEmpty()) {
      return;
    }
    g.setTextBaseline(VPos.CENTER);
    ticks();
    double y = TOP;
    for (Timeline.Row row : timeline.rows()) {
      if (chosen.test(row)) {
        g.setFill(colours.get("-color-accent-subtle"));
        g.fillRect(0, y, width, ROW);
        g.setFill(colours.get("-color-accent-emphasis"));
        g.fillRect(0, y, 3, ROW);
      }
      label(row, y);
      if (row.job().isPresent()) {
        bar(row, y);
      }
      y += ROW;
    }
    limit(y);
    end(y);
    handovers();
  }

  private void ticks() {
    g.setFont(Font.font("Inter", 11));
    g.setTextAlign(TextAlignment.CENTER);
    g.setLineWidth(1);
    // The words at the end stand where a tick may be; they are worth more.
    double words = timeline.ended() ? axis.x(timeline.length()) : Double.MAX_VALUE;
    for (TimeAxis.Tick tick : axis.ticks()) {
      g.setStroke(colours.get("-color-border-default"));
      g.strokeLine(tick.x(), TOP - 4, tick.x(), height);
      if (tick.x() < words - 12 || tick.x() > words + WORDS) {
        g.setFill(colours.get("-color-fg-muted"));
        g.fillText(tick.text(), tick.x(), 11);
      }
    }
  }

  private void end(double bottom) {
    if (!timeline.ended()) {
      return;
    }
    double x = axis.x(timeline.length());
    g.setStroke(colours.get("-color-accent-emphasis"));
    g.setLineDashes(2, 2);
    g.strokeLine(Math.round(x) + 0.5, TOP - 4, Math.round(x) + 0.5, bottom);
    g.setLineDashes();
    g.setFont(Font.font("Inter Semi Bold", 11));
    g.setTextAlign(TextAlignment.LEFT);
    g.setFill(colours.get("-color-accent-fg"));
    g.fillText(lengthWords(timeline), x + 6, 11);
  }

  /// The limit as a dashed line, and how much is left of it in the row below the axis where nothing else stands there.
  private void limit(double bottom) {
    TimeAxis.limit(timeline).ifPresent(limit -> {
      double x = Math.round(axis.x(limit)) + 0.5;
      g.setStroke(colours.get("-color-danger-emphasis"));
      g.setLineWidth(2);
      g.setLineDashes(4, 3);
      g.strokeLine(x, TOP - 4, x, bottom);
      g.setLineDashes();
      g.setLineWidth(1);
    });
    boolean room = timeline.rows().getFirst().end().compareTo(timeline.length().multipliedBy(4).dividedBy(5)) < 0;
    if (timeline.ended() && room && !timeline.spare().isEmpty()) {
      g.setFont(Font.font("Inter", 11));
      g.setTextAlign(TextAlignment.LEFT);
      g.setFill(colours.get("-color-fg-muted"));
      g.fillText(timeline.spare(), axis.x(timeline.length()) + 6, TOP + ROW / 2);
    }
  }

  /// From the end of each job on the critical path to the start of the one that waited for it.
  private void handovers() {
    List<Timeline.Row> rows = timeline.rows();
    List<Integer> chain = IntStream.range(0, rows.size()).filter(i -> rows.get(i).critical()).boxed()
        .sorted(Comparator.comparing(i -> rows.get(i).end())).toList();
    g.setStroke(colours.get("-color-accent-emphasis"));
    g.setLineWidth(2);
    for (int i = 0; i + 1 < chain.size(); i++) {
      double x = Math.round(axis.x(rows.get(chain.get(i)).end()));
      double down = TOP + ROW * chain.get(i) + ROW / 2;
      double to = TOP + ROW * chain.get(i + 1) + ROW / 2;
      g.strokeLine(x, down + Math.signum(to - down) * 6, x, to);
      g.strokeLine(x, to, Math.max(x, axis.x(rows.get(chain.get(i + 1)).start())), to);
    }
    g.setLineWidth(1);
  }

  private void label(Timeline.Row row, double y) {
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

  private void bar(Timeline.Row row, double y) {
    if (row.part() == Timeline.Part.EARLIER) {
      words(row, axis.from(), y);
      return;
    }
    double queued = axis.x(row.queued());
    double start = axis.x(row.start());
    double end = Math.max(start + 3, axis.x(row.end()));
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
    words(row, end, y);
  }

  private void words(Timeline.Row row, double end, double y) {
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
    var node = new Text(text);
    node.setFont(Font.font(family, 12));
    return node.getLayoutBounds().getWidth();
  }

  static String lengthWords(Timeline timeline) {
    return timeline.rows().isEmpty() ? "" : (timeline.ended() ? "finished " : "running ") + Figures.duration(timeline.length());
  }
}
