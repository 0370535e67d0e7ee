package dev.slipway.desktop.control;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// A 16-pixel icon whose tone can change, as cells need it.
public final class Icon extends FontIcon {
  private Tone tone = Tone.PLAIN;

  /// An icon in a tone.
  public Icon(Ikon ikon, Tone tone) {
    super(ikon);
    getStyleClass().addAll("icon", tone.styleClass());
    this.tone = tone;
    setMouseTransparent(true);
  }

  /// An icon in the tone of the text.
  public static Icon of(Ikon ikon) {
    return new Icon(ikon, Tone.PLAIN);
  }

  /// The icon of a status.
  public static Icon of(Status status) {
    return new Icon(status.icon(), status.tone());
  }

  /// The icon in another size; the stylesheet knows 12, 13, 14 and 24.
  public Icon sized(int pixels) {
    getStyleClass().add("icon-" + pixels);
    return this;
  }

  /// Shows another status.
  public void show(Status status) {
    show(status.icon(), status.tone());
  }

  /// Shows another icon.
  public void show(Ikon ikon, Tone newTone) {
    if (getIconCode() != ikon) {
      setIconCode(ikon);
    }
    if (newTone != tone) {
      getStyleClass().remove(tone.styleClass());
      getStyleClass().add(newTone.styleClass());
      tone = newTone;
    }
  }
}
