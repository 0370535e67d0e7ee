package dev.slipway.desktop.publish;

import dev.slipway.desktop.control.Cells;
import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.EmptyState;
import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.MarkCell;
import dev.slipway.desktop.control.OneLine;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Texts;
import dev.slipway.desktop.control.Tone;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.octicons.Octicons;

/// Lays out the plan at the left, the confirmation and the calls at the right.
final class PublishView extends HBox {
  private final PublishModel model;
  private final StepList steps = new StepList();
  private final GridPane legend = new GridPane(8, 0);

  PublishView(PublishModel model) {
    super(12);
    this.model = model;
    getStyleClass().add("publish");
    var plan = plan();
    var right = new VBox(12, new ConfirmPanel(model), calls());
    // The names of the assets are in both; the calls have them behind an address.
    plan.setPrefWidth(466);
    right.setPrefWidth(550);
    HBox.setHgrow(plan, Priority.ALWAYS);
    HBox.setHgrow(right, Priority.ALWAYS);
    plan.setMaxWidth(Double.MAX_VALUE);
    getChildren().addAll(plan, right);
    model.shown().subscribe(_ -> show());
  }

  private void show() {
    steps.show(model.steps(), this::unplanned);
    legend.getChildren().clear();
    int line = 0;
    for (var place : model.shown().get().places().entrySet()) {
      var name = code(place.getKey());
      name.setMinWidth(Region.USE_PREF_SIZE);
      legend.add(name, 0, line);
      legend.add(code(place.getValue()), 1, line++);
    }
  }

  private EmptyState unplanned() {
    long blocking = model.blocking();
    var open = new Button("Open Board");
    open.setId("open-board");
    open.setOnAction(_ -> model.registry().find("page-board").ifPresent(model.registry()::perform));
    if (model.shown().get().tag().isEmpty()) {
      return new EmptyState(Octicons.ROCKET_16, "There is nothing to publish: no release is chosen.", open);
    }
    return new EmptyState(Octicons.ROCKET_16, blocking == 0
        ? "Nothing is planned yet: the plan is made when every gate was measured and holds."
        : Figures.count(blocking, "blocking gate", "blocking gates") + ". Nothing is planned before "
            + (blocking == 1 ? "it holds or is waived." : "they hold or are waived."), open);
  }

  private static Label code(String text) {
    var label = Texts.code(text);
    label.getStyleClass().setAll("label", "text-code-small");
    return label;
  }

  private Panel plan() {
    var scroll = new ScrollPane(steps);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(true);
    Describe.describe(scroll, "Steps of the plan");
    var discard = model.registry().button(model.discard());
    return Panel.headed(
            Panel.header(Texts.strong("Plan"), Texts.small("journal kept, can resume after a restart")),
            scroll,
            Panel.footer(Texts.small("Stopping keeps the draft and what is uploaded."),
                model.registry().explained(discard, model.discard())))
        .growing(scroll);
  }

  private Panel calls() {
    TableView<CallRow> table = Cells.table("API calls", 24, CallRow::sentence);
    table.getStyleClass().addAll("inner", "no-header");
    table.setId("calls");
    table.setItems(model.calls());
    table.setPlaceholder(new EmptyState(Octicons.LIST_ORDERED_16, "No call is planned yet."));
    table.getColumns().setAll(
        List.of(
            Cells.column("Number", 24, () -> new OneLine<CallRow>(Texts.styled(smallPlain(), Tone.MUTED), row -> Integer.toString(row.number()))),
            Cells.column("Method", 46, () -> new OneLine<CallRow>(codeStrong(), CallRow::method)),
            Cells.flexible("Path", 340, () -> new OneLine<CallRow>(codePlain(), CallRow::path)),
            Cells.column("Result", 97, () -> new MarkCell<CallRow>(CallRow::status, CallRow::result))));
    table.setColumnResizePolicy(Cells.flexing(2));
    table.setRowFactory(_ -> new CallTableRow());
    VBox.setVgrow(table, Priority.ALWAYS);
    legend.getStyleClass().add("call-legend");
    var copy = new Button("Copy", Icon.of(Octicons.DUPLICATE_16).sized(14));
    copy.getStyleClass().addAll("small", "quiet");
    copy.setId("copy-calls");
    Describe.describe(copy, "Copy calls");
    copy.setOnAction(_ -> model.copyCalls());
    var panel = Panel.headed(Panel.header(Texts.strong("API calls, exactly as planned by the dry run"), copy), table, legend)
        .growing(table);
    VBox.setVgrow(panel, Priority.ALWAYS);
    return panel;
  }

  private static Label smallPlain() {
    var label = new Label();
    label.getStyleClass().add("text-small-plain");
    return label;
  }

  private static Label codePlain() {
    var label = new Label();
    label.getStyleClass().add("text-code-11");
    return label;
  }

  private static Label codeStrong() {
    var label = new Label();
    label.getStyleClass().add("text-code-11-strong");
    return label;
  }

  /// Marks the call that needs a person.
  private static final class CallTableRow extends javafx.scene.control.TableRow<CallRow> {
    private static final javafx.css.PseudoClass NEEDS_YOU = javafx.css.PseudoClass.getPseudoClass("needs-you");

    @Override
    protected void updateItem(CallRow row, boolean empty) {
      super.updateItem(row, empty);
      boolean filled = !empty && row != null;
      setAccessibleText(filled ? row.sentence() : "");
      pseudoClassStateChanged(NEEDS_YOU, filled && row.status() == dev.slipway.desktop.control.Status.LOCKED);
    }
  }

}
