package dev.slipway.desktop.control;

import javafx.scene.control.Label;

/// A status as the design asks for it: icon and word.
public final class StatusMark extends Label {
  private final Icon icon;

  public StatusMark(Status status) {
    this(status, status.word());
  }

  /// A status whose words say more than its name: "3 errors".
  public StatusMark(Status status, String words) {
    super(words);
    icon = Icon.of(status);
    setGraphic(icon);
    getStyleClass().add("status-mark");
    setMinWidth(USE_PREF_SIZE);
  }

  /// Shows another status.
  public void show(Status status, String words) {
    icon.show(status);
    setText(words);
  }
}
