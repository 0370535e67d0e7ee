package dev.slipway.desktop.control;

import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;

/// Labels in the few type styles of the design.
public final class Texts {
  private Texts() {}

  /// Text in the base size.
  public static Label base(String text) {
    return styled(text, "text-base");
  }

  /// Semibold text in the base size.
  public static Label strong(String text) {
    return styled(text, "text-strong");
  }

  /// A second line or a remark: small and muted.
  public static Label small(String text) {
    return styled(text, "text-small");
  }

  /// A small semibold heading inside a panel.
  public static Label heading(String text) {
    return styled(text, "text-heading");
  }

  /// The semibold subject of a panel.
  public static Label subject(String text) {
    return styled(text, "text-subject");
  }

  /// Code in a table or a sentence.
  public static Label code(String text) {
    return styled(text, "text-code");
  }

  /// The same label in a tone.
  public static Label styled(Label label, Tone tone) {
    label.getStyleClass().add(tone.styleClass());
    return label;
  }

  /// Wraps at the width it is given, and takes the height that needs.
  public static Label wrapped(Label label) {
    label.setWrapText(true);
    label.setMinHeight(javafx.scene.layout.Region.USE_PREF_SIZE);
    return label;
  }

  /// A name that keeps both ends where it cannot be whole; a tooltip has all of it.
  public static Label name(Label label) {
    label.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    Hint.on(label, label::getText);
    return label;
  }

  private static Label styled(String text, String styleClass) {
    var label = new Label(text);
    label.getStyleClass().add(styleClass);
    return label;
  }
}
