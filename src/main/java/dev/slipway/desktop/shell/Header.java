package dev.slipway.desktop.shell;

import dev.slipway.desktop.control.Action;
import dev.slipway.desktop.control.Actions;
import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.Hint;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Tone;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.octicons.Octicons;

/// The top of a page: its title, a sentence that sums it up, the palette and the page's actions.
final class Header extends HBox {
  private final Label title = new Label();
  private final Label subtitle = new Label();
  private final HBox buttons = new HBox(8);
  private final Actions actions;
  private final Button search;

  Header(Actions actions, Action palette) {
    this.actions = actions;
    getStyleClass().add("header");
    title.getStyleClass().add("page-title");
    title.setAccessibleRole(AccessibleRole.TEXT);
    title.setMinWidth(Region.USE_PREF_SIZE);
    subtitle.getStyleClass().add("page-subtitle");
    Hint.on(subtitle, subtitle::getText);
    var words = new VBox(2, title, subtitle);
    words.getStyleClass().add("page-words");
    words.setMinWidth(60);
    setMinWidth(0);
    search = search(palette);
    buttons.setMinWidth(Region.USE_PREF_SIZE);
    buttons.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
    getChildren().addAll(words, Panel.gap(), buttons);
  }

  private Button search(Action palette) {
    var badge = new Label(palette.keys());
    badge.getStyleClass().add("key-badge");
    var text = new Label(palette.title(), new Icon(Octicons.SEARCH_16, Tone.MUTED).sized(14));
    text.setGraphicTextGap(8);
    text.getStyleClass().add("search-words");
    var content = new HBox(8, text, badge);
    content.getStyleClass().add("button-content");
    var button = new Button("", content);
    button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    button.getStyleClass().add("search-button");
    button.setId("action-palette");
    button.setMinWidth(Region.USE_PREF_SIZE);
    Describe.describe(button, palette.title(), palette.description(), palette.keys());
    button.setOnAction(_ -> actions.perform(palette));
    return button;
  }

  void show(Page page) {
    title.setText(page.id().title());
    subtitle.textProperty().bind(page.subtitle());
    show(page.actions());
  }

  /// A title of its own, for the first screen.
  void show(String words, ObservableValue<String> sentence) {
    title.setText(words);
    subtitle.textProperty().bind(sentence);
    show(List.of());
  }

  private void show(List<Action> pageActions) {
    buttons.getChildren().setAll(search);
    for (Action action : pageActions) {
      buttons.getChildren().add(actions.headerButton(action));
    }
  }
}
