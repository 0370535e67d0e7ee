package dev.slipway.desktop.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.slipway.desktop.FxThread;
import dev.slipway.desktop.Theme;
import java.util.Map;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The numbers of the lines stand beside their lines, at every scale of the screen.
@ExtendWith(ApplicationExtension.class)
class LineNumbersTest {
  private NotesEditor editor;
  private Stage window;

  @Start
  void start(Stage stage) {
    window = stage;
    editor = new NotesEditor("text", "Text", new SimpleStringProperty("- entry\n".repeat(200)), _ -> {});
    stage.setScene(new Scene(editor, 400, 300));
    new Theme().follow(stage.getScene());
    stage.show();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(doubles = {1, 1.25, 1.5, 1.75, 2})
  void standBesideTheirLines(double scale, FxRobot robot) throws Exception {
    robot.interact(() -> {
      window.setRenderScaleX(scale);
      window.setRenderScaleY(scale);
      editor.show(9, Map.of());
      editor.text().scrollToLine(20);
    });
    FxThread.drawn(window.getScene());
    robot.interact(() -> editor.text().scrollToLine(30));
    FxThread.drawn(window.getScene());
    Node lines = editor.area().lookup(".text");
    Node numbers = editor.lookup(".editor-numbers").lookup(".text");
    double firstLine = ((Text) lines).getLayoutBounds().getMinY() + editor.text().topLine() * editor.text().rowHeight();
    double at = lines.localToScene(0, firstLine).getY();
    double number = numbers.localToScene(0, ((Text) numbers).getLayoutBounds().getMinY()).getY();
    assertThat(((Text) numbers).getText()).startsWith("39\n");
    assertThat(number).as("number beside line").isCloseTo(at, within(0.5));
  }
}
