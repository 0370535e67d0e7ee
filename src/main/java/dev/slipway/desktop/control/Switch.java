package dev.slipway.desktop.control;

import atlantafx.base.controls.ToggleSwitch;
import javafx.geometry.HorizontalDirection;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;

/// Something that is on or off, with its words at the right. Space turns it, as it turns every switch.
public final class Switch {
  private Switch() {}

  /// @param id    its id, for styles and tests
  /// @param words what is written beside it
  /// @param name  what it is called when read aloud, together with its state
  /// @param help  what it does
  /// @param keys  what else turns it; empty for nothing
  public static ToggleSwitch of(String id, String words, String name, String help, String keys) {
    var toggle = new ToggleSwitch(words);
    toggle.setId(id);
    toggle.setLabelPosition(HorizontalDirection.RIGHT);
    toggle.setMinWidth(Region.USE_PREF_SIZE);
    toggle.setFocusTraversable(true);
    toggle.setAccessibleRole(AccessibleRole.TOGGLE_BUTTON);
    toggle.selectedProperty().subscribe(on -> Describe.describe(toggle, name + (on ? ", on" : ", off"), help, keys));
    toggle.setOnKeyPressed(key -> {
      if (key.getCode() == KeyCode.SPACE) {
        toggle.setSelected(!toggle.isSelected());
        key.consume();
      }
    });
    return toggle;
  }
}
