package dev.slipway.desktop.settings;

import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Texts;
import javafx.scene.Node;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Lays the settings out, one panel each.
final class SettingsView extends VBox {
  private final GridPane places = new GridPane(16, 6);

  SettingsView(SettingsModel model) {
    super(12);
    var group = new ToggleGroup();
    var looks = new HBox(20);
    for (String name : model.looks()) {
      var choice = new RadioButton(name);
      choice.setId("look-" + name.toLowerCase(java.util.Locale.ROOT).replace(' ', '-'));
      choice.setToggleGroup(group);
      choice.setSelected(name.equals(model.look().get()));
      Describe.describe(choice, name);
      choice.setOnAction(_ -> model.look().set(name));
      model.look().subscribe(now -> choice.setSelected(now.equals(name)));
      looks.getChildren().add(choice);
    }
    var account = Texts.base("");
    account.textProperty().bind(model.account());
    getChildren().addAll(
        section("Appearance", looks),
        section("Account", new VBox(4, account,
            Texts.small("A token comes from GH_TOKEN, GITHUB_TOKEN, gh or the system's keyring; one that is typed in stays in memory unless you let the keyring keep it."))),
        section("Places", places));
    model.places().subscribe(now -> {
      places.getChildren().clear();
      int row = 0;
      for (var entry : now.entrySet()) {
        places.add(Texts.small(entry.getKey()), 0, row);
        places.add(Texts.name(Texts.code(entry.getValue())), 1, row++);
      }
      if (now.isEmpty()) {
        places.add(Texts.small("Nothing is open."), 0, 0);
      }
    });
  }

  private static Panel section(String title, Node content) {
    var body = new VBox(content);
    body.getStyleClass().add("panel-body");
    return Panel.headed(Panel.header(Texts.strong(title)), body);
  }
}
