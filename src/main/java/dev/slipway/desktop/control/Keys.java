package dev.slipway.desktop.control;

import java.util.Locale;
import java.util.StringJoiner;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/// How keys are printed: `Ctrl Shift R`, on macOS `Cmd Shift R`.
final class Keys {
  private static final boolean MAC =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");

  private Keys() {}

  static String words(KeyCombination keys) {
    var words = new StringJoiner(" ");
    if (keys.getShortcut() == KeyCombination.ModifierValue.DOWN) {
      words.add(MAC ? "Cmd" : "Ctrl");
    }
    if (keys.getControl() == KeyCombination.ModifierValue.DOWN) {
      words.add("Ctrl");
    }
    if (keys.getAlt() == KeyCombination.ModifierValue.DOWN) {
      words.add("Alt");
    }
    if (keys.getShift() == KeyCombination.ModifierValue.DOWN) {
      words.add("Shift");
    }
    if (keys instanceof KeyCodeCombination code) {
      words.add(
          switch (code.getCode()) {
            case PERIOD -> ".";
            case COMMA -> ",";
            case ENTER -> "Enter";
            case ESCAPE -> "Esc";
            default -> code.getCode().getName();
          });
    }
    return words.toString();
  }
}
