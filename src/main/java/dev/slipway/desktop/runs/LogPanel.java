package dev.slipway.desktop.runs;

import atlantafx.base.controls.ToggleSwitch;
import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.EmptyState;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.SearchField;
import dev.slipway.desktop.control.Switch;
import dev.slipway.desktop.control.Texts;
import dev.slipway.desktop.control.Tone;
import dev.slipway.release.run.CrossHint;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.octicons.Octicons;

/// The log of the chosen job, with search.
final class LogPanel extends VBox {
  private static final int MOST_HINTS = 3;

  LogPanel(RunsModel model) {
    getStyleClass().addAll("panel", "log");
    HBox.setHgrow(this, Priority.ALWAYS);
    LogModel log = model.chosen().log();
    var field = SearchField.of("search-log", "Search the log", "Ctrl F", log.wanted());
    field.setPrefWidth(150);
    field.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
      if (key.getCode() == KeyCode.ENTER) {
        log.next();
        key.consume();
      }
    });
    var words = Texts.small("");
    words.textProperty().bind(log.matchWords());
    var save = button(model, Octicons.DOWNLOAD_16, "Save the log…", model.chosen()::saveLog, "");
    save.setId("save-log");
    save.disableProperty().bind(Bindings.isEmpty(log.lines()));
    ToggleSwitch follow = follow(model);
    var header = Panel.header(new HBox(8, field, words,
        button(model, Octicons.CHEVRON_UP_16, "Previous match", log::previous, "Shift F3"),
        button(model, Octicons.CHEVRON_DOWN_16, "Next match", log::next, "F3")), follow, save);
    ((HBox) header.getChildren().getFirst()).setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    var list = new ListView<LogLine>(log.lines());
    list.setId("log");
    list.setFixedCellSize(20);
    list.getStyleClass().addAll("inner", "log-lines");
    // Why there is no log is said where it would be; the line below has no room for a whole sentence.
    log.foot().subscribe(why -> list.setPlaceholder(new EmptyState(Octicons.TERMINAL_16, why.isEmpty() ? "No log yet." : why)));
    list.setCellFactory(_ -> new LogCell(log));
    Describe.describe(list, "Log");
    VBox.setVgrow(list, Priority.ALWAYS);
    log.line().subscribe(line -> {
      int at = line.intValue();
      if (at >= 0) {
        list.getSelectionModel().select(at);
        list.scrollTo(Math.max(0, at - 4));
      }
    });
    log.wanted().subscribe(_ -> list.refresh());
    var foot = Texts.small("");
    Runnable say = () -> {
      boolean over = model.selected().get().isPresent() && !model.chosen().goesOn();
      follow.setDisable(over);
      follow.setSelected(model.chosen().follow().get() && model.chosen().goesOn());
      foot.setText(log.lines().isEmpty() ? "" : log.foot().get() + (over ? " Follow is off: the run has ended." : ""));
    };
    log.foot().subscribe(_ -> say.run());
    model.selected().subscribe(_ -> say.run());
    model.chosen().attempt().subscribe(_ -> say.run());
    var built = Texts.small("");
    built.setId("log-facts");
    built.setMinWidth(0);
    log.facts().subscribe(facts -> {
      built.setText(facts.summary());
      Describe.describe(built, facts.summary().isEmpty() ? "Nothing is known of the tools" : facts.summary(), "What the log says of tools and caches", "");
    });
    var footer = Panel.footer(foot, built);
    footer.getStyleClass().add("low");
    getChildren().addAll(header, hints(log), list, footer);
    model.onSearch(field::requestFocus);
  }

  /// What to do about a build for another platform that failed; takes no room where there is nothing to say.
  private static VBox hints(LogModel log) {
    var hints = new VBox(4);
    hints.setId("log-hints");
    hints.getStyleClass().add("log-hints");
    log.facts().subscribe(facts -> {
      hints.getChildren().setAll(facts.hints().stream().limit(MOST_HINTS).map(LogPanel::hint).toList());
      hints.setVisible(!facts.hints().isEmpty());
      hints.setManaged(!facts.hints().isEmpty());
    });
    return hints;
  }

  private static Label hint(CrossHint hint) {
    var label = Texts.wrapped(Texts.base("\u201c" + hint.said() + "\u201d: " + hint.todo()));
    label.setGraphic(new Icon(Octicons.LIGHT_BULB_16, Tone.WARNING).sized(14));
    label.setGraphicTextGap(6);
    return label;
  }

  /// The switch of the theme knows the mouse alone: keys and what a screen reader says are added here.
  private static ToggleSwitch follow(RunsModel model) {
    ToggleSwitch follow = Switch.of(
        "follow", "Follow", "Follow", "Keep the job at work and the end of its log on screen while the run goes on", "");
    follow.selectedProperty().subscribe(on -> {
      if (model.chosen().goesOn()) {
        model.chosen().follow().set(on);
      }
    });
    model.chosen().follow().subscribe(on -> follow.setSelected(on && model.chosen().goesOn()));
    return follow;
  }

  private static Button button(RunsModel model, Ikon ikon, String name, Runnable work, String keys) {
    var button = new Button("", Icon.of(ikon));
    button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    button.getStyleClass().add("icon-button");
    Describe.describe(button, name, "", keys);
    button.setOnAction(_ -> work.run());
    return button;
  }

  /// A line, with what is searched marked in it.
  private static final class LogCell extends ListCell<LogLine> {
    private final LogModel log;
    private final Label number = new Label();
    private final Label time = new Label();
    private final Text before = new Text();
    private final Label match = new Label();
    private final Text after = new Text();
    private final HBox row;

    LogCell(LogModel log) {
      this.log = log;
      number.getStyleClass().add("log-number");
      time.getStyleClass().add("log-time");
      before.getStyleClass().add("log-text");
      after.getStyleClass().add("log-text");
      match.getStyleClass().add("log-match");
      var flow = new HBox(before, match, after);
      flow.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
      row = new HBox(8, number, time, flow);
      row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    }

    @Override
    protected void updateItem(LogLine line, boolean empty) {
      super.updateItem(line, empty);
      if (empty || line == null) {
        setGraphic(null);
        setAccessibleText("");
        return;
      }
      number.setText(Integer.toString(line.number()));
      time.setText(line.time());
      String wanted = log.wanted().get();
      int at = wanted.isEmpty() ? -1 : line.text().toLowerCase(Locale.ROOT).indexOf(wanted.toLowerCase(Locale.ROOT));
      before.setText(at < 0 ? line.text() : line.text().substring(0, at));
      match.setText(at < 0 ? "" : line.text().substring(at, at + wanted.length()));
      match.setManaged(at >= 0);
      match.setVisible(at >= 0);
      after.setText(at < 0 ? "" : line.text().substring(at + wanted.length()));
      before.getStyleClass().setAll("log-text", "text", line.tone().styleClass());
      after.getStyleClass().setAll("log-text", "text", line.tone().styleClass());
      setGraphic(row);
      setAccessibleText("Line " + line.number() + ", " + line.text());
    }
  }
}
