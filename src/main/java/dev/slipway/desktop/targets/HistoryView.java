package dev.slipway.desktop.targets;

import dev.slipway.desktop.control.Cells;
import dev.slipway.desktop.control.EmptyState;
import dev.slipway.desktop.control.MarkCell;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.control.Texts;
import dev.slipway.desktop.control.TwoLines;
import dev.slipway.release.LegState;
import dev.slipway.release.TargetHistory;
import dev.slipway.target.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.octicons.Octicons;

/// Targets by releases: which leg broke when. The newest release stands at the right.
final class HistoryView extends VBox {
  private final ObservableList<Row> rows = FXCollections.observableArrayList();
  private final TableView<Row> table = Cells.table("Targets by release", 44, Row::sentence);

  /// A target with what became of it in each release.
  private record Row(String target, String words, List<State> states) {

    String sentence() {
      return target + ": " + String.join("; ", states.stream().map(state -> state.tag() + " " + state.word()).toList()) + ".";
    }
  }

  private record State(String tag, Status status, String word) {}

  HistoryView(TargetsModel model) {
    super(12);
    table.setId("target-history");
    table.setItems(rows);
    table.getStyleClass().addAll("inner", "heat");
    table.setPlaceholder(new EmptyState(Octicons.HISTORY_16, "No earlier release was read yet."));
    var note = Texts.wrapped(Texts.small(""));
    var panel = Panel.headed(Panel.header(Texts.strong("Which leg broke when")), table, Panel.footer(note)).growing(table);
    VBox.setVgrow(panel, Priority.ALWAYS);
    getChildren().add(panel);
    model.rows().subscribe(() -> show(model, note));
    ((ObservableValue<Optional<TargetHistory>>) model.history()).subscribe(_ -> show(model, note));
  }

  private void show(TargetsModel model, javafx.scene.control.Label note) {
    Optional<TargetHistory> history = model.history().getValue();
    if (history.isEmpty()) {
      rows.clear();
      return;
    }
    List<TargetHistory.Column> columns = history.get().columns();
    Map<String, Optional<Target>> targets = new LinkedHashMap<>();
    model.rows().stream().filter(TargetRow::first).forEach(row -> targets.put(row.target(), Target.parse(row.target())));
    columns.forEach(column -> column.outcomes().keySet().forEach(triple -> targets.putIfAbsent(triple, Target.parse(triple))));
    List<TableColumn<Row, ?>> shown = new ArrayList<>();
    shown.add(Cells.column("Target", 230, () -> new TwoLines<Row>(Texts.base(""), Row::target, Row::words)));
    for (int i = 0; i < columns.size(); i++) {
      int index = i;
      shown.add(Cells.column(columns.get(i).tag(), 124, () -> new HeatCell(index)));
    }
    shown.add(Cells.flexible("", 20, () -> new TwoLines<Row>(Texts.base(""), _ -> "", _ -> "")));
    table.getColumns().setAll(shown);
    table.setColumnResizePolicy(Cells.flexing(shown.size() - 1));
    rows.setAll(targets.entrySet().stream().map(entry -> row(entry.getKey(), entry.getValue(), columns)).toList());
    List<String> unknown = columns.stream().filter(column -> !column.reason().isEmpty())
        .map(column -> column.tag() + ": " + column.reason()).toList();
    note.setText(columns.isEmpty() ? "There is no earlier release."
        : unknown.isEmpty() ? "Each run was held against the workflow at its own commit."
        : "Unknown is not failed. " + String.join("; ", unknown) + ".");
  }

  private static Row row(String triple, Optional<Target> target, List<TargetHistory.Column> columns) {
    List<State> states = new ArrayList<>();
    for (TargetHistory.Column column : columns) {
      Optional<LegState.Outcome> outcome = column.reason().isEmpty()
          ? Optional.ofNullable(column.outcomes().get(triple)) : Optional.of(LegState.Outcome.UNKNOWN);
      states.add(outcome.map(its -> new State(column.tag(), TargetStates.status(its), its.word()))
          .orElseGet(() -> new State(column.tag(), Status.NO_CHANGE, "No such leg")));
    }
    return new Row(triple, target.map(Target::words).orElse(""), states);
  }

  /// A mark and a word on the colour of the state.
  private static final class HeatCell implements Cells.Drawn<Row> {
    private final int index;
    private final MarkCell<Row> mark;
    private final StackPane box;

    HeatCell(int index) {
      this.index = index;
      mark = new MarkCell<>(row -> row.states().get(index).status(), row -> row.states().get(index).word());
      box = new StackPane(mark.node());
      box.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
      box.getStyleClass().add("heat-cell");
    }

    @Override
    public Node node() {
      return box;
    }

    @Override
    public void show(Row row) {
      box.getStyleClass().setAll("heat-cell", switch (row.states().get(index).status().tone()) {
        case SUCCESS -> "heat-good";
        case DANGER -> "heat-bad";
        case WARNING, ACCENT, MUTED, SUBTLE, PLAIN -> "heat-none";
      });
      mark.show(row);
    }
  }
}
