package dev.slipway.desktop.targets;

import dev.slipway.desktop.control.Cells;
import dev.slipway.desktop.control.EmptyState;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.MarkCell;
import dev.slipway.desktop.control.OneLine;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Texts;
import dev.slipway.desktop.control.Tone;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.CubicCurve;
import org.kordamp.ikonli.octicons.Octicons;

/// Draws the graph of the release workflow, and below it the same as a table. A job's node can be reached with Tab and
/// the arrow keys; choosing it chooses its row.
final class GraphView extends VBox {
  private static final double WIDTH = 164;
  private static final double HEIGHT = 48;
  private static final double BETWEEN_COLUMNS = 42;
  private static final double BETWEEN_ROWS = 12;
  private static final double EDGE = 16;

  private final Pane nodes = new Pane();
  private final ObservableList<JobGraph.Node> rows = FXCollections.observableArrayList();
  private final TableView<JobGraph.Node> table = Cells.table("Jobs of the release workflow", 28, JobGraph.Node::sentence);
  private final Map<String, Button> buttons = new HashMap<>();

  GraphView(TargetsModel model) {
    super(12);
    nodes.setId("job-graph");
    nodes.setAccessibleText("Jobs from trigger to release");
    nodes.addEventFilter(KeyEvent.KEY_PRESSED, this::move);
    var scroll = new ScrollPane(nodes);
    scroll.setPannable(true);
    scroll.getStyleClass().add("graph");
    var title = Texts.strong("From trigger to release");
    var file = Texts.small("");
    var drawn = Panel.headed(Panel.header(title, file), scroll).growing(scroll);
    VBox.setVgrow(drawn, Priority.ALWAYS);
    table.setId("job-table");
    table.setItems(rows);
    table.setPlaceholder(new EmptyState(Octicons.WORKFLOW_16, "No workflow builds a target."));
    table.getColumns().setAll(List.of(
        Cells.column("Job", 220, () -> new OneLine<JobGraph.Node>(Texts.base(""), JobGraph.Node::title)),
        Cells.column("State", 130, () -> new MarkCell<JobGraph.Node>(JobGraph.Node::status, JobGraph.Node::word)),
        Cells.column("Legs, runner", 260, () -> new OneLine<JobGraph.Node>(Texts.base(""), JobGraph.Node::second)),
        Cells.flexible("Waits for", 240, () -> new OneLine<JobGraph.Node>(Texts.base(""), JobGraph.Node::after))));
    table.setColumnResizePolicy(Cells.flexing(3));
    table.setMinHeight(150);
    table.setPrefHeight(260);
    getChildren().addAll(drawn, table);
    model.graph().subscribe(graph -> {
      file.setText(graph.file().orElse(""));
      show(graph);
    });
  }

  private void show(JobGraph graph) {
    rows.setAll(graph.nodes());
    buttons.clear();
    nodes.getChildren().clear();
    Map<Integer, Integer> heights = new HashMap<>();
    graph.nodes().forEach(node -> heights.merge(node.column(), node.row() + 1, Math::max));
    int tallest = heights.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    for (JobGraph.Node node : graph.nodes()) {
      double shift = (tallest - heights.getOrDefault(node.column(), 0)) * (HEIGHT + BETWEEN_ROWS) / 2;
      Button button = button(node);
      button.relocate(EDGE + node.column() * (WIDTH + BETWEEN_COLUMNS), EDGE + shift + node.row() * (HEIGHT + BETWEEN_ROWS));
      buttons.put(node.id(), button);
    }
    for (JobGraph.Edge edge : graph.edges()) {
      Button from = buttons.get(edge.from());
      Button to = buttons.get(edge.to());
      if (from != null && to != null) {
        nodes.getChildren().add(curve(from, to));
      }
    }
    graph.nodes().forEach(node -> nodes.getChildren().add(buttons.get(node.id())));
    int columns = heights.size();
    nodes.setPrefSize(
        2 * EDGE + columns * WIDTH + Math.max(0, columns - 1) * BETWEEN_COLUMNS,
        2 * EDGE + tallest * HEIGHT + Math.max(0, tallest - 1) * BETWEEN_ROWS);
  }

  private Button button(JobGraph.Node node) {
    var name = Texts.name(Texts.strong(node.title()));
    var second = Texts.name(Texts.small(node.second()));
    var words = new VBox(1, name, second);
    words.setAlignment(Pos.CENTER_LEFT);
    var icon = node.column() == 0 ? new Icon(Octicons.ZAP_16, Tone.MUTED)
        : node.word().equals("Release") ? new Icon(Octicons.TAG_16, Tone.MUTED) : Icon.of(node.status());
    var content = new HBox(8, icon, words);
    content.setAlignment(Pos.CENTER_LEFT);
    content.setMaxWidth(WIDTH - 22);
    var button = new Button("", content);
    button.getStyleClass().add("graph-node");
    button.setMinSize(WIDTH, HEIGHT);
    button.setPrefSize(WIDTH, HEIGHT);
    button.setMaxSize(WIDTH, HEIGHT);
    button.setAccessibleText(node.sentence());
    button.setOnAction(_ -> {
      table.getSelectionModel().select(node);
      table.scrollTo(node);
    });
    return button;
  }

  private static CubicCurve curve(Button from, Button to) {
    double x = from.getLayoutX() + WIDTH;
    double y = from.getLayoutY() + HEIGHT / 2;
    double toX = to.getLayoutX();
    double toY = to.getLayoutY() + HEIGHT / 2;
    var curve = new CubicCurve(x, y, x + BETWEEN_COLUMNS / 2, y, toX - BETWEEN_COLUMNS / 2, toY, toX, toY);
    curve.getStyleClass().add("graph-edge");
    curve.setMouseTransparent(true);
    return curve;
  }

  /// Arrow keys go to the nearest node in that direction.
  private void move(KeyEvent key) {
    var here = nodes.getScene() == null ? null : nodes.getScene().getFocusOwner();
    if (!(here instanceof Button from) || !buttons.containsValue(from)) {
      return;
    }
    int dx = key.getCode() == KeyCode.RIGHT ? 1 : key.getCode() == KeyCode.LEFT ? -1 : 0;
    int dy = key.getCode() == KeyCode.DOWN ? 1 : key.getCode() == KeyCode.UP ? -1 : 0;
    if (dx == 0 && dy == 0) {
      return;
    }
    buttons.values().stream()
        .filter(to -> to != from)
        .filter(to -> dx == 0
            ? to.getLayoutX() == from.getLayoutX() && (to.getLayoutY() - from.getLayoutY()) * dy > 0
            : (to.getLayoutX() - from.getLayoutX()) * dx > 0)
        .min(java.util.Comparator.comparingDouble(to ->
            Math.abs(to.getLayoutX() - from.getLayoutX()) * 4 + Math.abs(to.getLayoutY() - from.getLayoutY())))
        .ifPresent(Button::requestFocus);
    key.consume();
  }
}
