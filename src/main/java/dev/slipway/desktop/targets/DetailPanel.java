package dev.slipway.desktop.targets;

import dev.slipway.desktop.control.CodeWords;
import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.EmptyState;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Texts;
import dev.slipway.target.audit.AuditFinding;
import dev.slipway.target.audit.YamlPatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.kordamp.ikonli.octicons.Octicons;

/// Explains what was chosen: its lines, why it matters, the fix and the ready change.
final class DetailPanel extends VBox {
  private static final Pattern KEY = Pattern.compile("^(\\s*(?:- )?)([\\w.$-]+)(:)(.*)$");
  private static final Pattern LITERAL = Pattern.compile("\\s+(true|false|null|-?\\d+(?:\\.\\d+)?)\\s*");

  private final TargetsModel model;
  private final Label title = Texts.name(Texts.strong(""));
  private final Label about = Texts.name(Texts.styled(Texts.base(""), dev.slipway.desktop.control.Tone.MUTED));
  private final Button open = new Button("Open file", Icon.of(Octicons.LINK_EXTERNAL_16));
  private final VBox body = new VBox(8);
  private final HBox buttons = new HBox(8);

  DetailPanel(TargetsModel model) {
    this.model = model;
    setId("target-detail");
    open.getStyleClass().add("small");
    open.setId("open-line");
    open.setMinWidth(Region.USE_PREF_SIZE);
    Describe.describe(open, "Open file", "Show this line of the workflow on the host", "");
    title.setMinWidth(60);
    about.setMinWidth(0);
    body.getStyleClass().add("panel-body");
    var scroll = new ScrollPane(body);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setAccessibleText("What was chosen, explained");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    var words = new HBox(6, title, about);
    words.setMinWidth(0);
    words.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    getStyleClass().add("panel");
    buttons.getStyleClass().add("panel-acts");
    getChildren().addAll(Panel.header(words, open), scroll, buttons);
    model.detail().subscribe(this::show);
  }

  private void show(Optional<Detail> shown) {
    body.getChildren().clear();
    List<Button> acts = new ArrayList<>();
    shown.flatMap(Detail::patch).ifPresent(patch -> acts.add(copy(patch)));
    shown.flatMap(Detail::finding).ifPresent(finding -> acts.add(ignore(finding)));
    buttons.getChildren().setAll(acts);
    buttons.setVisible(!acts.isEmpty());
    buttons.setManaged(!acts.isEmpty());
    title.setText(shown.map(Detail::title).orElse("Nothing chosen"));
    about.setText(shown.map(Detail::about).orElse(""));
    open.setVisible(shown.flatMap(Detail::at).isPresent());
    shown.flatMap(Detail::at).ifPresent(at -> open.setOnAction(_ -> model.open(at)));
    if (shown.isEmpty()) {
      body.getChildren().add(new EmptyState(Octicons.INFO_16, "Choose a leg or a finding, and it is explained here."));
      return;
    }
    if (!shown.get().code().isEmpty()) {
      body.getChildren().add(code(shown.get()));
    }
    shown.get().remarks().forEach(remark -> body.getChildren().add(remark(remark)));
  }

  private static VBox code(Detail detail) {
    var box = new VBox();
    box.getStyleClass().add("code-box");
    for (Detail.CodeLine line : detail.code()) {
      var number = Texts.code(switch (line.look()) {
        case ADDED -> "+";
        case REMOVED -> line.number() + " \u2212";
        case PLAIN, MEANT, FAULT -> String.valueOf(line.number());
      });
      number.getStyleClass().add("excerpt-number");
      var words = yaml(line.text());
      HBox.setHgrow(words, Priority.ALWAYS);
      var row = new HBox(number, words);
      row.getStyleClass().add("excerpt-line");
      var shape = new javafx.scene.shape.Rectangle();
      shape.widthProperty().bind(row.widthProperty());
      shape.heightProperty().bind(row.heightProperty());
      row.setClip(shape);
      row.getStyleClass().add("excerpt-" + line.look().name().toLowerCase(Locale.ROOT));
      row.setAccessibleText(said(line));
      box.getChildren().add(row);
    }
    return box;
  }

  private static String said(Detail.CodeLine line) {
    return switch (line.look()) {
      case PLAIN -> "Line " + line.number() + ": ";
      case MEANT, FAULT -> "Line " + line.number() + ", meant: ";
      case REMOVED -> "Line " + line.number() + ", removed: ";
      case ADDED -> "Added: ";
    } + line.text();
  }

  /// A line of YAML with its key and its literal set off.
  private static Region yaml(String line) {
    var flow = new HBox();
    flow.setMinWidth(0);
    flow.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    Matcher key = KEY.matcher(line);
    if (key.matches()) {
      boolean literal = LITERAL.matcher(key.group(4)).matches();
      flow.getChildren().addAll(
          piece(key.group(1), ""), piece(key.group(2), "yaml-key"), piece(key.group(3), ""), piece(key.group(4), literal ? "yaml-literal" : ""));
    } else {
      flow.getChildren().add(piece(line, line.strip().startsWith("#") ? "yaml-comment" : ""));
    }
    return flow;
  }

  private static Label piece(String text, String style) {
    var label = Texts.code(text);
    label.setMinWidth(Region.USE_PREF_SIZE);
    if (!style.isEmpty()) {
      label.getStyleClass().add(style);
    }
    return label;
  }

  private static TextFlow remark(Detail.Remark remark) {
    var label = new Text(remark.label() + "  ");
    label.getStyleClass().addAll("text", "remark-label");
    var flow = new TextFlow(label);
    flow.getChildren().addAll(CodeWords.texts(remark.text()));
    flow.setAccessibleText(remark.label() + ": " + CodeWords.plain(remark.text()));
    return flow;
  }

  private Button ignore(AuditFinding finding) {
    var button = new Button("Ignore this finding…", Icon.of(Octicons.EYE_CLOSED_16));
    button.setId("ignore-finding");
    button.getStyleClass().add("small");
    Describe.describe(button, "Ignore this finding…", "Leave it as it is, with a reason that is written into .slipway.yml", "");
    button.setOnAction(_ -> model.ignore(finding));
    return button;
  }

  private Button copy(YamlPatch patch) {
    var button = new Button("Copy patch", Icon.of(Octicons.DUPLICATE_16));
    button.setId("copy-patch");
    button.getStyleClass().addAll("small", "accent-button");
    Describe.describe(button, "Copy patch", "Copy the change in the form git apply takes", "");
    button.setOnAction(_ -> model.copy(patch));
    return button;
  }
}
