package dev.slipway.desktop.sizes;

import java.util.ArrayList;
import java.util.List;

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

  private final List<Tile> tiles = new ArrayList<>();

  private TreemapLayout() {}

  /// The rectangles of a line's parts, outer ones before those within.
  static List<Tile> of(SizeLine root, double width, double height) {
    var layout = new TreemapLayout();
    layout.divide(root.parts(), 0, 0, width, height, 0);
    return layout.tiles;
  }

  private void divide(List<SizeLine> parts, double x, double y, double width, double height, int depth) {
    List<SizeLine> sized = parts.stream().filter(part -> part.size() > 0).toList();
    double total = sized.stream().mapToDouble(SizeLine::size).sum();
    if (total <= 0 || width < LEAST || height < LEAST) {
      return;
    }
    double scale = width * height / total;
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
          place(sized.get(i), x, y + at, thick, along, depth);
        } else {
          place(sized.get(i), x + at, y, along, thick, depth);
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

  private void place(SizeLine line, double x, double y, double width, double height, int depth) {
    if (tiles.size() >= MOST) {
      return;
    }
    tiles.add(new Tile(line, x, y, width, height, depth));
    boolean titled = depth < 2 && width > 60 && height > 2 * TITLE;
    double top = titled ? TITLE + (depth == 1 ? 14 : 0) : 1;
    if (depth < 3 && width > 12 && height > top + 8) {
      divide(line.parts(), x + 2, y + top, width - 4, height - top - 2, depth + 1);
    }
  }
}
