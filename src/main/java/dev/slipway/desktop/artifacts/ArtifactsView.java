package dev.slipway.desktop.artifacts;

import dev.slipway.desktop.control.Cells;
import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.EmptyState;
import dev.slipway.desktop.control.Findings;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.control.Texts;
import dev.slipway.desktop.control.Tone;
import dev.slipway.fact.Finding;
import dev.slipway.verify.Cell;
import dev.slipway.verify.Check;
import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.octicons.Octicons;

/// Lays out the coverage, the files, the drop zone, and the detail of the chosen file.
final class ArtifactsView extends HBox {
  private static final int MOST_OF_THE_WHOLE = 3;

  private final ArtifactsModel model;
  private final HBox tiles = new HBox(12);
  private final VBox whole = new VBox(8);

  ArtifactsView(ArtifactsModel model) {
    super(12);
    this.model = model;
    TableView<ArtifactRow> table = Cells.table("Files", 48, ArtifactRow::sentence);
    table.setId("files");
    table.setItems(model.rows());
    table.setPlaceholder(new EmptyState(Octicons.PACKAGE_16, "There is no file here yet."));
    TableColumn<ArtifactRow, ArtifactRow> file = Cells.flexible("File", 300, FileLines::new);
    file.setMinWidth(150); // less tells no file from another; a narrow window scrolls
    table.getColumns().setAll(
        List.of(
            file,
            Cells.column("Listed", 84, () -> MarkLines.words(ArtifactRow::listed)),
            Cells.column("Present", 66, () -> MarkLines.words(ArtifactRow::present)),
            Cells.column("SHA-256", 106, () -> new MarkLines(Texts.code(""), ArtifactRow::sha256)),
            Cells.column("Provenance", 110, () -> MarkLines.words(ArtifactRow::origin))));
    table.setColumnResizePolicy(Cells.flexing(0));
    table.getSelectionModel().selectedItemProperty().subscribe(row -> {
      if (row != null && !model.selected().get().equals(Optional.of(row))) {
        model.selected().set(Optional.of(row));
      }
    });
    model.selected().subscribe(row -> row.ifPresent(table.getSelectionModel()::select));
    VBox.setVgrow(table, Priority.ALWAYS);
    var left = new VBox(12, tiles, whole, table, legend(), drop());
    HBox.setHgrow(left, Priority.ALWAYS);
    getChildren().addAll(left, new ArtifactDetail(model));
    model.rows().addListener((ListChangeListener<ArtifactRow>) _ -> coverage());
    model.subtitle().subscribe(_ -> coverage()); // a folder without files has something against it too
  }

  private Node legend() {
    var words = Texts.small("Equal ×2: the manifest and the bytes hashed here agree; ×3: the API digest too.");
    words.setGraphic(new Icon(Octicons.INFO_16, Tone.MUTED).sized(14));
    words.setGraphicTextGap(8);
    Button copy = model.registry().button(model.commands());
    copy.getStyleClass().add("small");
    var line = new HBox(8, words, Panel.gap(), copy);
    line.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    return line;
  }

  private void coverage() {
    tiles.getChildren().setAll(
        tile(model.count(Check.CHECKSUM, Cell.Passed.class), "listed and equal", Status.PASSED),
        tile(model.count(Check.CHECKSUM, Cell.Missing.class), "listed, not present", Status.FAILED),
        tile(model.count(Check.CHECKSUM, Cell.Unlisted.class), "present, not listed", Status.FAILED),
        tile(model.count(Check.CHECKSUM, Cell.Failed.class), "listed, not equal", Status.FAILED));
    tiles.getChildren().forEach(tile -> HBox.setHgrow(tile, Priority.ALWAYS));
    whole.getChildren().setAll(model.whole().stream().limit(MOST_OF_THE_WHOLE).map(ArtifactsView::notice).toList());
    whole.setManaged(!whole.getChildren().isEmpty());
    whole.setMinHeight(Region.USE_PREF_SIZE);
  }

  /// What is wrong with the whole belongs to no row; in the line below the title it would be cut.
  private static Node notice(Finding finding) {
    var words = new VBox(2, Texts.wrapped(Texts.base(finding.message())));
    String more = (finding.why() + " " + finding.fix()).strip();
    if (!more.isEmpty()) {
      words.getChildren().add(Texts.wrapped(Texts.small(more)));
    }
    HBox.setHgrow(words, Priority.ALWAYS);
    return new HBox(8, Icon.of(Findings.status(finding.severity())), words);
  }

  private Node tile(long number, String words, Status bad) {
    boolean wrong = bad == Status.FAILED && number > 0;
    var count = new Label(Long.toString(number));
    count.getStyleClass().addAll("tile-number", wrong ? "tone-danger" : "tone-plain");
    boolean verified = model.rows().stream().anyMatch(row -> !row.cells().isEmpty());
    boolean compared = model.compared();
    Status status = wrong ? Status.FAILED
        : compared && (number > 0 || bad == Status.FAILED) ? Status.PASSED
        : verified && !compared ? Status.UNKNOWN : Status.NOT_STARTED;
    if (status == Status.UNKNOWN) {
      count.setText("–"); // there is no manifest to count in
    }
    var tile = new HBox(12, Icon.of(status).sized(20), new VBox(1, count, Texts.small(words)));
    ((VBox) tile.getChildren().getLast()).setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    tile.getStyleClass().addAll("panel", "tile");
    tile.setAccessibleText(status == Status.UNKNOWN ? words + ", unknown" : number + " " + words);
    tile.setPrefWidth(165);
    return tile;
  }

  private Node drop() {
    var choose = new Button("Choose…");
    choose.setId("choose-folder");
    Describe.describe(choose, "Choose a folder to verify");
    choose.setOnAction(_ -> model.chooseFolder());
    var words = new VBox(2, Texts.strong("Drop a folder, an archive or a SHA256SUMS file to verify offline"),
        Texts.small("A trust root or a public key counts from then on. Nothing is sent anywhere."));
    words.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    var zone = new HBox(12, new Icon(Octicons.FILE_DIRECTORY_16, Tone.MUTED).sized(24), words, Panel.gap(), choose);
    zone.getStyleClass().add("drop-zone");
    return zone;
  }
}
