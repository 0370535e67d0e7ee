package dev.slipway.desktop.targets;

import dev.slipway.desktop.control.Action;
import dev.slipway.desktop.control.Actions;
import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.PageId;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.shell.NavState;
import dev.slipway.desktop.shell.Page;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import dev.slipway.release.ReleaseSnapshot;
import java.time.InstantSource;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import org.kordamp.ikonli.octicons.Octicons;

/// What the Targets page shows: every leg with what became of it, and what the audit of the workflows found.
public final class TargetsModel implements Page {
  private final InstantSource clock;
  private final Action audit =
      Action.on(PageId.TARGETS, "audit", "Audit again", "Read the workflows again and check them", "F5", Octicons.SYNC_16);
  private final ObservableList<TargetRow> rows = FXCollections.observableArrayList();
  private final ObservableList<Finding> findings = FXCollections.observableArrayList();
  private final StringProperty subtitle = new SimpleStringProperty("No release chosen.");

  /// @param reread reads the workflows again
  public TargetsModel(Actions actions, InstantSource clock, Runnable reread) {
    this.clock = clock;
    actions.register(audit, reread);
  }

  /// Shows what is known of the targets.
  public void show(ReleaseSnapshot snapshot) {
    List<TargetRow> next = TargetRow.of(snapshot, clock.instant());
    if (!next.equals(rows)) {
      rows.setAll(next);
    }
    if (!snapshot.pipeline().audit().equals(findings)) {
      findings.setAll(snapshot.pipeline().audit());
    }
    long built = rows.stream().filter(row -> row.outcome() == Status.BUILT).count();
    long failed = rows.stream().filter(row -> row.outcome() == Status.FAILED).count();
    long there = rows.stream().filter(TargetRow::there).count();
    subtitle.set(rows.isEmpty()
        ? "No workflow builds a target."
        : Figures.count(rows.size(), "leg", "legs") + ": " + built + " built, " + failed + " failed. " + there + " of "
            + Figures.count(rows.size(), "expected file is", "expected files are") + " there.");
  }

  ObservableList<TargetRow> rows() {
    return rows;
  }

  ObservableList<Finding> findings() {
    return findings;
  }

  /// What the sidebar shows.
  public NavState nav() {
    if (rows.isEmpty()) {
      return NavState.UNKNOWN;
    }
    long built = rows.stream().filter(row -> row.outcome() == Status.BUILT).count();
    boolean failed = rows.stream().anyMatch(row -> row.outcome() == Status.FAILED);
    boolean running = rows.stream().anyMatch(row -> row.outcome() == Status.RUNNING || row.outcome() == Status.WAITING);
    boolean faults = findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    Status worst = failed ? Status.FAILED
        : running ? Status.RUNNING
            : built == rows.size() ? faults ? Status.WARNING : Status.PASSED : Status.NOT_STARTED;
    return new NavState(worst, built + "/" + rows.size());
  }

  @Override
  public PageId id() {
    return PageId.TARGETS;
  }

  @Override
  public ObservableValue<String> subtitle() {
    return subtitle;
  }

  @Override
  public List<Action> actions() {
    return List.of(audit);
  }

  @Override
  public Node view() {
    return new TargetsView(this);
  }
}
