package dev.slipway.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.desktop.control.PageId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TreeTableView;
import javafx.stage.Stage;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// In a small window every control of every page is in sight or can be scrolled to.
@ExtendWith(ApplicationExtension.class)
class NarrowWindowTest {
  private Desktop desktop;
  private Stage window;

  @Start
  void start(Stage stage) {
    window = stage;
    desktop = new Desktop(new Theme(), () -> Sample.at(11, 18), _ -> {}, _ -> new SilentDesk());
    Sample.show(desktop);
    stage.setScene(desktop.scene());
    stage.show();
  }

  @ParameterizedTest(name = "{0} x {1}")
  @CsvSource({"1280, 800", "1024, 700", "800, 600"})
  void nothingIsOutOfReach(int width, int height, FxRobot robot) {
    robot.interact(() -> {
      window.setWidth(width);
      window.setHeight(height);
    });
    for (PageId page : PageId.values()) {
      robot.interact(() -> desktop.shell().page().set(page));
      WaitForAsyncUtils.waitForFxEvents();
      robot.interact(() -> desktop.scene().getRoot().layout());
      assertThat(outOfReach()).as("%s at %d x %d", page.title(), width, height).isEmpty();
    }
    robot.interact(() -> desktop.shell().place().set(Optional.empty()));
    robot.interact(() -> desktop.shell().page().set(PageId.BOARD));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(outOfReach()).as("the first screen at %d x %d", width, height).isEmpty();
  }

  private List<String> outOfReach() {
    var found = new ArrayList<String>();
    each(desktop.scene().getRoot(), null, found);
    return found;
  }

  /// @param scrolled what scrolls around the node; null where nothing does
  private void each(Node node, Node scrolled, List<String> found) {
    if (!node.isVisible()) {
      return;
    }
    if (node.isFocusTraversable() && !inside(node, scrolled)) {
      found.add(node.getClass().getSimpleName() + " " + node.getId() + " at " + node.localToScene(node.getLayoutBounds()));
    }
    Node around = node instanceof ScrollPane pane ? pane.getContent() : scrolled;
    // Rows and columns scroll by themselves.
    boolean virtual = node instanceof TableView || node instanceof TreeTableView || node.getStyleClass().contains("virtual-flow");
    if (node instanceof Parent parent && !virtual) {
      List.copyOf(parent.getChildrenUnmodifiable()).forEach(child -> each(child, around, found));
    }
  }

  private boolean inside(Node node, Node scrolled) {
    Bounds at = node.localToScene(node.getLayoutBounds());
    Bounds room = scrolled == null
        ? new javafx.geometry.BoundingBox(0, 0, desktop.scene().getWidth(), desktop.scene().getHeight())
        : scrolled.localToScene(scrolled.getLayoutBounds());
    return at.getMinX() >= room.getMinX() - 1 && at.getMinY() >= room.getMinY() - 1
        && at.getMaxX() <= room.getMaxX() + 1 && at.getMaxY() <= room.getMaxY() + 1;
  }
}
