package dev.slipway.desktop.shell;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/// Gives a page the room there is, and where that is too little lets it scroll: nothing is out of reach in a small window or at
/// a large scale.
final class PageScroll extends ScrollPane {
  /// Less room than this, and panels could not be read.
  private static final double LEAST_WIDTH = 728;
  private static final double LEAST_HEIGHT = 480;

  PageScroll(Node page) {
    var least = new Region();
    least.setMinSize(LEAST_WIDTH, LEAST_HEIGHT);
    least.setMouseTransparent(true);
    setContent(new StackPane(least, page));
    setFitToWidth(true);
    setFitToHeight(true);
    setMinSize(0, 0);
    setFocusTraversable(false);
    getStyleClass().addAll("page-scroll", "edge-to-edge");
  }
}
