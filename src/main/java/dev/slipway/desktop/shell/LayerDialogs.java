package dev.slipway.desktop.shell;

import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.Dialogs;
import dev.slipway.desktop.control.Failure;
import dev.slipway.desktop.control.Form;
import dev.slipway.desktop.control.Prompt;
import dev.slipway.desktop.control.Question;
import dev.slipway.desktop.control.Texts;
import dev.slipway.desktop.work.FxTasks;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;

/// Dialogs as cards on the layer above the page, so that they have the theme and the keys of the window.
final class LayerDialogs implements Dialogs {
  private static final System.Logger LOG = System.getLogger(LayerDialogs.class.getName());

  private final Layer layer;
  private final Notices notices;
  private final TroubleBanner trouble;
  private final Consumer<URI> browser;
  private Optional<FxTasks.Ended> failed = Optional.empty();

  LayerDialogs(Layer layer, Notices notices, Consumer<URI> browser) {
    this.layer = layer;
    this.notices = notices;
    this.trouble = new TroubleBanner(this::copy);
    this.browser = browser;
  }

  /// Where it is told what went wrong; it takes no room while nothing did.
  TroubleBanner trouble() {
    return trouble;
  }

  /// Takes note of how a task ended: the banner of its failure goes when the same succeeds later.
  void ended(FxTasks.Ended task) {
    if (task.failure().isPresent()) {
      failed = Optional.of(task);
    } else {
      trouble.mended(task.title());
    }
  }

  @Override
  public void explain(Throwable failure) {
    explain(failure, Optional.empty());
  }

  @Override
  public void explain(Throwable failure, Runnable again) {
    explain(failure, Optional.of(again));
  }

  @Override
  public void forget() {
    trouble.hide();
  }

  private void explain(Throwable failure, Optional<Runnable> again) {
    Failure told = Failure.of(failure);
    told.code().ifPresent(code -> LOG.log(System.Logger.Level.ERROR, code, failure));
    trouble.show(told, again, failed.filter(task -> task.failure().equals(Optional.of(failure))).map(FxTasks.Ended::title));
  }

  @Override
  public void confirm(Question question, Runnable act) {
    var card = new Card(question.title(), question.effect());
    var back = button("Cancel", "cancel");
    back.setOnAction(_ -> layer.close());
    var go = button(question.verb(), "confirm");
    switch (question.danger()) {
      case PLAIN -> go.getStyleClass().add("accent-button");
      case DESTRUCTIVE -> go.getStyleClass().add("danger-button");
      case PUBLIC -> go.getStyleClass().add("publish-button");
    }
    go.setOnAction(
        _ -> {
          layer.close();
          act.run();
        });
    question.typed().ifPresent(
        name -> {
          var field = new TextField();
          field.setId("confirm-name");
          var label = new Label("Type " + name + " to confirm");
          label.getStyleClass().add("text-heading");
          label.setLabelFor(field);
          Describe.describe(field, label.getText());
          card.body(label);
          card.body(field);
          go.disableProperty().bind(field.textProperty().isNotEqualTo(name));
        });
    open(card, back, go);
  }

  @Override
  public void ask(Prompt prompt, Consumer<String> answer) {
    var card = new Card(prompt.title(), prompt.effect());
    var field = new TextField(prompt.initial());
    field.setId("prompt-field");
    var label = new Label(prompt.label());
    label.getStyleClass().add("text-heading");
    label.setLabelFor(field);
    Describe.describe(field, prompt.label());
    var wrong = Texts.wrapped(Texts.small(""));
    card.body(label);
    card.body(field);
    card.body(wrong);
    var back = button("Cancel", "cancel");
    back.setOnAction(_ -> layer.close());
    var go = button(prompt.verb(), "confirm");
    go.getStyleClass().add("accent-button");
    field.textProperty().subscribe(
        text -> {
          String why = prompt.check().apply(text);
          wrong.setText(text.isEmpty() ? "" : why);
          go.setDisable(!why.isEmpty());
        });
    Runnable done =
        () -> {
          if (!go.isDisabled()) {
            layer.close();
            answer.accept(field.getText());
          }
        };
    go.setOnAction(_ -> done.run());
    field.setOnAction(_ -> done.run());
    open(card, back, go);
    field.requestFocus();
  }

  @Override
  public void fill(Form form, Consumer<SequencedMap<String, String>> answers) {
    var back = button("Cancel", "cancel");
    back.setOnAction(_ -> layer.close());
    var go = button(form.verb(), "confirm");
    go.getStyleClass().add("accent-button");
    var card = new FormCard(form, go, go::fire);
    go.setOnAction(_ -> {
      layer.close();
      answers.accept(card.answers());
    });
    card.card().buttons(back, go);
    layer.open(card.card(), Pos.CENTER, card.first());
  }

  @Override
  public void choose(String title, List<Choice> choices, Consumer<Choice> chosen) {
    var card = new ChoiceCard(title, choices, choice -> {
      layer.close();
      chosen.accept(choice);
    });
    layer.open(card, Pos.TOP_CENTER, card.field());
  }

  @Override
  public void chooseFolder(String title, Consumer<Path> chosen) {
    var chooser = new DirectoryChooser();
    chooser.setTitle(title);
    picked(chooser.showDialog(layer.getScene().getWindow()), chosen);
  }

  @Override
  public void chooseFile(String title, Consumer<Path> chosen) {
    var chooser = new FileChooser();
    chooser.setTitle(title);
    picked(chooser.showOpenDialog(layer.getScene().getWindow()), chosen);
  }

  private static void picked(@org.jspecify.annotations.Nullable File file, Consumer<Path> chosen) {
    if (file != null) {
      chosen.accept(file.toPath());
    }
  }

  @Override
  public void tell(String sentence) {
    notices.show(sentence);
  }

  @Override
  public void copy(String text, String what) {
    var content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
    tell(what + " copied.");
  }

  @Override
  public void browse(URI page) {
    browser.accept(page);
  }

  private void open(Card card, Button safe, Button... others) {
    var buttons = new Button[others.length + 1];
    buttons[0] = safe;
    System.arraycopy(others, 0, buttons, 1, others.length);
    card.buttons(buttons);
    layer.open(card, Pos.CENTER, safe);
  }

  private static Button button(String text, String id) {
    var button = new Button(text);
    button.setId("dialog-" + id);
    Describe.describe(button, text);
    return button;
  }
}
