package dev.slipway.desktop.control;

import javafx.scene.control.Label;

/// A short word in a rounded border: a policy, a source, a state of a release.
public final class Pill extends Label {

  /// The border and the fill.
  public enum Look {
    PLAIN("pill-plain"),
    STRONG("pill-strong"),
    ACCENT("pill-accent"),
    SUCCESS("pill-success");

    private final String styleClass;

    Look(String styleClass) {
      this.styleClass = styleClass;
    }
  }

  private Look look = Look.PLAIN;

  public Pill(String word, Look look) {
    super(word);
    getStyleClass().addAll("pill", look.styleClass);
    setMinWidth(USE_PREF_SIZE);
    this.look = look;
  }

  /// Shows another word.
  public void show(String word, Look newLook) {
    setText(word);
    getStyleClass().remove(look.styleClass);
    getStyleClass().add(newLook.styleClass);
    look = newLook;
  }

  /// The look of a policy's word: `block` has the dark border.
  public static Look ofPolicy(dev.slipway.gate.Policy policy) {
    return switch (policy) {
      case BLOCK -> Look.STRONG;
      case WARN, INFO -> Look.PLAIN;
    };
  }
}
