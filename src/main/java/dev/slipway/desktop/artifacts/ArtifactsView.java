package dev.slipway.desktop.artifacts;

import dev.slipway.desktop.control.Cells;
import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.EmptyState;
import dev.slipway.desktop.control.Findings;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.MarkCell;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.control.StatusMark;
import dev.slipway.desktop.control.Texts;
import dev.slipway.desktop.control.Tone;
import dev.slipway.desktop.control.TwoLines;
import dev.slipway.fact.Digest;
import dev.slipway.verify.Cell;
import dev.slipway.verify.Check;
import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.octicons.Octicons;

/// Lays out the coverage, the files, the drop zone, and the detail of the chosen file.
final class ArtifactsView extends HBox {
  private final ArtifactsModel model;
  private final HBox tiles = new HBox(12);
  private final VBox detail = new VBox(10);
  private final Label title = Texts.name(Texts.strong(""));

  ArtifactsView(ArtifactsModel model) {
    super(12);
    this.model = model;
    TableView<ArtifactRow> table = Cells.table("Files", 48, ArtifactRow::sentence);
    table.setId("files");
    table.setItems(model.rows());
    table.setPlaceholder(new EmptyState(Octicons.PACKAGE_16, "Nothing was downloaded yet."));
    table.getColumns().setAll(
        List.of(
            Cells.flexible("File", 300, () -> new TwoLines<ArtifactRow>(Texts.base(""), ArtifactRow::name, ArtifactRow::detail)),
            check("Checksum", Check.CHECKSUM, 104), check("API digest", Check.API_DIGEST, 104), check("Archive", Check.ARCHIVE, 104),
            check("Identity", Check.IDENTITY, 104)));
    table.setColumnResizePolicy(Cells.flexing(0));
    table.getSelectionModel().selectedItemProperty().subscribe(row -> {
      if (row != null) {
        model.selected().set(Optional.of(row));
      }
    });
    VBox.setVgrow(table, Priority.ALWAYS);
    var left = new VBox(12, tiles, table, drop());
    HBox.setHgrow(left, Priority.ALWAYS);
    var scroll = new ScrollPane(detail);
    scroll.setFitToWidth(true);
    scroll.setFocusTraversable(true);
    Describe.describe(scroll, "Detail of the file");
    detail.getStyleClass().add("panel-body");
    var side = Panel.headed(Panel.header(title), scroll).growing(scroll);
    side.setMinWidth(320);
    side.setMaxWidth(320);
    getChildren().addAll(left, side);
    model.selected().subscribe(this::show);
    model.rows().addListener((ListChangeListener<ArtifactRow>) _ -> coverage());
    coverage();
  }

  private static javafx.scene.control.TableColumn<ArtifactRow, ArtifactRow> check(String title, Check check, double width) {
    return Cells.column(title, width, () -> new MarkCell<ArtifactRow>(row -> row.status(check), row -> row.word(check)));
  }

  private void coverage() {
    tiles.getChildren().setAll(
        tile(model.count(Check.CHECKSUM, Cell.Passed.class), "listed and equal", Status.PASSED),
        tile(model.count(Check.CHECKSUM, Cell.Missing.class), "listed, not present", Status.FAILED),
        tile(model.count(Check.CHECKSUM, Cell.Unlisted.class), "present, not listed", Status.FAILED),
        tile(model.count(Check.CHECKSUM, Cell.Failed.class), "listed, not equal", Status.FAILED));
    tiles.getChildren().forEach(tile -> HBox.setHgrow(tile, Priority.ALWAYS));
  }

  private static Node tile(long number, String words, Status bad) {
    boolean wrong = bad == Status.FAILED && number > 0;
    var count = new Label(Long.toString(number));
    count.getStyleClass().addAll("tile-number", wrong ? "tone-danger" : "tone-plain");
    var tile = new HBox(12, Icon.of(wrong ? Status.FAILED : Status.PASSED).sized(20), new VBox(1, count, Texts.small(words)));
    ((VBox) tile.getChildren().getLast()).setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    tile.getStyleClass().addAll("panel", "tile");
    tile.setAccessibleText(number + " " + words);
    tile.setPrefWidth(165);
    return tile;
  }

  private Node drop() {
    var choose = new Button("Choose…");
    choose.setId("choose-folder");
    Describe.describe(choose, "Choose a folder to verify");
    choose.setOnAction(_ -> model.chooseFolder());
    var words = new VBox(2, Texts.strong("Drop a folder or a SHA256SUMS file to verify offline"),
        Texts.small("Reads sha256sum, BSD and per-file .sha256 lists. Nothing is sent anywhere."));
    words.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    var zone = new HBox(12, new Icon(Octicons.FILE_DIRECTORY_16, Tone.MUTED).sized(24), words, Panel.gap(), choose);
    zone.getStyleClass().add("drop-zone");
    return zone;
  }

  private void show(Optional<ArtifactRow> row) {
    title.setText(row.map(ArtifactRow::name).orElse("No file"));
    detail.getChildren().clear();
    row.ifPresent(chosen -> {
      detail.getChildren().addAll(Texts.heading("SHA-256"),
          Texts.wrapped(Texts.code(chosen.digest().map(Digest::hex).orElse("Not hashed yet"))));
      detail.getChildren().add(Texts.heading("Checks"));
      chosen.cells().forEach((check, cell) -> {
        var mark = new StatusMark(ArtifactRow.status(cell), check.title() + ": " + ArtifactRow.word(cell).toLowerCase(java.util.Locale.ROOT));
        detail.getChildren().add(new VBox(1, mark, Texts.wrapped(Texts.small(cell.reason()))));
      });
      chosen.findings().forEach(finding -> detail.getChildren().add(
          new VBox(1, Texts.wrapped(new StatusMark(Findings.status(finding.severity()), finding.message())),
              Texts.wrapped(Texts.small(finding.fix())))));
    });
  }
}
