package dev.slipway.desktop.targets;

import dev.slipway.desktop.control.Cells;
import dev.slipway.desktop.control.EmptyState;
import dev.slipway.desktop.control.Findings;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.control.Texts;
import dev.slipway.desktop.control.Tone;
import dev.slipway.desktop.control.TwoLines;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.octicons.Octicons;

/// Lays out the legs and, below, what the audit found.
final class TargetsView extends VBox {

  TargetsView(TargetsModel model) {
    super(12);
    TableView<TargetRow> table = Cells.table("Targets", 44, TargetRow::sentence);
    table.setId("targets");
    table.setItems(model.rows());
    table.setPlaceholder(new EmptyState(Octicons.WORKFLOW_16, "No workflow builds a target."));
    table.getColumns().setAll(
        List.of(
            Cells.column("Target", 224, () -> new TwoLines<TargetRow>(Texts.base(""), TargetRow::target, TargetRow::words)),
            Cells.column("Runner, method", 124, () -> new TwoLines<TargetRow>(Texts.base(""), TargetRow::runner, TargetRow::method)),
            Cells.column("Run", 104, () -> new MarkedCell(TargetRow::outcome, TargetRow::outcomeWord, TargetRow::took)),
            Cells.flexible("File: actual, expected from", 290, FileCell::new),
            Cells.right(Cells.column("Size", 90, () -> new TwoLines<TargetRow>(Texts.base(""), TargetRow::size, _ -> ""))),
            Cells.column("Checksum", 110, () -> new MarkedCell(TargetRow::checksum, TargetRow::checksumWords, _ -> ""))));
    table.setColumnResizePolicy(Cells.flexing(3));
    table.prefHeightProperty().bind(
        javafx.beans.binding.Bindings.size(model.rows()).multiply(44).add(30));
    table.maxHeightProperty().bind(table.prefHeightProperty());
    table.minHeightProperty().bind(table.prefHeightProperty().map(rows -> Math.clamp(rows.doubleValue(), 74, 382)));
    var audit = Panel.headed(Panel.header(Texts.strong("Pipeline audit"), Findings.counts(model.findings())),
        Findings.table("Pipeline audit", model.findings(), "The audit found nothing."));
    VBox.setVgrow(audit, Priority.ALWAYS);
    VBox.setVgrow(audit.getChildren().getLast(), Priority.ALWAYS);
    getChildren().addAll(table, audit);
  }

  /// An icon before two lines.
  private static final class MarkedCell implements Cells.Drawn<TargetRow> {
    private final Icon icon = Icon.of(Status.UNKNOWN);
    private final TwoLines<TargetRow> lines;
    private final java.util.function.Function<TargetRow, Status> status;
    private final HBox box;

    MarkedCell(
        java.util.function.Function<TargetRow, Status> status,
        java.util.function.Function<TargetRow, String> word,
        java.util.function.Function<TargetRow, String> below) {
      this.status = status;
      lines = new TwoLines<>(Texts.base(""), word, below);
      box = new HBox(6, icon, lines.node());
      box.setAlignment(Pos.CENTER_LEFT);
    }

    @Override
    public Node node() {
      return box;
    }

    @Override
    public void show(TargetRow row) {
      icon.show(status.apply(row));
      icon.setVisible(!row.checksumWords().equals("–") || status.apply(row) == row.outcome());
      lines.show(row);
    }
  }

  /// The file where it is there, else the name it is expected under.
  private static final class FileCell implements Cells.Drawn<TargetRow> {
    private final Label name = Texts.name(new Label());
    private final Label source = Texts.name(Texts.small(""));
    private final Icon missing = new Icon(Octicons.X_16, Tone.DANGER).sized(14);
    private final VBox box = new VBox(name, source);

    FileCell() {
      box.getStyleClass().add("two-lines");
    }

    @Override
    public Node node() {
      return box;
    }

    @Override
    public void show(TargetRow row) {
      boolean lost = !row.there() && row.outcome() == Status.FAILED;
      name.setText(lost ? "Missing" : row.file());
      name.setGraphic(lost ? missing : null);
      name.getStyleClass().setAll("label", lost ? "tone-danger" : row.there() ? "tone-plain" : "tone-muted");
      source.setText(lost ? "expected " + row.file() : row.source());
    }
  }
}
