package dev.slipway.desktop.board;

import dev.slipway.desktop.control.CodeWords;
import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Pill;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.control.Texts;
import dev.slipway.desktop.control.Tone;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Position;
import dev.slipway.fact.Severity;
import dev.slipway.gate.GateState;
import dev.slipway.gate.Waiver;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.octicons.Octicons;

/// The detail of one gate: what was found, the evidence, and what to do.
final class GateDetail extends VBox {
  /// More findings than this are counted, not listed: the page of the gate has them all.
  private static final int SHOWN = 20;

  private final BoardModel model;
  private final Icon icon = Icon.of(Status.UNKNOWN);
  private final Label title = new Label();
  private final Pill policy = new Pill("", Pill.Look.PLAIN);
  private final VBox body = new VBox(12);
  private final Button open = new Button();
  private final ScrollPane scroll = new ScrollPane(body);

  GateDetail(BoardModel model) {
    this.model = model;
    getStyleClass().add("panel");
    title.getStyleClass().add("text-step");
    title.setMinWidth(Region.USE_PREF_SIZE);
    var close = new Button("", new Icon(Octicons.X_16, Tone.MUTED));
    close.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    close.getStyleClass().add("icon-button");
    close.setId("close-detail");
    close.setOnAction(_ -> model.selected().set(Optional.empty()));
    Describe.describe(close, "Close detail", "", "Esc");
    var header = Panel.header(new HBox(8, icon, title), policy, close);
    ((HBox) header.getChildren().getFirst()).setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    header.getStyleClass().add("tall");
    body.getStyleClass().add("panel-body");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(true);
    Describe.describe(scroll, "Detail of the gate");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    open.setId("open-gate-page");
    Button waive = model.registry().button(model.waive());
    getChildren().addAll(header, scroll, Panel.footer(open, model.registry().explained(waive, model.waive())));
  }

  void show(GateRow row) {
    icon.show(row.status());
    title.setText(row.gate().id().title());
    policy.show(row.gate().policy().word(), Pill.ofPolicy(row.gate().policy()));
    body.getChildren().setAll(findings(row));
    body.getChildren().addAll(divider(), evidence(row));
    Set<String> remedies = remedies(row.gate().findings());
    if (!remedies.isEmpty()) {
      body.getChildren().addAll(divider(), remedy(remedies));
    }
    open.setText("Open " + row.page().title());
    Describe.describe(open, "Open " + row.page().title(), "Show the page this gate is measured on", "");
    open.setOnAction(_ -> model.open(row));
    scroll.setVvalue(0);
  }

  /// Brings the remedy, or else the reason, into sight and gives it the focus.
  void toRemedy() {
    Node remedy = lookup("#copy-remedy");
    if (remedy == null) {
      scroll.requestFocus();
    } else {
      scroll.setVvalue(1);
      remedy.requestFocus();
    }
  }

  private static Region divider() {
    var line = new Region();
    line.getStyleClass().add("divider");
    return line;
  }

  private static Node findings(GateRow row) {
    List<Finding> found = row.gate().findings();
    var box = new VBox(10, Texts.heading(found.isEmpty() ? "No findings" : Figures.count(found.size(), "finding", "findings")));
    switch (row.gate().state()) {
      case GateState.Waived(Waiver waiver) ->
          box.getChildren().add(entry(Status.WAIVED, "Waived by " + waiver.by(),
              "“" + waiver.reason() + "” " + Figures.moment(waiver.at(), ZoneId.systemDefault())));
      case GateState.Waiting(var on) ->
          box.getChildren().add(entry(Status.WAITING, "Follows from " + on.title(), "It is measured again when that gate holds."));
      case GateState.Unknown(String reason) -> box.getChildren().add(entry(Status.UNKNOWN, "Cannot be told", sentence(reason)));
      case GateState.Pending(String what) -> box.getChildren().add(entry(Status.NOT_STARTED, "Not measured yet", sentence(what)));
      case GateState.NotApplicable(String reason) -> box.getChildren().add(entry(Status.NOT_APPLICABLE, "Nothing to measure", reason));
      case GateState.Passed _, GateState.Failed _ -> {}
    }
    for (Finding finding : found.subList(0, Math.min(SHOWN, found.size()))) {
      box.getChildren().add(entry(severity(finding.severity(), row.status()), finding.message(), finding.why()));
    }
    if (found.size() > SHOWN) {
      box.getChildren().add(Texts.small("and " + (found.size() - SHOWN) + " more"));
    }
    return box;
  }

  private static String sentence(String reason) {
    return reason.isEmpty() ? reason
        : Character.toUpperCase(reason.charAt(0)) + reason.substring(1) + (reason.endsWith(".") ? "" : ".");
  }

  private static Status severity(Severity severity, Status gate) {
    return switch (severity) {
      case ERROR -> gate == Status.WAITING || gate == Status.WAIVED ? gate : Status.FAILED;
      case WARNING -> Status.WARNING;
      case INFO -> Status.FOR_INFO;
    };
  }

  private static Node entry(Status status, String message, String why) {
    var text = new VBox(2, Texts.wrapped(Texts.strong(CodeWords.plain(message))));
    if (!why.isEmpty()) {
      text.getChildren().add(Texts.wrapped(Texts.small(CodeWords.plain(why))));
    }
    HBox.setHgrow(text, Priority.ALWAYS);
    return new HBox(8, Icon.of(status), text);
  }

  private static Node evidence(GateRow row) {
    var grid = new GridPane(12, 4);
    var names = new ColumnConstraints(64);
    var values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    values.setFillWidth(true);
    grid.getColumnConstraints().addAll(names, values);
    int line = 0;
    line = add(grid, line, "Looks at", Texts.base(row.gate().about()));
    line = add(grid, line, "Required", Texts.base(row.gate().required()));
    line = add(grid, line, "Measured", Texts.base(row.gate().measured()));
    if (!row.detail().isEmpty()) {
      line = add(grid, line, "", Texts.base(row.detail()));
    }
    Set<String> sources = new LinkedHashSet<>();
    row.gate().findings().forEach(finding -> finding.at().map(Position::toString).ifPresent(sources::add));
    int left = 5;
    for (String source : sources) {
      if (left-- > 0) {
        line = add(grid, line, left == 4 ? "Source" : "", Texts.code(source));
      }
    }
    return new VBox(8, Texts.heading("Evidence"), grid);
  }

  private static int add(GridPane grid, int line, String name, Label value) {
    if (value.getText().isEmpty()) {
      return line;
    }
    Label label = Texts.small(name);
    GridPane.setValignment(label, VPos.TOP);
    if (value.getStyleClass().contains("text-base")) {
      value.getStyleClass().setAll("label", "text-small-plain");
    }
    grid.add(label, 0, line);
    grid.add(Texts.wrapped(value), 1, line);
    return line + 1;
  }

  private static Set<String> remedies(List<Finding> findings) {
    Set<String> remedies = new LinkedHashSet<>();
    findings.stream().map(Finding::fix).filter(fix -> !fix.isEmpty()).limit(SHOWN).forEach(remedies::add);
    return remedies;
  }

  private Node remedy(Set<String> remedies) {
    var box = new VBox(8, Texts.heading("Remedy"));
    int number = 1;
    for (String remedy : remedies) {
      var count = Texts.base(Integer.toString(number++));
      count.setMinWidth(12);
      count.getStyleClass().add("tone-muted");
      var text = Texts.wrapped(Texts.base(CodeWords.plain(remedy)));
      HBox.setHgrow(text, Priority.ALWAYS);
      box.getChildren().add(new HBox(8, count, text));
    }
    var copy = new Button("Copy remedy", Icon.of(Octicons.DUPLICATE_16));
    copy.setId("copy-remedy");
    copy.getStyleClass().add("accent-button");
    Describe.describe(copy, "Copy remedy");
    copy.setOnAction(_ -> model.dialogs().copy(String.join("\n", remedies), "Remedy"));
    box.getChildren().add(copy);
    return box;
  }
}
