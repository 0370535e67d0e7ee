package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.desktop.Desktop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The first screen when what it is given does not work, by keyboard.
@ExtendWith(ApplicationExtension.class)
@Timeout(120)
class FirstScreenTest {
  @TempDir static Path state;

  private SessionWindow window;
  private Desktop desktop;

  @Start
  void start(Stage stage) {
    window = SessionWindow.show(stage, Map.of("XDG_STATE_HOME", state.toString()));
    desktop = window.desktop();
  }

  @AfterEach
  void close() throws Exception {
    window.close();
  }

  @Test
  void afterAFailureTheFocusIsWhereItCanBeMended(FxRobot robot) {
    connectInVain(robot);
    assertThat(robot.lookup("#trouble").query().getAccessibleText()).contains("http://example.com is not encrypted");
    assertThat(robot.lookup("#connect-repository").query().isFocused()).isTrue();
  }

  @Test
  void whatFailedBeforeIsNotToldOfWhatIsOpenedNext(FxRobot robot) {
    connectInVain(robot);
    robot.interact(() -> desktop.opening().rehearsal("meshc", ""));
    window.until("opened", () -> window.idle() && desktop.shell().place().get().isPresent());
    assertThat(robot.lookup("#trouble").query().isVisible()).isFalse();
  }

  @Test
  void anEmptyFolderIsNoRelease(FxRobot robot) throws Exception {
    Path empty = Files.createDirectories(state.resolve("empty"));
    robot.interact(() -> desktop.opening().verify(empty));
    window.until("told", window::idle);
    assertThat(desktop.artifacts().subtitle().getValue()).startsWith("Nothing vouches for any file in ");
  }

  private void connectInVain(FxRobot robot) {
    robot.interact(() -> {
      desktop.welcome().repository().set("octo/gone");
      robot.lookup("#connect-host").queryTextInputControl().setText("http://example.com");
      robot.lookup("#connect").query().requestFocus();
    });
    robot.push(KeyCode.SPACE);
    window.until("told", () -> window.idle() && robot.lookup("#trouble").query().isVisible());
  }
}
