package dev.slipway.desktop.sizes;

import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Texts;
import dev.slipway.desktop.control.Tone;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.octicons.Octicons;

/// The panel at the right: the treemap of the chosen file, and what else is known of it.
final class MapPanel extends VBox {
  private final SizesModel model;
  private final Treemap treemap = new Treemap();
  private final Label subject = Texts.name(Texts.strong(""));
  private final Label remark = Texts.small("");
  private final Label chosen = Texts.wrapped(Texts.small(""));
  private final HBox legend;
  private Optional<SizeLine> shown = Optional.empty();
  private boolean savingsShown;

  MapPanel(SizesModel model) {
    this.model = model;
    getStyleClass().add("panel");
    treemap.setMinSize(200, 200);
    VBox.setVgrow(treemap, Priority.ALWAYS);
    var padded = new VBox(treemap);
    padded.getStyleClass().add("treemap-pad");
    legend =
        new HBox(16, key("treemap-new", "new"), key("treemap-grew", "grew over 2 %"),
            key("treemap-shrank", "shrank over 2 %"), key("treemap-plain", "within 2 %"));
    legend.getStyleClass().add("treemap-legend");
    chosen.setGraphic(new Icon(Octicons.INFO_16, Tone.ACCENT).sized(14));
    chosen.setGraphicTextGap(8);
    var map = new VBox(padded, legend);
    VBox.setVgrow(padded, Priority.ALWAYS);
    var history = new HistoryView(model);
    BesideModel beside = model.beside();
    var parts = new BesideView("Components", beside.components(), "The policy gives no component a budget.");
    var savings = new BesideView("Savings", beside.savings(), "Nothing that could go was found.");
    var report = new BesideView("Report of another tool", beside.report(), "Reports of twiggy, cargo-bloat and bloaty can be put beside.", choose(beside));
    var body = new StackPane(map);
    body.setAlignment(Pos.TOP_LEFT);
    VBox.setVgrow(body, Priority.ALWAYS);
    subject.setMinWidth(60);
    Texts.name(remark).setMinWidth(0);
    var titles = new HBox(8, subject, remark);
    titles.setAlignment(Pos.CENTER_LEFT);
    titles.setMinWidth(0);
    var segments = new HBox();
    segments.getStyleClass().add("map-views");
    var group = new ToggleGroup();
    segments.getChildren().addAll(
        segment("Map", map, group), segment("History", history, group), segment("Components", parts, group),
        segment("Savings", savings, group), segment("Report", report, group));
    follow(group, body, savings);
    getChildren().addAll(Panel.header(titles), segments, body, Panel.footer(chosen));
    setPrefWidth(416);
    setMinWidth(300);
    treemap.onChoose(line -> model.chosen().set(Optional.of(line)));
    treemap.onZoom(this::title);
  }

  private static HBox choose(BesideModel beside) {
    var choose = new Button("Import report…");
    choose.setId("import-report");
    Describe.describe(choose, "Import report…", "Put a report of twiggy, cargo-bloat or bloaty beside the sizes", "");
    choose.setOnAction(_ -> beside.importReport());
    var trouble = Texts.wrapped(Texts.styled(Texts.small(""), Tone.DANGER));
    trouble.textProperty().bind(beside.trouble());
    var row = new HBox(8, choose, trouble);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("history-row");
    return row;
  }

  /// One of them is always chosen; savings are looked for when somebody wants to see them.
  private void follow(ToggleGroup group, StackPane body, Node savings) {
    group.selectToggle(group.getToggles().getFirst());
    group.selectedToggleProperty().subscribe((Toggle before, Toggle now) -> {
      if (now == null) {
        group.selectToggle(before);
        return;
      }
      body.getChildren().setAll((Node) now.getUserData());
      savingsShown = now.getUserData() == savings;
      lookForSavings();
    });
  }

  private void lookForSavings() {
    if (savingsShown) {
      model.beside().lookForSavings();
    }
  }

  private static ToggleButton segment(String title, Node view, ToggleGroup group) {
    var segment = new ToggleButton(title);
    segment.getStyleClass().add("segment");
    segment.setToggleGroup(group);
    segment.setUserData(view);
    return segment;
  }

  private static HBox key(String styleClass, String words) {
    var swatch = new Region();
    swatch.getStyleClass().addAll("treemap-key", styleClass);
    var box = new HBox(6, swatch, Texts.small(words));
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  /// Shows the file of a row and marks the row.
  ///
  /// @param path from the file down to the row; empty for nothing
  void choose(List<SizeLine> path) {
    if (path.isEmpty()) {
      shown = Optional.empty();
      treemap.clear();
      title(List.of());
      chosen.setText("");
      return;
    }
    SizeLine root = path.getFirst();
    if (shown.isEmpty() || shown.get() != root) {
      shown = Optional.of(root);
      treemap.show(root);
      title(List.of(root));
      model.turnTo(root);
      lookForSavings();
    }
    treemap.choose(path.getLast());
    chosen.setText(unbroken(model.about(root, path.getLast())));
    legend.setVisible(root.before().isPresent());
    legend.setManaged(root.before().isPresent());
  }

  /// A number stays with its unit where the sentence breaks.
  private static String unbroken(String sentence) {
    return sentence.replaceAll("(?<=\\d) (?=[KMG]?B\\b|%)", "\u00a0");
  }

  private void title(List<SizeLine> zoomed) {
    subject.setText(String.join(" › ", zoomed.stream().map(SizeLine::name).toList()));
    boolean compared = !zoomed.isEmpty() && zoomed.getFirst().before().isPresent();
    remark.setText(
        zoomed.size() > 1 ? "Esc goes back" : compared ? "by size; fill: change since " + model.earlier() : "area = size");
  }
}
