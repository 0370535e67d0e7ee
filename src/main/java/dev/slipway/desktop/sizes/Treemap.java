package dev.slipway.desktop.sizes;

import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.Figures;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/// The treemap: area is size, fill is change. Its accessible twin is the tree table beside it.
///
/// Click chooses, double click or Enter zooms in, Esc or Backspace zooms out, arrows move the choice.
final class Treemap extends Region {

  /// Colours come from the theme: invisible regions are styled, and their fill is what is drawn.
  private enum Ink {
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
  private final Deque<SizeLine> path = new ArrayDeque<>();
  private final Font strong = Font.font("Inter Semi Bold", 12);
  private final Font small = Font.font("Inter", 11);
  private List<TreemapLayout.Tile> tiles = List.of();
  private @Nullable SizeLine chosen;
  private Consumer<SizeLine> onChoose = _ -> {};
  private Consumer<List<SizeLine>> onZoom = _ -> {};
  private final Text ruler = new Text();

  Treemap() {
    getStyleClass().add("treemap");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    Describe.describe(this, "Treemap", "Area is size; the table beside it has the same in rows", "");
    for (Ink ink : Ink.values()) {
      var region = new Region();
      region.getStyleClass().add(ink.styleClass);
      region.setManaged(false);
      region.setOpacity(0);
      region.setMouseTransparent(true);
      region.backgroundProperty().subscribe(_ -> draw());
      inks.put(ink, region);
      getChildren().add(region);
    }
    getChildren().add(canvas);
    setOnMouseClicked(this::clicked);
    setOnKeyPressed(this::pressed);
    focusedProperty().subscribe(_ -> draw());
  }

  /// What happens when a rectangle is chosen.
  void onChoose(Consumer<SizeLine> action) {
    onChoose = action;
  }

  /// What happens when it shows something else: the way from the file down to it.
  void onZoom(Consumer<List<SizeLine>> action) {
    onZoom = action;
  }

  /// Shows a file.
  void show(SizeLine root) {
    path.clear();
    path.push(root);
    chosen = null;
    layOut();
  }

  /// Shows nothing.
  void clear() {
    path.clear();
    tiles = List.of();
    draw();
  }

  /// Marks what was chosen in the table.
  void choose(@Nullable SizeLine line) {
    if (line == null || line == chosen) {
      return;
    }
    chosen = line;
    setAccessibleText("Treemap, " + line.sentence());
    boolean outside = false;
    while (path.size() > 1 && path.element().pathTo(line).isEmpty()) {
      path.pop();
      outside = true;
    }
    if (outside) {
      zoomed();
    } else {
      draw();
    }
  }

  /// What is on screen, outermost first.
  List<TreemapLayout.Tile> tiles() {
    return tiles;
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    layOut();
  }

  private void layOut() {
    SizeLine root = path.peek();
    tiles = root == null || getWidth() < 8 ? List.of() : TreemapLayout.of(root, getWidth(), getHeight());
    draw();
  }

  private void clicked(MouseEvent event) {
    requestFocus();
    TreemapLayout.Tile hit = null;
    for (TreemapLayout.Tile tile : tiles) {
      if (tile.holds(event.getX(), event.getY())) {
        hit = tile;
      }
    }
    if (hit == null) {
      return;
    }
    take(hit.line());
    if (event.getClickCount() == 2) {
      zoomIn(event.getX(), event.getY());
    }
  }

  private void take(SizeLine line) {
    choose(line);
    onChoose.accept(line);
  }

  private void zoomIn(double x, double y) {
    for (TreemapLayout.Tile tile : tiles) {
      if (tile.depth() == 0 && tile.holds(x, y) && !tile.line().parts().isEmpty()) {
        path.push(tile.line());
        zoomed();
        return;
      }
    }
  }

  private void pressed(KeyEvent event) {
    int step =
        switch (event.getCode()) {
          case RIGHT, DOWN -> 1;
          case LEFT, UP -> -1;
          default -> 0;
        };
    boolean done = true;
    if (step != 0) {
      move(step);
    } else {
      switch (event.getCode()) {
        case ENTER -> enter();
        case ESCAPE, BACK_SPACE -> {
          done = path.size() > 1;
          if (done) {
            path.pop();
            zoomed();
          }
        }
        default -> done = false;
      }
    }
    if (done) {
      event.consume();
    }
  }

  private void enter() {
    if (chosen != null && !chosen.parts().isEmpty() && chosen != path.peek()) {
      path.push(chosen);
      zoomed();
    }
  }

  private void zoomed() {
    layOut();
    List<SizeLine> way = new ArrayList<>(path);
    Collections.reverse(way);
    onZoom.accept(way);
  }

  /// Moves among the outermost rectangles, largest to smallest.
  private void move(int step) {
    List<TreemapLayout.Tile> outer = tiles.stream().filter(t -> t.depth() == 0).toList();
    if (outer.isEmpty()) {
      return;
    }
    int at = -1;
    for (int i = 0; i < outer.size(); i++) {
      if (outer.get(i).line() == chosen) {
        at = i;
      }
    }
    take(outer.get(Math.clamp(at + step, 0, outer.size() - 1)).line());
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

  private void draw() {
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
    if (isFocused()) {
      g.setStroke(ink(Ink.CHOICE));
      g.setLineWidth(2);
      g.strokeRect(1, 1, canvas.getWidth() - 2, canvas.getHeight() - 2);
    }
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
