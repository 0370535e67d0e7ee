package dev.slipway.desktop.sizes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Many budgets in the room of eight.
@ExtendWith(ApplicationExtension.class)
class BudgetTilesTest {
  private final BudgetTiles tiles = new BudgetTiles();

  @Start
  void start(Stage stage) {
    stage.setScene(new Scene(tiles, 1000, 400));
    stage.show();
  }

  @Test
  void theRestIsShownWhenAskedForAndHiddenAgain(FxRobot robot) {
    robot.interact(() -> tiles.show(some(13)));
    Button more = (Button) tiles.lookup("#more-budgets");
    assertThat(tiles.getChildren()).hasSize(8);
    assertThat(more.getText()).isEqualTo("6 more");
    assertThat(more.getAccessibleHelp()).contains("target 12");

    robot.interact(more::fire);
    assertThat(tiles.getChildren()).hasSize(14);
    Button fewer = (Button) tiles.lookup("#more-budgets");
    assertThat(fewer.isFocused()).isTrue();

    robot.interact(fewer::fire);
    assertThat(tiles.getChildren()).hasSize(8);
  }

  @Test
  void eightNeedNoButton(FxRobot robot) {
    robot.interact(() -> tiles.show(some(8)));
    assertThat(tiles.getChildren()).hasSize(8);
    assertThat(tiles.lookup("#more-budgets")).isNull();
  }

  private static List<BudgetTile> some(int count) {
    return IntStream.range(0, count).mapToObj(i -> BudgetTile.unbuilt("target " + i, 100, "not built")).toList();
  }
}
