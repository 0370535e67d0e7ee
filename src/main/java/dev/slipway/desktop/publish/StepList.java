package dev.slipway.desktop.publish;

import dev.slipway.desktop.control.EmptyState;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.control.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The steps one below the other, joined by a line, each with its state, and the files of the upload.
final class StepList extends VBox {
  private List<StepRow> shown = List.of();
  private final List<StepNode> nodes = new ArrayList<>();

  StepList() {
    getStyleClass().add("step-list");
  }

  /// @param unplanned what stands there while nothing is planned
  void show(List<StepRow> steps, Supplier<EmptyState> unplanned) {
    if (steps.isEmpty()) {
      getChildren().setAll(unplanned.get());
      nodes.clear();
    } else {
      if (nodes.size() != steps.size()) {
        nodes.clear();
        for (int i = 0; i < steps.size(); i++) {
          nodes.add(new StepNode(i == steps.size() - 1));
        }
        getChildren().setAll(nodes);
      }
      for (int i = 0; i < steps.size(); i++) {
        if (shown.size() != steps.size() || !shown.get(i).equals(steps.get(i))) {
          nodes.get(i).show(steps.get(i));
        }
      }
    }
    shown = steps;
  }

  /// One step; its nodes stay while its numbers change.
  private static final class StepNode extends HBox {
    private final Icon icon = Icon.of(Status.NOT_STARTED).sized(20);
    private final Label number = new Label();
    private final Label title = new Label();
    private final Label right = Texts.small("");
    private final Label detail = Texts.wrapped(Texts.small(""));
    private final ProgressBar bar = new ProgressBar(0);
    private final Label summary = Texts.small("");
    private final VBox assets = new VBox();
    private final List<AssetNode> assetNodes = new ArrayList<>();

    StepNode(boolean last) {
      super(12);
      getStyleClass().add("step");
      title.getStyleClass().add("text-step");
      number.getStyleClass().add("step-number");
      var mark = new StackPane(icon, number);
      mark.getStyleClass().add("step-mark");
      var line = new Region();
      line.getStyleClass().add("step-line");
      line.setVisible(!last);
      VBox.setVgrow(line, Priority.ALWAYS);
      var rail = new VBox(4, mark, line);
      rail.setAlignment(javafx.geometry.Pos.TOP_CENTER);
      bar.setMaxWidth(Double.MAX_VALUE);
      bar.getStyleClass().add("upload-bar");
      bar.setAccessibleText("Upload");
      right.setMinWidth(Region.USE_PREF_SIZE);
      var head = new HBox(8, title, Panel.gap(), right);
      head.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
      head.setMinHeight(22);
      var text = new VBox(3, head, detail, bar, summary, assets);
      text.getStyleClass().add("step-text");
      HBox.setHgrow(text, Priority.ALWAYS);
      getChildren().addAll(rail, text);
    }

    void show(StepRow row) {
      boolean numbered = row.status() == Status.NOT_STARTED;
      icon.setVisible(!numbered);
      icon.show(row.status());
      number.setVisible(numbered);
      number.setText(Integer.toString(row.number()));
      title.setText(row.title());
      right.setText(row.right());
      detail.setText(row.detail());
      boolean uploading = !row.summary().isEmpty();
      set(detail, !uploading);
      set(bar, uploading);
      set(summary, uploading);
      bar.setProgress(row.done());
      summary.setText(row.summary());
      if (assetNodes.size() != row.assets().size()) {
        assetNodes.clear();
        row.assets().forEach(_ -> assetNodes.add(new AssetNode()));
        assets.getChildren().setAll(assetNodes);
      }
      for (int i = 0; i < row.assets().size(); i++) {
        assetNodes.get(i).show(row.assets().get(i));
      }
      setAccessibleText(row.title() + ", " + row.right() + ". " + row.detail());
    }

    private static void set(Node node, boolean shown) {
      node.setVisible(shown);
      node.setManaged(shown);
    }
  }

  /// A file of the upload.
  private static final class AssetNode extends HBox {
    private final Icon icon = Icon.of(Status.NOT_STARTED).sized(14);
    private final Label name = Texts.name(new Label(""));
    private final ProgressBar bar = new ProgressBar(0);
    private final Label words = new Amount();

    /// A size, or how far it is: at least as wide as the longest size, so that the bars before it stand in one column.
    private static final class Amount extends Label {
      private static final double SIZE = 62;

      Amount() {
        getStyleClass().add("text-small");
        setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
        setMinWidth(USE_PREF_SIZE);
      }

      @Override
      protected double computePrefWidth(double height) {
        return Math.max(SIZE, super.computePrefWidth(height));
      }
    }

    AssetNode() {
      super(6);
      getStyleClass().add("asset");
      name.getStyleClass().add("text-small-plain");
      bar.setMinWidth(20);
      bar.setPrefWidth(20);
      name.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(name, Priority.ALWAYS);
      getChildren().addAll(icon, name, bar, words);
    }

    void show(StepRow.AssetRow row) {
      icon.show(row.status());
      name.setText(row.name());
      bar.setProgress(row.done());
      bar.setVisible(row.done() > 0);
      bar.setManaged(row.done() > 0);
      bar.getStyleClass().setAll("progress-bar", row.done() >= 1 ? "done-bar" : "task-bar-small");
      bar.setAccessibleText(row.name() + ", " + row.words());
      words.setText(row.words());
      setAccessibleText(row.name() + ", " + row.status().word() + ", " + row.words());
    }
  }
}
