package dev.slipway.desktop.benchmarks;

import dev.slipway.desktop.control.Action;
import dev.slipway.desktop.control.EmptyState;
import dev.slipway.desktop.control.PageId;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.shell.NavState;
import dev.slipway.desktop.shell.Page;
import dev.slipway.gate.ReleasePolicy.BenchmarkTarget;
import dev.slipway.release.ReleaseSnapshot;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.octicons.Octicons;

/// What the Benchmarks page shows. No result format is read yet, and it says so rather than show a number.
public final class BenchmarksModel implements Page {
  private static final String NONE = "No results, and none is asked for: no metric is named in .slipway.yml. The gate is not set and holds nothing up.";
  private final StringProperty subtitle = new SimpleStringProperty("No results.");
  private final StringProperty sentence = new SimpleStringProperty(NONE);
  private final Runnable openBoard;
  private int metrics;

  /// @param openBoard goes to the board, where the gate is waived or stands with its policy
  public BenchmarksModel(Runnable openBoard) {
    this.openBoard = openBoard;
  }

  /// Shows how many metrics the policy names.
  public void show(ReleaseSnapshot snapshot) {
    Map<String, BenchmarkTarget> asked = snapshot.subject().policy().policy().benchmarks();
    metrics = asked.size();
    sentence.set(asked.isEmpty() ? NONE : "No results. Slipway does not read results of benchmarks yet, so the gate stays unknown. Asked for: "
        + asked.entrySet().stream().map(metric -> metric.getKey() + words(metric.getValue())).collect(Collectors.joining(", ")) + ".");
    subtitle.set(metrics == 0
        ? "The policy file names no metric."
        : "The policy file names " + metrics + (metrics == 1 ? " metric" : " metrics") + ". None was measured.");
  }

  /// What the sidebar shows.
  public NavState nav() {
    return metrics == 0 ? NavState.UNKNOWN : new NavState(Status.UNKNOWN, Integer.toString(metrics));
  }

  @Override
  public PageId id() {
    return PageId.BENCHMARKS;
  }

  @Override
  public ObservableValue<String> subtitle() {
    return subtitle;
  }

  @Override
  public List<Action> actions() {
    return List.of();
  }

  @Override
  public Node view() {
    var board = new Button("Open Board");
    board.setId("benchmarks-board");
    board.setOnAction(_ -> openBoard.run());
    var page = new StackPane();
    sentence.subscribe(words -> page.getChildren().setAll(new EmptyState(Octicons.STOPWATCH_16, words, board)));
    return page;
  }

  private static String words(BenchmarkTarget target) {
    String unit = target.unit().isEmpty() ? "" : " " + target.unit();
    return target.below().map(limit -> " under " + number(limit) + unit).orElse("")
        + target.above().map(limit -> " over " + number(limit) + unit).orElse("");
  }

  private static String number(double limit) {
    return BigDecimal.valueOf(limit).stripTrailingZeros().toPlainString();
  }
}
