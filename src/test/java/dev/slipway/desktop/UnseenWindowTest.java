package dev.slipway.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The window that is drawn for pictures: every picture has the size of the mockups, whatever the platform calls its screen.
@ExtendWith(ApplicationExtension.class)
class UnseenWindowTest {
  private Desktop desktop;

  @Start
  void start(Stage stage) {
    desktop = new Desktop(new Theme(), () -> Sample.at(11, 18), _ -> {}, _ -> new SilentDesk());
    FxThread.showUnseen(desktop);
  }

  @Test
  void hasTheSizeOfItsPictures(FxRobot robot) {
    robot.interact(() -> {});
    assertThat(desktop.scene().getWidth()).isEqualTo(1280);
    assertThat(desktop.scene().getHeight()).isEqualTo(800);
    robot.interact(() -> desktop.scene().getWindow().hide());
  }
}
