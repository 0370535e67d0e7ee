package dev.slipway.desktop.shell;

import dev.slipway.desktop.control.Texts;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;

/// Short messages at the bottom right that need no answer.
final class Notices extends StackPane {
  private static final Duration SHOWN = Duration.seconds(4);

  private final Label words = Texts.base("");
  private final PauseTransition away = new PauseTransition(SHOWN);

  Notices() {
    setMouseTransparent(true);
    setPickOnBounds(false);
    words.getStyleClass().add("notice");
    words.setAccessibleRole(AccessibleRole.TEXT);
    words.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    words.setVisible(false);
    getChildren().add(words);
    StackPane.setAlignment(words, Pos.BOTTOM_RIGHT);
    away.setOnFinished(_ -> words.setVisible(false));
  }

  void show(String sentence) {
    words.setText(sentence);
    words.setVisible(true);
    away.playFromStart();
  }
}
