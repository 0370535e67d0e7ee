package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.desktop.Desktop;
import dev.slipway.desktop.session.SessionDesk;
import dev.slipway.desktop.Theme;
import dev.slipway.desktop.control.PageId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
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
  private final Wires wires = new Wires(Map.of());
  private Desktop desktop;

  @Start
  void start(Stage stage) {
    desktop = new Desktop(new Theme(), InstantSource.system(), _ -> {}, its -> new SessionDesk(its, wires, List.of()));
    stage.setScene(desktop.scene());
    stage.setWidth(1280);
    stage.setHeight(800);
    stage.show();
  }

  @AfterEach
  void close() throws Exception {
    desktop.tasks().cancelAll();
    wires.close();
  }

  @Test
  void fromTheFirstScreenToAPublicRelease(FxRobot robot) throws Exception {
    robot.interact(() -> desktop.opening().rehearsal("meshc", ""));
    until("opened", () -> desktop.shell().place().get().isPresent() && idle());
    assertThat(verdict(robot)).startsWith("v0.4.0: cannot tell yet");

    robot.push(KeyCode.CONTROL, KeyCode.K);
    robot.write("run workflow");
    robot.push(KeyCode.ENTER);
    robot.push(KeyCode.ENTER); // the version is offered, as the commits ask for it
    until("running", () -> desktop.shell().page().get() == PageId.RUNS && !idle());
    until("built, downloaded, verified", this::idle);

    robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
    assertThat(verdict(robot)).isEqualTo("v0.4.0 is ready: 0 blocking, 0 warnings");
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT8);
    robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    robot.write("v0.4.0");
    robot.interact(() -> robot.lookup("#action-publish").queryButton().fire());
    until("published", this::idle);

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
    until("opened", () -> desktop.shell().place().get().isPresent() && idle());
    assertThat(desktop.targets().subtitle().getValue()).contains("6");

    robot.interact(() -> desktop.opening().verify(folder));
    until("verified", () -> desktop.shell().page().get() == PageId.ARTIFACTS && idle());
    assertThat(desktop.artifacts().nav().count()).isEqualTo("2");
    assertThat(desktop.targets().subtitle().getValue()).as("the targets of the release before are gone").doesNotContain("6");
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
    assertThat(verdict(robot)).doesNotContain("v0.4.0").doesNotContain("is ready");
  }

  private static String verdict(FxRobot robot) {
    WaitForAsyncUtils.waitForFxEvents();
    return ((Label) robot.lookup("#verdict").query()).getText();
  }

  private boolean idle() {
    return WaitForAsyncUtils.waitForAsyncFx(5_000, () -> desktop.tasks().idle() && desktop.settled());
  }

  /// Waits for something; says what was running when it did not come.
  private void until(String what, BooleanSupplier condition) throws Exception {
    try {
      WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, condition::getAsBoolean);
    } catch (TimeoutException _) {
      throw new AssertionError(
          "Not %s within a minute: page %s, running %s".formatted(
              what, desktop.shell().page().get(), desktop.tasks().running().stream().map(task -> task.title()).toList()));
    }
    WaitForAsyncUtils.waitForFxEvents();
  }
}
