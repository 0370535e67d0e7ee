package dev.slipway.desktop.shell;

import dev.slipway.desktop.control.Action;
import dev.slipway.desktop.control.Actions;
import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Texts;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.octicons.Octicons;

/// The command palette: type a few letters, press Enter.
final class PaletteCard extends VBox {
  private final Actions actions;
  private final Layer layer;
  private final TextField field = new TextField();
  private final ListView<Action> list = new ListView<>();

  PaletteCard(Actions actions, Layer layer) {
    this.actions = actions;
    this.layer = layer;
    getStyleClass().addAll("card", "palette");
    setMaxSize(560, Region.USE_PREF_SIZE);
    field.setPromptText("Type a command");
    field.setId("palette-field");
    Describe.describe(field, "Command");
    list.setId("palette-list");
    list.setFixedCellSize(36);
    list.setPrefHeight(36 * 9 + 2.0);
    list.setPlaceholder(Texts.small("No command has these letters."));
    Describe.describe(list, "Commands");
    list.setCellFactory(_ -> new ActionCell(actions));
    list.setOnMouseClicked(_ -> performSelected());
    field.textProperty().subscribe(this::narrow);
    addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    getChildren().addAll(field, list);
  }

  TextField field() {
    return field;
  }

  private void narrow(String typed) {
    list.getItems().setAll(Palette.matching(actions, typed));
    list.getSelectionModel().selectFirst();
    list.scrollTo(0);
  }

  private void pressed(KeyEvent key) {
    if (key.getCode() == KeyCode.ENTER) {
      performSelected();
      key.consume();
    } else if (key.getCode() == KeyCode.DOWN || key.getCode() == KeyCode.UP) {
      int step = key.getCode() == KeyCode.DOWN ? 1 : -1;
      int next = Math.clamp(list.getSelectionModel().getSelectedIndex() + (long) step, 0, Math.max(0, list.getItems().size() - 1));
      list.getSelectionModel().select(next);
      list.scrollTo(Math.max(0, next - 7));
      key.consume();
    }
  }

  private void performSelected() {
    Action chosen = list.getSelectionModel().getSelectedItem();
    if (chosen != null && actions.refusal(chosen).getValue().isEmpty()) {
      layer.close();
      actions.perform(chosen);
    }
  }

  private static final class ActionCell extends ListCell<Action> {
    private final Actions actions;
    private final Icon icon = Icon.of(Octicons.CIRCLE_16);
    private final Label title = Texts.base("");
    private final Label detail = Texts.small("");
    private final Label keys = new Label();
    private final HBox row = new HBox(8, icon, title, detail, Panel.gap(), keys);

    ActionCell(Actions actions) {
      this.actions = actions;
      row.getStyleClass().add("palette-row");
      keys.getStyleClass().add("key-badge");
      title.setMinWidth(Region.USE_PREF_SIZE);
      keys.setMinWidth(Region.USE_PREF_SIZE);
    }

    @Override
    protected void updateItem(Action action, boolean empty) {
      super.updateItem(action, empty);
      if (empty || action == null) {
        setGraphic(null);
        setAccessibleText("");
      } else {
        String why = actions.refusal(action).getValue();
        icon.show(action.icon());
        title.setText(action.title());
        title.setDisable(!why.isEmpty());
        detail.setText(why.isEmpty() ? action.page().map(page -> page.title()).orElse("") : why);
        keys.setText(action.keys());
        keys.setVisible(!action.keys().isEmpty());
        setGraphic(row);
        setAccessibleText(action.title() + ". " + action.description() + (why.isEmpty() ? "" : ". Not now: " + why));
      }
    }
  }
}
