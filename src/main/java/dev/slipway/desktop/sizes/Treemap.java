package dev.slipway.desktop.sizes;

import dev.slipway.desktop.control.Describe;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The treemap: area is size, fill is change. Its accessible twin is the tree table beside it.
///
/// Click chooses, double click or Enter zooms in, Esc or Backspace zooms out, arrows move the choice.
final class Treemap extends Region {

  private final TreemapPicture picture = new TreemapPicture();
  private final Deque<SizeLine> path = new ArrayDeque<>();
  private List<TreemapLayout.Tile> tiles = List.of();
  private @Nullable SizeLine chosen;
  private Consumer<SizeLine> onChoose = _ -> {};
  private Consumer<List<SizeLine>> onZoom = _ -> {};

  Treemap() {
    getStyleClass().add("treemap");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    Describe.describe(this, "Treemap", "Area is size; the table beside it has the same in rows", "");
    getChildren().add(picture);
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
    picture.resize(getWidth(), getHeight());
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

  private void draw() {
    picture.draw(tiles, chosen, isFocused());
  }
}
