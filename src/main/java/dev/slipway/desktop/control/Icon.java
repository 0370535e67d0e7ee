package dev.slipway.desktop.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.octicons.OcticonsIkonHandler;

/// A 16-pixel icon whose tone can change, as cells need it.
///
/// Size, family and colour come from the stylesheet. Ikonli's own node writes an inline style with every change,
/// and each of those makes JavaFX match the node against all rules at once.
public final class Icon extends Text {
  private static final Font OCTICONS = load();

  private Tone tone = Tone.PLAIN;
  private Ikon ikon;

  /// An icon in a tone.
  public Icon(Ikon ikon, Tone tone) {
    super(glyph(ikon));
    setFont(OCTICONS);
    getStyleClass().addAll("icon", tone.styleClass());
    this.ikon = ikon;
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

  /// The icons' font, for what is drawn rather than laid out.
  public static Font font(double size) {
    return Font.font(OCTICONS.getFamily(), size);
  }

  private static String glyph(Ikon ikon) {
    return Character.toString(ikon.getCode());
  }

  private static Font load() {
    try (InputStream bytes = Objects.requireNonNull(new OcticonsIkonHandler().getFontResourceAsStream(), "octicons")) {
      return Font.loadFont(bytes, 16);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Shows another icon in the same tone.
  public void show(Ikon newIkon) {
    if (newIkon != ikon) {
      ikon = newIkon;
      setText(glyph(newIkon));
    }
  }

  /// Shows another status.
  public void show(Status status) {
    show(status.icon(), status.tone());
  }

  /// Shows another icon.
  public void show(Ikon newIkon, Tone newTone) {
    show(newIkon);
    if (newTone != tone) {
      getStyleClass().remove(tone.styleClass());
      getStyleClass().add(newTone.styleClass());
      tone = newTone;
    }
  }
}
