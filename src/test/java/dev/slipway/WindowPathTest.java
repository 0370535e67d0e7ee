package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.desktop.Desktop;
import dev.slipway.desktop.control.PageId;
import dev.slipway.desktop.shell.NavState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javafx.scene.control.Label;
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
import org.testfx.util.WaitForAsyncUtils;

/// A whole release in the window, with keys only, against the rehearsal.
@ExtendWith(ApplicationExtension.class)
@Timeout(180)
class WindowPathTest {
  private SessionWindow window;
  private Desktop desktop;

  @Start
  void start(Stage stage) {
    window = SessionWindow.show(stage, Map.of());
    desktop = window.desktop();
  }

  @AfterEach
  void close() throws Exception {
    window.close();
  }

  @Test
  void fromTheFirstScreenToAPublicRelease(FxRobot robot) throws Exception {
    robot.interact(() -> desktop.opening().rehearsal("meshc", ""));
    window.until("opened", () -> desktop.shell().place().get().isPresent() && window.idle());
    assertThat(verdict(robot)).startsWith("v0.4.0: cannot tell yet");

    robot.push(KeyCode.CONTROL, KeyCode.K);
    robot.write("run workflow");
    robot.push(KeyCode.ENTER);
    robot.push(KeyCode.ENTER); // the version is offered, as the commits ask for it
    window.until("running", () -> desktop.shell().page().get() == PageId.RUNS && !window.idle());
    window.until("built, downloaded, verified", window::idle);

    robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
    assertThat(verdict(robot)).isEqualTo("v0.4.0 is ready: 0 blocking, 0 warnings");
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT8);
    robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    robot.write("v0.4.0");
    robot.interact(() -> robot.lookup("#action-publish").queryButton().fire());
    window.until("published", window::idle);

    robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
    assertThat(verdict(robot)).isEqualTo("v0.4.0 is public: 0 blocking, 0 warnings");
    var publish = robot.lookup("#action-go-publish").queryButton();
    assertThat(publish.isDisabled()).as("it is public already").isTrue();
    assertThat(publish.getAccessibleHelp()).isEqualTo("v0.4.0 is public already.");
  }

  @Test
  void aDroppedFolderTakesThePlaceOfWhatWasOpen(FxRobot robot, @TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("a.txt"), "hello\n");
    Files.writeString(
        folder.resolve("SHA256SUMS"), "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03  a.txt\n");
    robot.interact(() -> desktop.opening().rehearsal("meshc", ""));
    window.until("opened", () -> desktop.shell().place().get().isPresent() && window.idle());
    assertThat(desktop.targets().subtitle().getValue()).contains("6");
    assertThat(desktop.shell().nav().get().get(PageId.RUNS)).as("the run of an earlier release says nothing of this one").isEqualTo(NavState.UNKNOWN);

    robot.interact(() -> desktop.opening().verify(folder));
    window.until("verified", () -> desktop.shell().page().get() == PageId.ARTIFACTS && window.idle());
    assertThat(desktop.artifacts().nav().count()).isEqualTo("2");
    assertThat(desktop.targets().subtitle().getValue()).as("the targets of the release before are gone").doesNotContain("6");
    assertThat(desktop.runs().subtitle().getValue()).isEqualTo("No repository is connected.");
    assertThat(desktop.shell().nav().get().get(PageId.RUNS)).as("no run of the repository before").isEqualTo(NavState.UNKNOWN);
    assertThat(desktop.notes().nav().count()).as("no commit of the repository before").isEmpty();
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
    assertThat(verdict(robot)).doesNotContain("v0.4.0").doesNotContain("is ready");
  }

  private static String verdict(FxRobot robot) {
    WaitForAsyncUtils.waitForFxEvents();
    return ((Label) robot.lookup("#verdict").query()).getText();
  }
}
