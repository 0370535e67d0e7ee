package dev.slipway.desktop.sizes;

import dev.slipway.desktop.control.Figures;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/// Draws the rectangles of a treemap in the colours of the theme, and again when these change.
final class TreemapPicture extends Region {

  /// Colours come from the theme: invisible regions are styled, and their fill is what is drawn.
  private enum Ink {
    /// Under the others: some themes have colours that let through what is below.
    BASE("treemap-base"),
    PLAIN("treemap-plain"),
    NEW("treemap-new"),
    GREW("treemap-grew"),
    SHRANK("treemap-shrank"),
    LINE("treemap-line"),
    FRAME("treemap-frame"),
    TEXT("treemap-text"),
    SECOND("treemap-second"),
    HATCH("treemap-hatch"),
    CHOICE("treemap-choice");

    private final String styleClass;

    Ink(String styleClass) {
      this.styleClass = styleClass;
    }
  }

  private final Canvas canvas = new Canvas();
  private final Map<Ink, Region> inks = new EnumMap<>(Ink.class);
  private final Font strong = Font.font("Inter Semi Bold", 12);
  private final Font small = Font.font("Inter", 11);
  private final Text ruler = new Text();
  private List<TreemapLayout.Tile> tiles = List.of();
  private @Nullable SizeLine chosen;
  private boolean focus;

  TreemapPicture() {
    setManaged(false);
    setMouseTransparent(true);
    for (Ink ink : Ink.values()) {
      var region = new Region();
      region.getStyleClass().add(ink.styleClass);
      region.setManaged(false);
      region.setOpacity(0);
      region.backgroundProperty().subscribe(_ -> draw());
      inks.put(ink, region);
      getChildren().add(region);
    }
    getChildren().add(canvas);
  }

  /// @param shown    outermost first
  /// @param marked   what has a frame around it
  /// @param focussed whether the keyboard acts on it
  void draw(List<TreemapLayout.Tile> shown, @Nullable SizeLine marked, boolean focussed) {
    tiles = shown;
    chosen = marked;
    focus = focussed;
    draw();
  }

  private void draw() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    g.setTextBaseline(VPos.TOP);
    for (TreemapLayout.Tile tile : tiles) {
      draw(g, tile);
    }
    for (TreemapLayout.Tile tile : tiles) {
      if (tile.line() == chosen) {
        g.setStroke(ink(Ink.CHOICE));
        g.setLineWidth(2);
        g.strokeRect(tile.x() + 1, tile.y() + 1, Math.max(1, tile.width() - 2), Math.max(1, tile.height() - 2));
      }
    }
    if (focus) {
      g.setStroke(ink(Ink.CHOICE));
      g.setLineWidth(2);
      g.strokeRect(1, 1, canvas.getWidth() - 2, canvas.getHeight() - 2);
    }
  }

  private Color ink(Ink ink) {
    Region region = inks.get(ink);
    if (region != null && region.getBackground() != null && !region.getBackground().getFills().isEmpty()) {
      Paint paint = region.getBackground().getFills().getFirst().getFill();
      if (paint instanceof Color color) {
        return color;
      }
    }
    return ink == Ink.TEXT || ink == Ink.FRAME ? Color.BLACK : Color.LIGHTGRAY;
  }

  /// Whole pixels, and a border that is filled and not stroked: ten thousand strokes take a renderer without a graphics
  /// card thirty times as long.
  private void draw(GraphicsContext g, TreemapLayout.Tile tile) {
    SizeLine.Trend trend = tile.line().trend();
    double left = Math.rint(tile.x());
    double top = Math.rint(tile.y());
    double width = Math.rint(tile.x() + tile.width()) - left;
    double height = Math.rint(tile.y() + tile.height()) - top;
    g.setFill(tile.depth() == 0 ? ink(Ink.FRAME) : ink(Ink.LINE));
    g.fillRect(left, top, width, height);
    g.setFill(ink(Ink.BASE));
    g.fillRect(left + 1, top + 1, Math.max(0, width - 2), Math.max(0, height - 2));
    g.setFill(
        switch (trend) {
          case NEW -> ink(Ink.NEW);
          case GREW -> ink(Ink.GREW);
          case SHRANK -> ink(Ink.SHRANK);
          case NOT_COMPARED, GONE, WITHIN -> ink(Ink.PLAIN);
        });
    g.fillRect(left + 1, top + 1, Math.max(0, width - 2), Math.max(0, height - 2));
    if (trend == SizeLine.Trend.NEW && tile.depth() < 2) {
      hatch(g, tile);
    }
    if (tile.depth() < 2 && tile.width() > 48 && tile.height() > 18) {
      title(g, tile);
    }
  }

  private void title(GraphicsContext g, TreemapLayout.Tile tile) {
    double room = tile.width() - 10;
    SizeLine line = tile.line();
    String size = Figures.size(line.size());
    g.setFill(ink(Ink.TEXT));
    if (tile.depth() == 0) {
      double right = width(size, small);
      boolean both = room > right + 70;
      g.setFont(strong);
      g.fillText(cut(line.name(), strong, both ? room - right - 8 : room), tile.x() + 5, tile.y() + 3);
      if (both) {
        g.setFont(small);
        g.setFill(ink(Ink.SECOND));
        g.fillText(size, tile.x() + tile.width() - right - 5, tile.y() + 4);
      }
      return;
    }
    g.setFont(small);
    g.fillText(cut(line.name(), small, room), tile.x() + 5, tile.y() + 4);
    if (tile.height() > 34) {
      String change = line.before().isEmpty() ? "" : ", " + line.changeWords();
      String both = size + change;
      g.setFill(ink(Ink.SECOND));
      g.fillText(width(both, small) <= room ? both : cut(size, small, room), tile.x() + 5, tile.y() + 18);
    }
  }

  private double width(String text, Font font) {
    ruler.setFont(font);
    ruler.setText(text);
    return ruler.getLayoutBounds().getWidth();
  }

  /// Keeps both ends of a text that has no room; the whole of it is in the table.
  private String cut(String text, Font font, double room) {
    String shown = text.length() > 120 ? text.substring(0, 60) + "…" + text.substring(text.length() - 59) : text;
    if (width(shown, font) <= room) {
      return shown;
    }
    int low = 0;
    int high = shown.length() / 2;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (width(ends(shown, middle), font) <= room) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low == 0 ? "" : ends(shown, low);
  }

  private static String ends(String text, int each) {
    return text.substring(0, each) + "…" + text.substring(text.length() - each);
  }

  private void hatch(GraphicsContext g, TreemapLayout.Tile tile) {
    g.save();
    g.beginPath();
    g.rect(tile.x(), tile.y(), tile.width(), tile.height());
    g.clip();
    g.setStroke(ink(Ink.HATCH));
    g.setLineWidth(1);
    for (double at = -tile.height(); at < tile.width(); at += 8) {
      g.strokeLine(tile.x() + at, tile.y() + tile.height(), tile.x() + at + tile.height(), tile.y());
    }
    g.restore();
  }
}
