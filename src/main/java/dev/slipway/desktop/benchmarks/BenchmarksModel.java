package dev.slipway.desktop.benchmarks;

import dev.slipway.desktop.control.Action;
import dev.slipway.desktop.control.EmptyState;
import dev.slipway.desktop.control.PageId;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.shell.NavState;
import dev.slipway.desktop.shell.Page;
import dev.slipway.release.ReleaseSnapshot;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import org.kordamp.ikonli.octicons.Octicons;

/// What the Benchmarks page shows. No result format is read yet, and it says so rather than show a number.
public final class BenchmarksModel implements Page {
  private final StringProperty subtitle = new SimpleStringProperty("No results.");
  private int metrics;

  /// Shows how many metrics the policy names.
  public void show(ReleaseSnapshot snapshot) {
    metrics = snapshot.subject().policy().policy().benchmarks().size();
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
    return new EmptyState(Octicons.STOPWATCH_16, "No results. Benchmarks are not measured yet; a gate for them stays unknown.");
  }
}
