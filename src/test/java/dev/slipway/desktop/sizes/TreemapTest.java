package dev.slipway.desktop.sizes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.size.Provenance;
import dev.slipway.size.SizeTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.event.EventTarget;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The treemap under hands: mouse and keyboard do the same.
@ExtendWith(ApplicationExtension.class)
class TreemapTest {
  private final List<String> chosen = new ArrayList<>();
  private final List<String> ways = new ArrayList<>();
  private final SizeLine root = SizeLine.of(
      file("file", section("code", leaf("a", 500), leaf("b", 200)), section("data", leaf("c", 200), leaf("d", 100))), Optional.empty());
  private Treemap treemap;

  @Start
  void start(Stage stage) {
    treemap = new Treemap();
    treemap.onChoose(line -> chosen.add(line.name()));
    treemap.onZoom(way -> ways.add(String.join("/", way.stream().map(SizeLine::name).toList())));
    stage.setScene(new Scene(treemap, 400, 300));
    stage.show();
    treemap.show(root);
  }

  @Test
  void aDoubleClickZoomsInAndEscapeOut(FxRobot robot) {
    robot.interact(() -> {
      treemap.layout();
      click(middle("data"), 1);
    });
    assertThat(chosen).isNotEmpty();
    assertThat(ways).isEmpty();

    robot.interact(() -> click(middle("data"), 2));

    assertThat(ways).containsExactly("file/data");
    assertThat(outer()).containsExactly("c", "d");
    robot.interact(() -> press(KeyCode.ESCAPE));
    assertThat(ways).containsExactly("file/data", "file");
    assertThat(outer()).containsExactly("code", "data");
  }

  @Test
  void arrowsChooseAndEnterZoomsIn(FxRobot robot) {
    robot.interact(() -> {
      treemap.layout();
      press(KeyCode.RIGHT);
      press(KeyCode.DOWN);
      press(KeyCode.DOWN);
      press(KeyCode.LEFT);
    });
    assertThat(chosen).containsExactly("code", "data", "data", "code");
    assertThat(treemap.getAccessibleText()).contains("code");

    robot.interact(() -> press(KeyCode.ENTER));

    assertThat(outer()).containsExactly("a", "b");
    robot.interact(() -> press(KeyCode.BACK_SPACE));
    assertThat(outer()).containsExactly("code", "data");
  }

  @Test
  void escapeAtTheTopIsLeftToThePage(FxRobot robot) {
    List<KeyCode> passed = new ArrayList<>();
    robot.interact(() -> {
      treemap.getScene().addEventHandler(KeyEvent.KEY_PRESSED, event -> passed.add(event.getCode()));
      press(KeyCode.ESCAPE);
    });
    assertThat(passed).containsExactly(KeyCode.ESCAPE);
    assertThat(ways).isEmpty();
  }

  @Test
  void whatTheTableChoosesOutsideOfTheZoomZoomsOut(FxRobot robot) {
    robot.interact(() -> {
      treemap.layout();
      click(middle("data"), 2);
      treemap.choose(root.parts().getFirst().parts().getFirst());
    });
    assertThat(ways).containsExactly("file/data", "file");
  }

  private double[] middle(String name) {
    TreemapLayout.Tile tile = treemap.tiles().stream().filter(t -> t.line().name().equals(name)).findFirst().orElseThrow();
    return new double[] {tile.x() + tile.width() / 2, tile.y() + tile.height() / 2};
  }

  private List<String> outer() {
    return treemap.tiles().stream().filter(t -> t.depth() == 0).map(t -> t.line().name()).toList();
  }

  private void click(double[] at, int times) {
    EventTarget target = treemap;
    MouseEvent event =
        new MouseEvent(MouseEvent.MOUSE_CLICKED, at[0], at[1], at[0], at[1], MouseButton.PRIMARY, times, false, false, false,
            false, true, false, false, true, false, true, null);
    javafx.event.Event.fireEvent(target, event);
  }

  private void press(KeyCode code) {
    treemap.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
  }

  private static SizeTree leaf(String name, long size) {
    return SizeTree.leaf(name, SizeTree.Kind.SYMBOL, size, Provenance.SYMTAB);
  }

  private static SizeTree section(String name, SizeTree... parts) {
    return SizeTree.of(name, SizeTree.Kind.SECTION, Provenance.SECTION, List.of(parts));
  }

  private static SizeTree file(String name, SizeTree... parts) {
    return SizeTree.of(name, SizeTree.Kind.FILE, Provenance.FILE, List.of(parts));
  }
}
