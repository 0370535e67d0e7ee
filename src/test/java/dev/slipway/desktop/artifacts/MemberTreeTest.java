package dev.slipway.desktop.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.slipway.archive.Member;
import dev.slipway.desktop.FxThread;
import dev.slipway.desktop.Theme;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// What is in an archive, with more members than fit.
@ExtendWith(ApplicationExtension.class)
class MemberTreeTest {
  private Scene scene;

  @Start
  void start(Stage stage) {
    List<Member> members = IntStream.range(1, 20).mapToObj(i ->
        new Member("tree/a/file" + i, Member.Kind.FILE, 1L << i, OptionalLong.empty(), OptionalInt.of(0644), Optional.empty())).toList();
    scene = new Scene(new StackPane(new MemberTree(members)), 290, 400);
    new Theme().follow(scene);
    stage.setScene(scene);
    stage.show();
  }

  @Test
  void sizesStandBelowTheirHeaderAtTheRight(FxRobot robot) throws Exception {
    FxThread.drawn(scene);
    FxThread.drawn(scene);
    double header = right(robot.from(robot.lookup(".column-header").queryAll().toArray(Node[]::new)).lookup("Size").query());
    List<Node> cells = List.copyOf(robot.lookup(".tree-table-cell.right .label .text").queryAll());
    assertThat(cells).hasSizeGreaterThan(10);
    List<Double> ends = cells.stream()
        .filter(text -> ((Text) text).getText().endsWith("B")).map(MemberTreeTest::right).toList();
    assertThat(ends).allSatisfy(end -> assertThat(end).as("right end of a size").isCloseTo(ends.getFirst(), within(1.0)));
    assertThat(ends.getFirst()).as("below the header").isCloseTo(header - 8, within(2.0)); // its own padding
  }

  private static double right(Node node) {
    return node.localToScene(node.getLayoutBounds()).getMaxX();
  }
}
