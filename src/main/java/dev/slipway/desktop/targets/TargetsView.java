package dev.slipway.desktop.targets;

import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.Panel;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;

/// Lays the Targets page out: legs and audit, the graph of the jobs, and the earlier releases, one at a time.
final class TargetsView extends VBox {
  private final TargetsModel model;
  private final StackPane shown = new StackPane();

  TargetsView(TargetsModel model) {
    super(12);
    this.model = model;
    getStyleClass().add("targets");
    VBox.setVgrow(shown, Priority.ALWAYS);
    getChildren().addAll(strip(), shown);
  }

  private HBox strip() {
    var legs = segment("show-legs", "Legs and audit", "Every leg with its files, and what the audit found", () -> new LegsView(model));
    var jobs = segment("show-jobs", "Job graph", "From trigger through the jobs to the release", () -> new GraphView(model));
    var releases = segment("show-history", "Earlier releases", "Which leg broke when", () -> new HistoryView(model));
    var group = new ToggleGroup();
    for (ToggleButton each : List.of(legs, jobs, releases)) {
      each.setToggleGroup(group);
    }
    group.selectedToggleProperty().subscribe((before, now) -> {
      if (now == null) {
        group.selectToggle(before);
      }
    });
    releases.selectedProperty().subscribe(chosen -> {
      if (chosen) {
        model.wantHistory();
      }
    });
    var segments = new SegmentedButton(legs, jobs, releases);
    segments.setToggleGroup(group);
    legs.setSelected(true);
    Button scaffold = model.known().button(model.scaffold());
    scaffold.getStyleClass().add("small");
    var strip = new HBox(8, segments, Panel.gap(), scaffold);
    strip.setAlignment(Pos.CENTER_LEFT);
    return strip;
  }

  /// Makes its part of the page when it is first chosen.
  private ToggleButton segment(String id, String text, String help, java.util.function.Supplier<Node> part) {
    var segment = new ToggleButton(text);
    segment.setId(id);
    segment.getStyleClass().add("segment");
    Describe.describe(segment, text, help, "");
    segment.selectedProperty().subscribe(chosen -> {
      if (chosen) {
        if (segment.getUserData() == null) {
          segment.setUserData(part.get());
        }
        shown.getChildren().setAll((Node) segment.getUserData());
      }
    });
    return segment;
  }
}
