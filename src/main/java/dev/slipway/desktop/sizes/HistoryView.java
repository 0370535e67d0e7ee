package dev.slipway.desktop.sizes;

import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.EmptyState;
import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Swatches;
import dev.slipway.desktop.control.Texts;
import dev.slipway.release.Earlier;
import dev.slipway.size.TargetHistory;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.octicons.Octicons;

/// The sizes of each file over the releases: a chart per target. Each has its values as a sentence for those who
/// cannot see it.
final class HistoryView extends ScrollPane {
  private final VBox rows = new VBox();

  private final Button offer = new Button();

  HistoryView(SizesModel model) {
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    getStyleClass().add("history");
    setAccessibleText("Sizes over the releases");
    setContent(rows);
    offer.setId("measure-earlier");
    offer.setOnAction(_ -> model.measureEarlier());
    model.history().subscribe(_ -> show(model));
    model.unmeasured().subscribe(_ -> show(model));
  }

  private void show(SizesModel model) {
    List<TargetHistory> all = model.history().get();
    if (all.isEmpty()) {
      rows.getChildren().setAll(new EmptyState(Octicons.GRAPH_16, "No earlier release to draw a line from."));
      return;
    }
    var about =
        new VBox(8, Texts.wrapped(Texts.small(
            "Each point is what users download of a release, as the host tells it. What it is unpacked is known of releases that were measured on this computer.")));
    about.getStyleClass().add("history-row");
    Earlier.Unmeasured left = model.unmeasured().get();
    if (left.files() > 0) {
      offer.setText("Measure %s (%s)".formatted(Figures.count(left.files(), "earlier file", "earlier files"), Figures.size(left.bytes())));
      Describe.describe(offer, offer.getText(), "Download these files one after the other and keep how large the programs in them are", "");
      about.getChildren().add(offer);
    }
    rows.getChildren().setAll(about);
    rows.getChildren().addAll(all.stream().map(Chart::new).toList());
  }

  static String sentence(TargetHistory history) {
    return title(history) + ": " + history.points().stream()
        .map(point -> point.tag() + " " + Figures.size(point.download())
            + (point.unpacked().isPresent() && point.unpacked().getAsLong() != point.download()
                ? " (unpacked " + Figures.size(point.unpacked().getAsLong()) + ")" : ""))
        .collect(Collectors.joining(", "));
  }

  private static String title(TargetHistory history) {
    return history.target().isEmpty() ? history.file() : history.target();
  }

  /// A line of downloads, and the words beside it.
  private static final class Chart extends VBox {
    private static final double HEIGHT = 56;
    private static final double SIDE = 34;

    private final TargetHistory history;
    private final Canvas canvas = new Canvas(100, HEIGHT);
    private final Swatches colours =
        new Swatches(this::draw, "-color-accent-emphasis", "-color-border-default", "-color-fg-muted", "-color-warning-emphasis");
    private final Font font = Font.font("Inter", 11);

    Chart(TargetHistory history) {
      super(4);
      this.history = history;
      getStyleClass().add("history-row");
      setFocusTraversable(true);
      setAccessibleText(sentence(history));
      TargetHistory.Point last = history.points().getLast();
      var name = Texts.name(Texts.strong(title(history)));
      name.setMinWidth(60);
      var change = Texts.base(history.change().isPresent() ? Figures.change(history.change().getAsLong()) : "–");
      change.setMinWidth(Region.USE_PREF_SIZE);
      var now = Texts.strong(Figures.size(last.download()));
      now.setMinWidth(Region.USE_PREF_SIZE);
      var first = new HBox(8, name, Panel.gap(), change, now);
      first.setAlignment(Pos.CENTER_LEFT);
      var holder = new Region() {
        {
          getChildren().addAll(colours, canvas);
          setMinHeight(HEIGHT);
          setPrefHeight(HEIGHT);
        }

        @Override
        protected void layoutChildren() {
          canvas.setWidth(getWidth());
          draw();
        }
      };
      getChildren().addAll(first, holder);
    }

    private void draw() {
      GraphicsContext g = canvas.getGraphicsContext2D();
      g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
      List<TargetHistory.Point> points = history.points();
      long most = points.stream().mapToLong(TargetHistory.Point::download).max().orElse(1);
      long least = points.stream().mapToLong(TargetHistory.Point::download).min().orElse(0);
      double low = least - (most - least) * 0.15 - 1;
      double high = most + (most - least) * 0.15 + 1;
      double bottom = HEIGHT - 16;
      double step = points.size() < 2 ? 0 : (canvas.getWidth() - 2 * SIDE) / (points.size() - 1);
      g.setStroke(colours.get("-color-border-default"));
      g.setLineWidth(1);
      g.strokeLine(0, bottom + 0.5, canvas.getWidth(), bottom + 0.5);
      g.setFont(font);
      g.setTextAlign(TextAlignment.CENTER);
      g.setTextBaseline(VPos.TOP);
      double lastX = 0;
      double lastY = 0;
      double labelled = -1000;
      for (int i = 0; i < points.size(); i++) {
        double x = SIDE + i * step;
        double y = bottom - 4 - (points.get(i).download() - low) / (high - low) * (bottom - 8);
        g.setStroke(colours.get("-color-accent-emphasis"));
        g.setFill(colours.get("-color-accent-emphasis"));
        g.setLineWidth(1.5);
        if (i > 0) {
          g.strokeLine(lastX, lastY, x, y);
        }
        g.fillOval(x - 3, y - 3, 6, 6);
        boolean last = i == points.size() - 1;
        if (x - labelled > 60 && (last || canvas.getWidth() - SIDE - x > 60)) {
          g.setFill(colours.get("-color-fg-muted"));
          g.fillText(points.get(i).tag(), x, bottom + 3, 66);
          labelled = x;
        }
        lastX = x;
        lastY = y;
      }
    }
  }
}
