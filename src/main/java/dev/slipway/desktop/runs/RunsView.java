package dev.slipway.desktop.runs;

import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.EmptyState;
import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.SearchField;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.control.Texts;
import dev.slipway.forge.Job;
import dev.slipway.forge.WorkflowRun;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.octicons.Octicons;

/// Lays out the runs at the left, the chosen run's jobs, steps and log at the right.
final class RunsView extends HBox {
  private final RunsModel model;
  private final ListView<WorkflowRun> list = new ListView<>();
  private final JobsPanel jobs;
  private final StepsPanel steps;
  private final Icon icon = Icon.of(Status.UNKNOWN).sized(20);
  private final Label title = Texts.subject("");
  private final ComboBox<Integer> attempts = new ComboBox<>();
  private final Label outcome = Texts.strong("");
  private final Label failed = Texts.base("");
  private final Label origin = Texts.small("");
  private final Button open = new Button("Open on GitHub", Icon.of(Octicons.LINK_EXTERNAL_16));

  RunsView(RunsModel model) {
    super(12);
    this.model = model;
    jobs = new JobsPanel(model);
    steps = new StepsPanel(model);
    getStyleClass().add("runs");
    var right = new VBox(12, head(), jobs, new HBox(12, steps, new LogPanel(model)));
    HBox.setHgrow(right, Priority.ALWAYS);
    var low = (HBox) right.getChildren().getLast();
    VBox.setVgrow(low, Priority.ALWAYS);
    getChildren().addAll(runs(), right);
    model.jobs().subscribe(_ -> show());
    model.job().subscribe(_ -> show());
    model.selected().subscribe(_ -> show());
  }

  private Panel runs() {
    var filter = SearchField.of("filter-runs", "Filter runs", "", model.list().filter());
    HBox.setHgrow(filter, Priority.ALWAYS);
    var every = segment("All");
    var release = segment("");
    release.textProperty().bind(model.list().tag().map(tag -> tag.isEmpty() ? "This release" : tag));
    var group = new ToggleGroup();
    every.setToggleGroup(group);
    release.setToggleGroup(group);
    every.setSelected(true);
    release.selectedProperty().bindBidirectional(model.list().thisReleaseOnly());
    group.selectedToggleProperty().subscribe(now -> {
      if (now == null) {
        every.setSelected(true);
      }
    });
    var segments = new SegmentedButton(every, release);
    segments.setToggleGroup(group);
    segments.setMinWidth(Region.USE_PREF_SIZE);
    var tools = new HBox(8, filter, segments);
    tools.getStyleClass().addAll("panel-header", "tools");

    list.setItems(model.list().rows());
    list.setId("runs");
    list.setFixedCellSize(48);
    list.getStyleClass().add("inner");
    list.setPlaceholder(new EmptyState(Octicons.PLAY_16, "No run yet."));
    list.setCellFactory(_ -> new RunCell(model));
    Describe.describe(list, "Runs");
    VBox.setVgrow(list, Priority.ALWAYS);
    list.getSelectionModel().selectedItemProperty().subscribe(run -> {
      if (run != null) {
        model.selected().set(Optional.of(run));
      }
    });
    var count = Texts.small("");
    count.textProperty().bind(model.list().count());
    var older = new Hyperlink("Show older");
    older.getStyleClass().add("small-link");
    older.setId("show-older");
    older.setOnAction(_ -> model.readOlder());
    model.list().count().subscribe(_ -> older.setVisible(model.hasMore()));
    var footer = Panel.footer(count, older);
    footer.getStyleClass().add("runs-footer");
    var panel = new Panel(tools, list, footer);
    panel.setMinWidth(200);
    panel.setPrefWidth(300);
    panel.setMaxWidth(300);
    return panel;
  }

  private static ToggleButton segment(String text) {
    var segment = new ToggleButton(text);
    segment.getStyleClass().add("segment");
    return segment;
  }

  private HBox head() {
    var line = new HBox(8, title, outcome, failed);
    line.setAlignment(javafx.geometry.Pos.BASELINE_LEFT);
    var words = new VBox(1, line, origin);
    words.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    words.setMinWidth(0);
    open.setId("open-run");
    open.setMinWidth(Region.USE_PREF_SIZE);
    Describe.describe(open, "Open on GitHub", "Show the run in the browser", "");
    open.setOnAction(_ -> model.openOnHost());
    attempts.setId("attempts");
    attempts.setConverter(new AttemptWords());
    attempts.setMinWidth(Region.USE_PREF_SIZE);
    attempts.managedProperty().bind(attempts.visibleProperty());
    attempts.setOnAction(_ -> {
      if (attempts.getValue() != null) {
        model.chosen().choose(attempts.getValue());
      }
    });
    Describe.describe(attempts, "Attempt", "Show the jobs of an earlier attempt", "");
    var head = new HBox(8, icon, words, Panel.gap(), attempts, open);
    head.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    head.setMinHeight(36);
    head.setMaxHeight(36);
    return head;
  }

  private void show() {
    Optional<WorkflowRun> run = model.selected().get();
    Optional<Job> job = model.job().get();
    icon.setVisible(run.isPresent());
    open.setDisable(run.isEmpty());
    if (run.isEmpty()) {
      title.setText("No run");
      outcome.setText("");
      origin.setText("");
    }
    run.ifPresent(chosen -> {
      icon.show(RunWords.status(chosen));
      outcome.setText(RunWords.status(chosen).word());
      outcome.getStyleClass().setAll("label", "text-strong", RunWords.status(chosen).tone().styleClass());
      title.setText(RunWords.title(chosen));
      origin.setText((chosen.headBranch().isEmpty() ? "" : chosen.headBranch() + ", ") + RunWords.event(chosen.event())
          + (chosen.actor().isEmpty() ? "" : " by " + chosen.actor()) + ", "
          + Figures.moment(chosen.created(), ZoneId.systemDefault()) + ", commit " + RunWords.shortSha(chosen));
      if (!chosen.equals(list.getSelectionModel().getSelectedItem())) {
        list.getSelectionModel().select(chosen);
      }
    });
    int newest = run.map(WorkflowRun::attempt).orElse(1);
    attempts.setVisible(newest > 1);
    if (attempts.getItems().size() != newest) {
      attempts.getItems().setAll(IntStream.rangeClosed(1, newest).map(i -> newest + 1 - i).boxed().toList());
    }
    attempts.setValue(model.chosen().attempt().get());
    long broken = model.jobs().get().stream().filter(its -> its.conclusion().failed()).count();
    int all = model.jobs().get().size();
    failed.setText(all == 0 ? "" : broken > 0 ? broken + " of " + Figures.count(all, "job", "jobs") + " failed" : Figures.count(all, "job", "jobs"));
    jobs.show(model.timeline(), job);
    steps.show(job);
  }

  private static final class AttemptWords extends StringConverter<Integer> {
    @Override
    public String toString(@Nullable Integer attempt) {
      return attempt == null ? "" : "Attempt " + attempt;
    }

    @Override
    public Integer fromString(String words) {
      return Integer.valueOf(words.replaceAll("[^0-9]", ""));
    }
  }
}
