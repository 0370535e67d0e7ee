package dev.slipway.desktop.board;

import dev.slipway.desktop.control.Cells;
import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.EmptyState;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.MarkCell;
import dev.slipway.desktop.control.OneLine;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Pill;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.control.Texts;
import dev.slipway.desktop.control.Tone;
import dev.slipway.desktop.control.TwoLines;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.octicons.Octicons;

/// Lays the board out: verdict, gates, and the detail of the chosen one.
final class BoardView extends VBox {
  /// Less than this, and table and detail do not fit side by side.
  private static final double NARROW = 900;

  private final BoardModel model;
  private final VerdictBanner banner = new VerdictBanner();
  private final TableView<GateRow> table = Cells.table("Gates", 52, GateRow::sentence);
  private final GateDetail detail;
  private final HBox below = new HBox(12);

  BoardView(BoardModel model) {
    super(12);
    this.model = model;
    detail = new GateDetail(model);
    getStyleClass().add("board");
    fill();
    table.setItems(model.rows());
    table.setId("gates");
    table.setPlaceholder(new EmptyState(Octicons.CHECKLIST_16, "No release chosen."));
    table.getSelectionModel().selectedItemProperty().subscribe(
        row -> {
          if (row != null) {
            model.selected().set(Optional.of(row));
          }
        });
    detail.setOnKeyPressed(key -> {
      if (key.getCode() == KeyCode.ESCAPE) {
        model.selected().set(Optional.empty());
        table.requestFocus();
        key.consume();
      }
    });
    table.setOnKeyPressed(
        key -> {
          if (key.getCode() == KeyCode.ESCAPE) {
            model.selected().set(Optional.empty());
            key.consume();
          } else if (key.getCode() == KeyCode.ENTER) {
            model.selected().set(Optional.ofNullable(table.getSelectionModel().getSelectedItem()));
            key.consume();
          }
        });
    var tableSide = new VBox(0, table, footnote());
    VBox.setVgrow(table, Priority.ALWAYS);
    HBox.setHgrow(tableSide, Priority.ALWAYS);
    table.getStyleClass().add("fitting");
    table.setMaxHeight(549);
    detail.setMinWidth(298);
    detail.setPrefWidth(298);
    detail.setMaxWidth(298);
    below.getChildren().addAll(tableSide, detail);
    var room = new StackPane(below);
    StackPane.setAlignment(detail, Pos.CENTER_RIGHT);
    VBox.setVgrow(room, Priority.ALWAYS);
    getChildren().addAll(banner, room);
    room.widthProperty().subscribe(width -> place(room, width.doubleValue() > 0 && width.doubleValue() < NARROW));
    model.shown().subscribe(_ -> banner.show(model.verdict(), model.checked()));
    model.selected().subscribe(this::showDetail);
    model.onDetail(detail::toRemedy);
  }

  /// In a narrow window the detail is a drawer over the table; Esc closes it.
  private void place(StackPane room, boolean narrow) {
    boolean drawer = room.getChildren().contains(detail);
    if (narrow && !drawer) {
      model.selected().set(Optional.empty()); // a drawer that nobody opened would only hide the table
      below.getChildren().remove(detail);
      room.getChildren().add(detail);
    } else if (!narrow && drawer) {
      room.getChildren().remove(detail);
      below.getChildren().add(detail);
    }
  }

  private void fill() {
    table.getColumns().setAll(
        List.of(
            Cells.column("Status", 104, () -> new MarkCell<GateRow>(GateRow::status)),
            Cells.column("Gate", 136,
                () -> new TwoLines<GateRow>(Texts.strong(""), row -> row.gate().id().title(), row -> row.gate().about())),
            Cells.column("Required", 126,
                () -> new OneLine<GateRow>(Texts.styled(Texts.base(""), Tone.MUTED), row -> row.gate().required())),
            Cells.flexible("Measured", 160,
                () -> new TwoLines<GateRow>(Texts.base(""), row -> row.gate().measured(), GateRow::detail)),
            Cells.column("Policy", 56, PolicyCell::new),
            Cells.right(Cells.column("Action", 130, ActionCell::new))));
    table.setColumnResizePolicy(Cells.flexing(3));
  }

  private void showDetail(Optional<GateRow> row) {
    boolean open = row.isPresent();
    detail.setVisible(open);
    detail.setManaged(open);
    row.ifPresentOrElse(
        chosen -> {
          detail.show(chosen);
          if (!chosen.equals(table.getSelectionModel().getSelectedItem())) {
            table.getSelectionModel().select(chosen);
          }
        },
        table.getSelectionModel()::clearSelection);
  }

  private Node footnote() {
    var start = Texts.small("A gate set to");
    start.setGraphic(new Icon(Octicons.INFO_16, Tone.MUTED).sized(14));
    start.setGraphicTextGap(6);
    var end = Texts.small("stops publishing. Waiving one needs a reason, which stays in the evidence.");
    var policy = new Hyperlink("Open .slipway.yml");
    policy.getStyleClass().add("small-link");
    policy.setId("open-policy");
    Describe.describe(policy, "Open .slipway.yml", "Show the policy file", "");
    policy.setOnAction(_ -> model.openPolicy());
    policy.setMinWidth(Region.USE_PREF_SIZE);
    var line = new HBox(6, start, new Pill("block", Pill.Look.STRONG), end, Panel.gap(), policy);
    line.setAlignment(Pos.CENTER_LEFT);
    line.setPadding(new javafx.geometry.Insets(12, 0, 0, 0));
    line.setMinHeight(48);
    line.setPrefHeight(48);
    line.setMaxHeight(60);
    return line;
  }

  private static final class PolicyCell implements Cells.Drawn<GateRow> {
    private final Pill pill = new Pill("", Pill.Look.PLAIN);

    @Override
    public Node node() {
      return pill;
    }

    @Override
    public void show(GateRow row) {
      pill.show(row.gate().policy().word(), Pill.ofPolicy(row.gate().policy()));
    }
  }

  private final class ActionCell implements Cells.Drawn<GateRow> {
    private final Button button = new Button();

    ActionCell() {
      button.getStyleClass().add("small");
      button.setMinWidth(Region.USE_PREF_SIZE);
    }

    @Override
    public Node node() {
      return button;
    }

    @Override
    public void show(GateRow row) {
      boolean none = row.action() == GateRow.RowAction.NONE;
      button.setVisible(!none);
      button.setText(row.action().title());
      button.setAccessibleText(none ? "No action" : row.action().title().replace("…", "") + ", " + row.gate().id().title());
      button.setOnAction(_ -> model.perform(row));
    }
  }

  /// The verdict, and the counts it leaves out.
  private static final class VerdictBanner extends HBox {
    private final Icon icon = Icon.of(Status.UNKNOWN).sized(24);
    private final Label words = new Label();
    private final Label checked = Texts.small("");
    private final FlowPane counts = new FlowPane(16, 4);
    private Tone tone = Tone.MUTED;

    VerdictBanner() {
      super(12);
      getStyleClass().addAll("banner", tone.styleClass());
      words.getStyleClass().add("text-verdict");
      words.setId("verdict");
      words.setMinWidth(Region.USE_PREF_SIZE);
      var text = new VBox(1, words, checked);
      text.setAlignment(Pos.CENTER_LEFT);
      counts.setAlignment(Pos.CENTER_RIGHT);
      // One line where there is room for it, two in a narrow window.
      HBox.setHgrow(counts, Priority.ALWAYS);
      getChildren().addAll(icon, text, counts);
    }

    void show(Verdict verdict, String when) {
      icon.show(verdict.status());
      words.setText(verdict.words());
      checked.setText(when);
      getStyleClass().remove(tone.styleClass());
      tone = verdict.tone();
      getStyleClass().add(tone.styleClass());
      counts.getChildren().setAll(
          verdict.rest().stream().map(count -> {
            var mark = new Label(count.words(), Icon.of(count.status()));
            mark.setGraphicTextGap(6);
            mark.getStyleClass().add("text-small-plain");
            mark.setMinWidth(Region.USE_PREF_SIZE);
            return mark;
          }).toList());
      setAccessibleText(verdict.words() + ". " + when);
    }
  }
}
