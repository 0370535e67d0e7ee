package dev.slipway.desktop.runs;

import dev.slipway.desktop.control.Cells;
import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.MarkCell;
import dev.slipway.desktop.control.OneLine;
import dev.slipway.desktop.control.Texts;
import dev.slipway.desktop.control.Tone;
import dev.slipway.forge.Job;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;

/// The jobs of the time axis as rows of a table, for readers whom a drawing does not serve.
final class JobTable {
  private final TableView<Timeline.Row> table = Cells.table("Jobs as a table", 28, Timeline.Row::sentence);

  /// Whether rows are being put in: what the table chooses then was not chosen by anybody.
  private boolean filling;

  JobTable(Consumer<Job> choose) {
    table.setId("job-table");
    table.getStyleClass().add("inner");
    table.setPlaceholder(new Region()); // the panel says why there are none
    table.getColumns().setAll(List.of(
        Cells.column("Status", 104, () -> new MarkCell<Timeline.Row>(Timeline.Row::status)),
        Cells.flexible("Job", 220, () -> new OneLine<Timeline.Row>(Texts.strong(""), row -> row.job().map(Job::name).orElse(""))),
        words("Waited", 80, JobTable::waited),
        words("Ran", 150, Timeline.Row::words),
        words("Critical path", 96, row -> row.critical() ? "yes" : "–")));
    table.setColumnResizePolicy(Cells.flexing(1));
    table.getSelectionModel().selectedItemProperty().subscribe(row -> {
      if (row != null && !filling) {
        row.job().ifPresent(choose);
      }
    });
  }

  private static TableColumn<Timeline.Row, Timeline.Row> words(String title, double width, Function<Timeline.Row, String> of) {
    return Cells.column(title, width, () -> new OneLine<Timeline.Row>(Texts.styled(new Label(), Tone.MUTED), of));
  }

  private static String waited(Timeline.Row row) {
    return row.part() == Timeline.Part.EARLIER ? "–" : Figures.duration(row.start().minus(row.queued()));
  }

  TableView<Timeline.Row> node() {
    return table;
  }

  /// Shows the jobs, without the headings over the legs of a matrix: their names say it.
  void show(Timeline timeline, Optional<Job> chosen) {
    filling = true;
    List<Timeline.Row> rows = timeline.rows().stream().filter(row -> row.job().isPresent()).toList();
    if (!table.getItems().equals(rows)) {
      table.getItems().setAll(rows);
    }
    rows.stream().filter(row -> row.job().map(Job::id).equals(chosen.map(Job::id))).findFirst()
        .filter(row -> !row.equals(table.getSelectionModel().getSelectedItem()))
        .ifPresent(row -> table.getSelectionModel().select(row));
    filling = false;
  }
}
