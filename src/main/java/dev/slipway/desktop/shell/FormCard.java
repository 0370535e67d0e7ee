package dev.slipway.desktop.shell;

import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.Form;
import dev.slipway.desktop.control.Texts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/// A dialog with several fields; its button can be pressed once every field is right.
final class FormCard {
  private final Card card;
  private final Map<String, StringProperty> answers = new LinkedHashMap<>();
  private final Map<String, String> wrongs = new LinkedHashMap<>();
  private final Button go;
  private final Runnable done;
  private Node first;

  /// @param go   the button that takes the answers
  /// @param done called when Enter is pressed in a field
  FormCard(Form form, Button go, Runnable done) {
    this.go = go;
    this.done = done;
    this.first = go;
    card = new Card(form.title(), form.effect());
    for (Form.Field field : form.fields()) {
      var answer = new SimpleStringProperty(field.initial());
      answers.put(field.name(), answer);
      Node control = control(field, answer);
      if (first == go) {
        first = control;
      }
      card.body(control instanceof CheckBox ? ticked(field, control) : labelled(field, control, answer));
    }
    judge();
  }

  Card card() {
    return card;
  }

  /// What has the focus at first.
  Node first() {
    return first;
  }

  SequencedMap<String, String> answers() {
    var all = new LinkedHashMap<String, String>();
    answers.forEach((name, answer) -> all.put(name, answer.get()));
    return all;
  }

  private Node control(Form.Field field, StringProperty answer) {
    Node control = switch (field) {
      case Form.Line _ -> line(answer);
      case Form.OneOf(_, _, _, var options) -> oneOf(options, answer);
      case Form.Tick(var name, _, _) -> tick(name, answer);
    };
    control.setId("form-" + field.name());
    return Describe.describe(control, field.name(), field.about(), "");
  }

  private Node line(StringProperty answer) {
    var text = new TextField();
    text.textProperty().bindBidirectional(answer);
    text.setOnAction(_ -> done.run());
    return text;
  }

  private static Node oneOf(java.util.List<String> options, StringProperty answer) {
    var box = new ComboBox<String>();
    box.getItems().setAll(options);
    box.valueProperty().bindBidirectional(answer);
    box.setMaxWidth(Double.MAX_VALUE);
    return box;
  }

  private static Node tick(String name, StringProperty answer) {
    var box = new CheckBox(name);
    box.setMnemonicParsing(false);
    box.setSelected(Boolean.parseBoolean(answer.get()));
    box.selectedProperty().subscribe(on -> answer.set(Boolean.toString(on)));
    return box;
  }

  private static Node ticked(Form.Field field, Node box) {
    return field.about().isEmpty() ? box : new VBox(2, box, Texts.wrapped(Texts.small(field.about())));
  }

  private Node labelled(Form.Field field, Node control, StringProperty answer) {
    var label = new Label(field.name());
    label.getStyleClass().add("text-heading");
    label.setLabelFor(control);
    var below = Texts.wrapped(Texts.small(""));
    answer.subscribe(text -> {
      String wrong = switch (field) {
        case Form.Line(_, _, _, var check) -> check.apply(text == null ? "" : text);
        case Form.OneOf one -> one.options().contains(text) ? "" : "Choose one.";
        case Form.Tick _ -> "";
      };
      wrongs.put(field.name(), wrong);
      below.setText(wrong.isEmpty() ? field.about() : wrong);
      below.setManaged(!below.getText().isEmpty());
      judge();
    });
    return new VBox(4, label, control, below);
  }

  private void judge() {
    go.setDisable(wrongs.values().stream().anyMatch(wrong -> !wrong.isEmpty()));
  }
}
