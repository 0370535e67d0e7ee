package dev.slipway.desktop.markdown;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;

/// Shows Markdown. Only blocks on screen have nodes, and only blocks that changed are drawn again, so a long text costs no more than
/// a short one. For the FX thread.
public final class MarkdownView extends ListView<MarkdownBlock> {
  private final ObservableList<MarkdownBlock> blocks = FXCollections.observableArrayList();
  private final BlockNodes nodes;

  public MarkdownView(MarkdownLinks links) {
    this(links, _ -> {});
  }

  /// @param onTopLine told the line of the text at the top, from 0, when a person scrolls here
  public MarkdownView(MarkdownLinks links, IntConsumer onTopLine) {
    nodes = new BlockNodes(links);
    addEventFilter(ScrollEvent.SCROLL, _ -> {
      scrolling = true;
      Platform.runLater(() -> {
        topLine().ifPresent(onTopLine);
        scrolling = false;
      });
    });
    getStyleClass().addAll("inner", "md-view");
    setAccessibleText("Preview");
    setItems(blocks);
    setCellFactory(_ -> new BlockCell());
  }

  /// Shows a text that was parsed, on any thread, with [MarkdownBlock#parse].
  public void show(List<MarkdownBlock> next) {
    int start = 0;
    int shorter = Math.min(blocks.size(), next.size());
    while (start < shorter && blocks.get(start).equals(next.get(start))) {
      start++;
    }
    int end = 0;
    while (end < shorter - start && blocks.get(blocks.size() - 1 - end).equals(next.get(next.size() - 1 - end))) {
      end++;
    }
    List<MarkdownBlock> fresh = next.subList(start, next.size() - end);
    List<MarkdownBlock> old = blocks.subList(start, blocks.size() - end);
    if (fresh.size() == 1 && old.size() == 1) {
      blocks.set(start, fresh.getFirst());
    } else if (!fresh.isEmpty() || !old.isEmpty()) {
      blocks.remove(start, blocks.size() - end);
      blocks.addAll(start, fresh);
    }
    lines = next.stream().mapToInt(MarkdownBlock::line).toArray();
  }

  private int[] lines = new int[0];
  private boolean scrolling;

  /// Whether a person scrolls here just now.
  public boolean scrolling() {
    return scrolling;
  }

  /// The line of the text that the topmost block on screen begins on.
  private OptionalInt topLine() {
    return lookupAll(".md-block").stream()
        .filter(node -> node instanceof BlockCell cell && !cell.isEmpty() && cell.getBoundsInParent().getMaxY() + cell.getParent().getLayoutY() > 4)
        .mapToInt(node -> ((BlockCell) node).getIndex())
        .filter(index -> index >= 0 && index < lines.length)
        .min()
        .stream().map(index -> lines[index]).findFirst();
  }

  /// Brings the block that holds a line of the text to the top.
  ///
  /// @param line the line, from 0
  public void scrollToLine(int line) {
    int found = java.util.Arrays.binarySearch(lines, line);
    int index = found >= 0 ? found : -found - 2;
    if (!blocks.isEmpty()) {
      scrollTo(Math.clamp(index, 0, blocks.size() - 1));
    }
  }

  private final class BlockCell extends ListCell<MarkdownBlock> {
    BlockCell() {
      getStyleClass().add("md-block");
    }

    @Override
    protected void updateItem(MarkdownBlock block, boolean empty) {
      boolean same = !empty && block != null && block.equals(getItem()) && getGraphic() != null;
      super.updateItem(block, empty);
      if (empty || block == null) {
        setGraphic(null);
      } else if (!same) {
        setGraphic(nodes.draw(block.node()));
      }
    }

    @Override
    protected double computePrefHeight(double width) {
      return getGraphic() == null
          ? super.computePrefHeight(width)
          : snappedTopInset() + Math.ceil(getGraphic().prefHeight(room())) + snappedBottomInset();
    }

    @Override
    protected double computePrefWidth(double height) {
      return 0;
    }

    @Override
    protected void layoutChildren() {
      Node graphic = getGraphic();
      if (graphic == null) {
        super.layoutChildren();
      } else {
        double height = graphic instanceof Region ? getHeight() - snappedTopInset() - snappedBottomInset() : 0;
        graphic.resizeRelocate(snappedLeftInset(), snappedTopInset(), room(), Math.max(height, graphic.prefHeight(room())));
      }
    }

    private double room() {
      double width = getWidth() > 0 ? getWidth() : MarkdownView.this.getWidth();
      return Math.max(40, width - snappedLeftInset() - snappedRightInset());
    }
  }
}
