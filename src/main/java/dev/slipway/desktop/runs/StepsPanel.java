package dev.slipway.desktop.runs;

import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.EmptyState;
import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Texts;
import dev.slipway.forge.Job;
import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.octicons.Octicons;

/// The steps of the chosen job, and how to run it again.
final class StepsPanel extends StackPane {
  private final RunsModel model;
  private final ObservableList<Job.Step> steps = FXCollections.observableArrayList();
  private final Label name = Texts.name(Texts.strong(""));
  private final Label words = Texts.small("");

  StepsPanel(RunsModel model) {
    this.model = model;
    ListView<Job.Step> list = new ListView<>(steps);
    list.setFixedCellSize(28);
    list.setId("steps");
    list.getStyleClass().add("inner");
    model.chosen().readsJobs().subscribe(reading -> list.setPlaceholder(
        new EmptyState(Octicons.LIST_UNORDERED_16, reading ? ChosenRun.READING_JOBS : "No steps yet.")));
    list.setCellFactory(_ -> new StepCell(model));
    Describe.describe(list, "Steps");
    list.getSelectionModel().selectedItemProperty().subscribe(step -> {
      if (step != null) {
        step.started().ifPresent(model.chosen().log()::goTo);
      }
    });
    words.setMinWidth(Region.USE_PREF_SIZE);
    var header = Panel.header(name, words);
    header.getStyleClass().add("slim");
    Button again = model.registry().button(model.orders().rerunJob());
    again.getStyleClass().add("small");
    var footer = Panel.footer(model.registry().explained(again, model.orders().rerunJob()));
    footer.getStyleClass().add("low-footer");
    VBox.setVgrow(list, Priority.ALWAYS);
    getChildren().add(Panel.headed(header, list, footer).growing(list));
    setMinWidth(150);
    setPrefWidth(236);
    setMaxWidth(236);
  }

  void show(Optional<Job> job) {
    name.setText(job.map(its -> Timeline.leg(its.name()).orElse(its.name())).orElse("No job"));
    words.setText(job.map(this::words).orElse(""));
    List<Job.Step> now = job.map(Job::steps).orElse(List.of());
    if (!steps.equals(now)) {
      steps.setAll(now);
    }
  }

  /// A long name is worth more than the count, which the list shows as well.
  private String words(Job job) {
    String took = RunWords.took(job.started(), job.completed(), model.now());
    return name.getText().length() > 16 ? took : Figures.count(job.steps().size(), "step", "steps") + ", " + took;
  }
}
