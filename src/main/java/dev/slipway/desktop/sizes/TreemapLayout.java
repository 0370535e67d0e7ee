package dev.slipway.desktop.sizes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Lays a tree out as nested rectangles whose areas are the sizes (Bruls, Huizing, van Wijk: Squarified Treemaps).
/// No nodes: testable as plain Java.
final class TreemapLayout {
  /// As many as a frame can draw; what is smaller than a few pixels is not divided further.
  static final int MOST = 10_000;

  private static final double LEAST = 3;
  private static final double TITLE = 20;

  /// A rectangle.
  ///
  /// @param depth how deep it lies, from 0
  record Tile(SizeLine line, double x, double y, double width, double height, int depth) {
    boolean holds(double px, double py) {
      return px >= x && px < x + width && py >= y && py < y + height;
    }
  }

  /// What is smaller than this many pixels in area is left to the ground it lies on.
  private static final double SPECK = 3;

  private static final int DEEPEST = 4;

  private final List<Tile> tiles = new ArrayList<>();
  private final PriorityQueue<Tile> undivided =
      new PriorityQueue<>(Comparator.comparingDouble((Tile tile) -> tile.width() * tile.height()).reversed());

  private TreemapLayout() {}

  /// The rectangles of a line's parts, outer ones before those within. The largest is divided first, so that where
  /// there are too many it is the smallest that stay whole.
  static List<Tile> of(SizeLine root, double width, double height) {
    var layout = new TreemapLayout();
    layout.divide(root.parts(), 0, 0, width, height, 0);
    while (!layout.undivided.isEmpty() && layout.tiles.size() < MOST) {
      Tile tile = layout.undivided.remove();
      double top = titled(tile) ? TITLE + (tile.depth() == 1 ? 14 : 0) : 1;
      layout.divide(
          tile.line().parts(), tile.x() + 2, tile.y() + top, tile.width() - 4, tile.height() - top - 2, tile.depth() + 1);
    }
    return layout.tiles;
  }

  /// Whether it has room for its name above its parts.
  static boolean titled(Tile tile) {
    return tile.depth() < 2 && tile.width() > 60 && tile.height() > 2 * TITLE;
  }

  private void divide(List<SizeLine> parts, double x, double y, double width, double height, int depth) {
    double total = 0;
    for (SizeLine part : parts) {
      total += part.size();
    }
    if (total <= 0 || width < LEAST || height < LEAST) {
      return;
    }
    double scale = width * height / total;
    List<SizeLine> sized = parts.stream().filter(part -> part.size() * scale >= SPECK).toList();
    int from = 0;
    while (from < sized.size() && tiles.size() < MOST && width > 0.5 && height > 0.5) {
      double side = Math.min(width, height);
      int to = from + 1;
      double row = sized.get(from).size() * scale;
      double worst = worst(sized, from, to, row, side, scale);
      while (to < sized.size()) {
        double longer = row + sized.get(to).size() * scale;
        double next = worst(sized, from, to + 1, longer, side, scale);
        if (next > worst) {
          break;
        }
        row = longer;
        worst = next;
        to++;
      }
      double thick = row / side;
      double at = 0;
      for (int i = from; i < to; i++) {
        double along = sized.get(i).size() * scale / thick;
        if (width >= height) {
          place(new Tile(sized.get(i), x, y + at, thick, along, depth));
        } else {
          place(new Tile(sized.get(i), x + at, y, along, thick, depth));
        }
        at += along;
      }
      if (width >= height) {
        x += thick;
        width -= thick;
      } else {
        y += thick;
        height -= thick;
      }
      from = to;
    }
  }

  private static double worst(List<SizeLine> sized, int from, int to, double row, double side, double scale) {
    double most = sized.get(from).size() * scale;
    double least = sized.get(to - 1).size() * scale;
    double square = side * side;
    return Math.max(square * most / (row * row), row * row / (square * least));
  }

  private void place(Tile tile) {
    if (tiles.size() >= MOST) {
      return;
    }
    tiles.add(tile);
    if (tile.depth() < DEEPEST && tile.width() > 12 && tile.height() > (titled(tile) ? TITLE + 22 : 12) && !tile.line().parts().isEmpty()) {
      undivided.add(tile);
    }
  }
}
