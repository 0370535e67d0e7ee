package dev.slipway.desktop.shell;

import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.Dialogs.Choice;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Texts;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A list to choose from, narrowed by typing.
final class ChoiceCard extends VBox {
  private final TextField field = new TextField();
  private final ListView<Choice> list = new ListView<>();

  ChoiceCard(String title, List<Choice> choices, Consumer<Choice> chosen) {
    getStyleClass().addAll("card", "palette");
    setMaxSize(480, Region.USE_PREF_SIZE);
    field.setPromptText(title);
    field.setId("choice-field");
    Describe.describe(field, title);
    list.setId("choice-list");
    list.setFixedCellSize(36);
    list.setPrefHeight(36.0 * Math.clamp(choices.size(), 1, 9) + 2);
    list.setPlaceholder(Texts.small("Nothing matches."));
    Describe.describe(list, title);
    list.setCellFactory(_ -> new ChoiceCell());
    field.textProperty().subscribe(
        typed -> {
          String wanted = typed.strip().toLowerCase(Locale.ROOT);
          list.getItems().setAll(
              choices.stream().filter(choice -> choice.title().toLowerCase(Locale.ROOT).contains(wanted)).toList());
          list.getSelectionModel().selectFirst();
        });
    Runnable take =
        () -> {
          Choice choice = list.getSelectionModel().getSelectedItem();
          if (choice != null) {
            chosen.accept(choice);
          }
        };
    list.setOnMouseClicked(_ -> take.run());
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        key -> {
          if (key.getCode() == KeyCode.ENTER) {
            take.run();
            key.consume();
          } else if (key.getCode() == KeyCode.DOWN || key.getCode() == KeyCode.UP) {
            int step = key.getCode() == KeyCode.DOWN ? 1 : -1;
            list.getSelectionModel().select(
                Math.clamp(list.getSelectionModel().getSelectedIndex() + (long) step, 0, Math.max(0, list.getItems().size() - 1)));
            key.consume();
          }
        });
    getChildren().addAll(field, list);
  }

  TextField field() {
    return field;
  }

  private static final class ChoiceCell extends ListCell<Choice> {
    private final Label title = Texts.base("");
    private final Label detail = Texts.small("");
    private final HBox row = new HBox(8, title, Panel.gap(), detail);

    ChoiceCell() {
      row.getStyleClass().add("palette-row");
    }

    @Override
    protected void updateItem(Choice choice, boolean empty) {
      super.updateItem(choice, empty);
      if (empty || choice == null) {
        setGraphic(null);
        setAccessibleText("");
      } else {
        title.setText(choice.title());
        detail.setText(choice.detail());
        setGraphic(row);
        setAccessibleText(choice.title() + ", " + choice.detail());
      }
    }
  }
}
