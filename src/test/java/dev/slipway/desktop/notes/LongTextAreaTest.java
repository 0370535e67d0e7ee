package dev.slipway.desktop.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.slipway.desktop.FxThread;
import javafx.geometry.Orientation;
import javafx.scene.Scene;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class LongTextAreaTest {
  private static final int LINES = 8_000;
  private final StringBuilder typed = new StringBuilder();
  private LongTextArea text;
  private TextArea area;
  private String whole;

  @Start
  void start(Stage stage) {
    text = new LongTextArea(words -> {
      typed.setLength(0);
      typed.append(words);
    });
    area = text.area();
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      lines.append("- entry number ").append(i).append('\n');
    }
    whole = lines.toString();
    stage.setScene(new Scene(text, 600, 400));
    stage.show();
    text.put(whole);
    area.requestFocus();
  }

  @Test
  void typingGoesWhereTheCaretIs(FxRobot robot) {
    robot.interact(() -> text.selectLine(6_000));
    settle();
    robot.push(KeyCode.END).write("!");
    settle();
    assertThat(area.getText().length()).as("what the area holds").isLessThan(whole.length() / 8);
    assertThat(typed).hasToString(whole.replace("- entry number 6000\n", "- entry number 6000!\n"));
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(text.whole()).isEqualTo(whole);
    robot.push(KeyCode.CONTROL, KeyCode.Y);
    assertThat(text.whole()).contains("6000!");
  }

  @Test
  void theArrowKeysLeadThroughTheWholeText(FxRobot robot) throws Exception {
    robot.interact(() -> text.select(0, 0));
    settle();
    for (int i = 0; i < 200; i++) {
      // One key a pulse, as when it is held; the robot would wait for many pulses after each.
      robot.interactNoWait(() -> area.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.DOWN, false, false, false, false)));
      FxThread.drawn(area.getScene());
    }
    settle();
    robot.write("x");
    assertThat(text.whole()).isEqualTo(whole.replace("- entry number 200\n", "x- entry number 200\n"));
  }

  @Test
  void aLongLineIsWrappedAndKeepsItsNumber(FxRobot robot) {
    String paragraph = "A paragraph that nobody broke. ".repeat(30).strip();
    robot.interact(() -> {
      area.getScene().getWindow().setWidth(500);
      area.getScene().getWindow().setHeight(120);
      text.put("first\n" + paragraph + "\nlast\n");
    });
    settle();
    ScrollBar sideways = (ScrollBar) area.lookupAll(".scroll-bar").stream()
        .filter(bar -> ((ScrollBar) bar).getOrientation() == Orientation.HORIZONTAL).findFirst().orElseThrow();
    assertThat(sideways.isVisible()).as("nothing is beyond the edge").isFalse();
    assertThat(text.rows(0)).isEqualTo(1);
    assertThat(text.rows(1)).isGreaterThan(8);
    assertThat(text.rows(2)).isEqualTo(1);
    assertThat(text.topLine()).isZero();
    robot.interact(() -> area.setScrollTop(text.rowHeight() * 3));
    assertThat(text.topLine()).as("within the paragraph").isEqualTo(1);
    assertThat(text.aboveTopLine()).isCloseTo(text.rowHeight() * 2, within(0.5));
    robot.interact(() -> area.getScene().getWindow().setWidth(300));
    settle();
    assertThat(text.rows(1)).as("narrower").isGreaterThan(14);
  }

  @Test
  void whoTypesWhileTheViewIsElsewhereTypesAtTheCaret(FxRobot robot) {
    robot.interact(() -> text.select(2, 2));
    robot.interact(() -> text.scrollToLine(5_000));
    settle();
    assertThat(text.topLine()).isBetween(4_990, 5_010);
    assertThat(text.selection()).isEqualTo(new LongTextArea.Selection(2, 2));
    robot.write("x");
    settle();
    assertThat(text.whole()).isEqualTo("- x" + whole.substring(2));
    assertThat(text.topLine()).isLessThan(10);
  }

  @Test
  void theEndsAreAKeyAway(FxRobot robot) {
    robot.push(KeyCode.CONTROL, KeyCode.END).write("last");
    assertThat(text.whole()).isEqualTo(whole + "last");
    robot.push(KeyCode.CONTROL, KeyCode.HOME).write("first ");
    assertThat(text.whole()).isEqualTo("first " + whole + "last");
    robot.push(KeyCode.CONTROL, KeyCode.A);
    assertThat(text.selected()).isEqualTo("first " + whole + "last");
    robot.push(KeyCode.DELETE);
    settle();
    assertThat(text.whole()).isEmpty();
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(text.whole()).isEqualTo("first " + whole + "last");
  }

  @Test
  void whatComesFromElsewhereIsOneEdit(FxRobot robot) {
    robot.interact(() -> text.selectLine(4_000));
    settle();
    int caret = text.selection().caret();
    robot.interact(() -> text.put("New first line\n" + whole));
    settle();
    assertThat(text.selection().caret()).isEqualTo(caret + "New first line\n".length());
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(text.whole()).isEqualTo(whole);
  }

  @Test
  void aTextThatBecomesLongIsCutAndKeepsItsUndo(FxRobot robot) {
    robot.interact(() -> {
      text.put("");
      text.put("- short\n");
    });
    assertThat(area.getText()).isEqualTo("- short\n");
    robot.interact(() -> area.replaceText(0, 0, whole));
    settle();
    assertThat(area.getText().length()).isLessThan(whole.length() / 8);
    assertThat(text.whole()).isEqualTo(whole + "- short\n");
    robot.interact(area::requestFocus);
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(text.whole()).isEqualTo("- short\n");
  }

  private static void settle() {
    WaitForAsyncUtils.waitForFxEvents();
  }
}
