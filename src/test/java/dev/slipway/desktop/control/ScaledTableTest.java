package dev.slipway.desktop.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.desktop.FxThread;
import dev.slipway.desktop.Theme;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableView;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// A table whose widths are no whole pixels of the screen, as with 125 %.
@ExtendWith(ApplicationExtension.class)
class ScaledTableTest {
  private Stage window;
  private TableView<String> table;

  @Start
  void start(Stage stage) {
    window = stage;
    table = Cells.table("Words", 28, word -> word);
    table.getItems().setAll("a", "b");
    table.getColumns().setAll(List.of(
        Cells.column("One", 126, () -> new OneLine<String>(new Label(), word -> word)),
        Cells.flexible("Two", 160, () -> new OneLine<String>(new Label(), word -> word)),
        Cells.column("Three", 55, () -> new OneLine<String>(new Label(), word -> word)),
        Cells.column("Four", 97, () -> new OneLine<String>(new Label(), word -> word))));
    table.setColumnResizePolicy(Cells.flexing(1));
    stage.setScene(new Scene(new StackPane(table), 611, 300));
    new Theme().follow(stage.getScene());
    stage.show();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(doubles = {1, 1.25, 1.5, 1.75, 2})
  void fillsItsWidthAndNeverScrollsSideways(double scale, FxRobot robot) throws Exception {
    robot.interact(() -> {
      window.setRenderScaleX(scale);
      window.setRenderScaleY(scale);
    });
    for (int width = 611; width < 617; width++) {
      double now = width;
      robot.interact(() -> window.setWidth(now));
      FxThread.drawn(window.getScene());
      FxThread.drawn(window.getScene());
      ScrollBar sideways = (ScrollBar) table.lookupAll(".scroll-bar").stream()
          .filter(bar -> ((ScrollBar) bar).getOrientation() == Orientation.HORIZONTAL).findFirst().orElseThrow();
      assertThat(sideways.isVisible()).as("scrolls sideways at %s, %d wide", scale, width).isFalse();
      double columns = table.getColumns().stream().mapToDouble(column -> column.getWidth()).sum();
      assertThat(table.getWidth() - columns).as("room that is left at %s, %d wide", scale, width).isBetween(0.0, 6.0);
    }
  }
}
