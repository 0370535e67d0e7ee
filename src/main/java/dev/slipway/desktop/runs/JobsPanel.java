package dev.slipway.desktop.runs;

import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Texts;
import dev.slipway.forge.Job;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The jobs of the chosen run: drawn on a time axis, or the same as a table.
final class JobsPanel extends StackPane {
  private final TimelineCanvas timeline = new TimelineCanvas();
  private final JobTable table;
  private final ScrollPane drawn = new ScrollPane(timeline);
  private final Hyperlink other = new Hyperlink();
  private final Label empty = Texts.base("No jobs yet.");
  private final Label budget = key("", "key-budget");
  private final MenuItem otherItem = new MenuItem();

  JobsPanel(RunsModel model) {
    table = new JobTable(model.chosen()::pick);
    timeline.onChoose(model.chosen()::pick);
    drawn.setFitToWidth(true);
    drawn.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    Describe.describe(drawn, "Jobs");
    var menu = new ContextMenu(otherItem);
    timeline.setOnContextMenuRequested(at -> menu.show(timeline, at.getScreenX(), at.getScreenY()));
    table.node().setContextMenu(menu);
    other.setId("show-as-table");
    other.getStyleClass().add("small-link");
    other.setMinWidth(Region.USE_PREF_SIZE);
    other.setOnAction(_ -> turn());
    otherItem.setOnAction(_ -> turn());
    Label queued = key("queued", "key-queued");
    Label critical = key("critical path", "key-critical");
    queued.visibleProperty().bind(drawn.visibleProperty());
    critical.visibleProperty().bind(drawn.visibleProperty());
    var header = Panel.header(Texts.heading("Jobs"), queued, critical, budget, other);
    header.getStyleClass().add("slim");
    var content = new StackPane(drawn, table.node(), empty);
    empty.setMouseTransparent(true);
    VBox.setVgrow(content, Priority.ALWAYS);
    var panel = Panel.headed(header, content).growing(content);
    // As high as its rows need, up to thirteen of them; more scroll. While other rows are on their way nothing below moves.
    panel.setMinHeight(120);
    timeline.prefHeightProperty().subscribe(rows -> {
      if (!empty.isVisible()) {
        panel.setMinHeight(Math.clamp(rows.doubleValue() + 32, 120, 330));
      }
    });
    panel.maxHeightProperty().bind(panel.minHeightProperty());
    model.chosen().readsJobs().subscribe(reading -> empty.setText(reading ? ChosenRun.READING_JOBS : "No jobs yet."));
    getChildren().add(panel);
    draw(true);
  }

  void show(Timeline now, Optional<Job> chosen) {
    empty.setVisible(now.rows().isEmpty());
    timeline.show(now, chosen);
    now.budget().ifPresent(limit -> {
      budget.setText(Figures.limit(limit) + " budget");
      Describe.describe(budget, budget.getText() + ", " + now.spare());
    });
    budget.setVisible(now.budget().isPresent());
    budget.setManaged(now.budget().isPresent());
    table.show(now, chosen);
  }

  private void turn() {
    draw(!drawn.isVisible());
    (drawn.isVisible() ? timeline : table.node()).requestFocus();
  }

  private void draw(boolean asTimeline) {
    drawn.setVisible(asTimeline);
    table.node().setVisible(!asTimeline);
    String words = asTimeline ? "Show as table" : "Show as timeline";
    other.setText(words);
    otherItem.setText(words);
    Describe.describe(other, words);
  }

  /// A mark as it is drawn on the time axis, with what it means.
  private static Label key(String words, String styleClass) {
    var mark = new Region();
    mark.getStyleClass().add(styleClass);
    var key = Texts.small(words);
    key.setGraphic(mark);
    key.setGraphicTextGap(6);
    key.setMinWidth(Region.USE_PREF_SIZE);
    HBox.setMargin(key, new Insets(0, 8, 0, 0));
    return key;
  }
}
