package dev.slipway.desktop.control;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.input.KeyCombination;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Shortcuts are printed as they stand on the keys.
class KeysTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"Shortcut+COMMA | ,", "Shortcut+PERIOD | .", "Shortcut+K | K", "F5 | F5", "Shift+F3 | Shift F3", "Shortcut+1 | 1"})
  void asOnTheKeys(String keys, String printed) {
    assertThat(Keys.words(KeyCombination.valueOf(keys))).endsWith(printed).doesNotContain("Comma", "Period");
  }
}
