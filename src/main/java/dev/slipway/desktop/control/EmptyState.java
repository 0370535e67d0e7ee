package dev.slipway.desktop.control;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;

/// A page or panel with nothing to show: one icon, one sentence, at most one button.
public final class EmptyState extends VBox {

  public EmptyState(Ikon ikon, String sentence, Node... button) {
    super(12);
    getStyleClass().add("empty-state");
    setAlignment(Pos.CENTER);
    var text = Texts.wrapped(Texts.base(sentence));
    text.setMaxWidth(420);
    text.setAlignment(Pos.CENTER);
    text.setTextAlignment(javafx.scene.text.TextAlignment.CENTER);
    getChildren().addAll(new Icon(ikon, Tone.MUTED).sized(24), text);
    getChildren().addAll(button);
  }
}
