package dev.slipway.desktop.targets;

import dev.slipway.desktop.control.Cells;
import dev.slipway.desktop.control.EmptyState;
import dev.slipway.desktop.control.Findings;
import dev.slipway.desktop.control.MarkCell;
import dev.slipway.desktop.control.OneLine;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.control.Texts;
import dev.slipway.desktop.control.Tone;
import dev.slipway.desktop.control.TwoLines;
import dev.slipway.target.audit.AuditFinding;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.octicons.Octicons;

/// Lays out the legs, and below what the audit found beside its explanation.
final class LegsView extends VBox {
  /// Room for the sentence that stands where no leg does.
  private static final double EMPTY = 150;

  private final TargetsModel model;

  LegsView(TargetsModel model) {
    super(12);
    this.model = model;
    TableView<TargetRow> legs = legs();
    var detail = new DetailPanel(model);
    var audit = audit();
    HBox.setHgrow(detail, Priority.ALWAYS);
    HBox.setHgrow(audit, Priority.ALWAYS);
    audit.setPrefWidth(584);
    audit.setMinWidth(420);
    detail.setPrefWidth(432);
    detail.setMinWidth(320);
    var below = new HBox(12, audit, detail);
    VBox.setVgrow(below, Priority.ALWAYS);
    below.setMinHeight(200);
    below.setPrefHeight(280);
    getChildren().addAll(legs, below);
  }

  private TableView<TargetRow> legs() {
    TableView<TargetRow> table = Cells.table("Targets", 44, TargetRow::sentence);
    table.setId("targets");
    table.getStyleClass().add("fitting");
    table.setItems(model.rows());
    table.setPlaceholder(new EmptyState(Octicons.WORKFLOW_16, "No workflow builds a target."));
    var runs = Cells.column("Run", 90, () -> RowCells.Marked.run());
    model.graph().subscribe(_ -> runs.setText(model.run()));
    List<TableColumn<TargetRow, ?>> columns = List.of(
        Cells.column("Target", 208, RowCells.Platform::new),
        Cells.column("Runner, method", 124, RowCells.Runner::new),
        runs,
        Cells.flexible("File: actual, expected from", 290, () -> new RowCells.File(model::showName)),
        Cells.right(Cells.column("Size", 102, RowCells.Size::new)),
        Cells.column("Checksum", 98, RowCells.Marked::checksum),
        Cells.column("Linkage", 98, () -> new TwoLines<TargetRow>(Texts.base(""), TargetRow::linkage, TargetRow::format)));
    table.getColumns().setAll(columns);
    table.setColumnResizePolicy(Cells.flexing(3));
    table.prefHeightProperty().bind(Bindings.size(model.rows()).map(rows -> rows.intValue() == 0 ? EMPTY : rows.intValue() * 44.0 + 29));
    table.maxHeightProperty().bind(table.prefHeightProperty());
    table.minHeightProperty().bind(table.prefHeightProperty().map(rows -> Math.clamp(rows.doubleValue(), 73, 293)));
    table.getSelectionModel().selectedItemProperty().subscribe(row -> {
      if (row != null) {
        model.explain(row);
      }
    });
    return table;
  }

  private Panel audit() {
    TableView<AuditFinding> table = Cells.table("Pipeline audit", 28, LegsView::sentence);
    table.setId("audit");
    table.getStyleClass().addAll("inner", "no-header");
    table.setItems(model.findings());
    model.filesRead().subscribe(read -> table.setPlaceholder(read.isEmpty()
        ? new EmptyState(Octicons.WORKFLOW_16, "No workflow was read, so nothing was audited.")
        : new EmptyState(Status.PASSED.icon(), "The audit found nothing.")));
    table.getColumns().setAll(List.of(
        Cells.column("Severity", 34, () -> new MarkCell<AuditFinding>(LegsView::status, _ -> "")),
        Cells.column("Place", 118, () -> new OneLine<AuditFinding>(Texts.styled(RowCells.named(), Tone.ACCENT), LegsView::place)),
        Cells.column("Rule", 156, () -> new OneLine<AuditFinding>(RowCells.named(), found -> found.finding().rule())),
        Cells.flexible("Message", 240, RowCells.Message::new)));
    table.setColumnResizePolicy(Cells.flexing(3));
    table.getSelectionModel().selectedItemProperty().subscribe(found -> {
      if (found != null) {
        model.explain(found);
      }
    });
    var read = Texts.name(Texts.small(""));
    read.textProperty().bind(model.filesRead());
    var footer = Panel.footer(read);
    footer.getStyleClass().add("low-footer");
    HBox counts = Findings.counts(model.counted());
    counts.visibleProperty().bind(model.filesRead().map(words -> !words.isEmpty()));
    return Panel.headed(Panel.header(Texts.strong("Pipeline audit"), counts), table, footer).growing(table);
  }

  private static Status status(AuditFinding found) {
    return found.counts() ? Findings.status(found.finding().severity()) : Status.WAIVED;
  }

  private static String place(AuditFinding found) {
    return found.finding().at().map(TargetStates::place).orElse(found.finding().subject());
  }

  private static String sentence(AuditFinding found) {
    var finding = found.finding();
    return (found.counts() ? finding.severity().word() : "ignored") + ", " + place(found) + ", " + finding.rule() + ", " + finding.message() + ". " + finding.fix();
  }
}
