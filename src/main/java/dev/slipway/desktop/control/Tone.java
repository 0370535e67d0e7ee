package dev.slipway.desktop.control;

/// The few meanings a colour may carry; the colour itself is a looked-up one, so that themes decide.
public enum Tone {
  PLAIN("tone-plain"),
  MUTED("tone-muted"),
  SUBTLE("tone-subtle"),
  ACCENT("tone-accent"),
  SUCCESS("tone-success"),
  WARNING("tone-warning"),
  DANGER("tone-danger");

  private final String styleClass;

  Tone(String styleClass) {
    this.styleClass = styleClass;
  }

  /// The style class that gives text and icons this tone.
  public String styleClass() {
    return styleClass;
  }
}
