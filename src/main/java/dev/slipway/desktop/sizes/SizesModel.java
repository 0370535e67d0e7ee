package dev.slipway.desktop.sizes;

import dev.slipway.desktop.control.Action;
import dev.slipway.desktop.control.Actions;
import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.PageId;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.shell.NavState;
import dev.slipway.desktop.shell.Page;
import dev.slipway.release.ReleaseSnapshot;
import dev.slipway.size.BudgetResult;
import dev.slipway.size.SizeReport;
import dev.slipway.size.SizeRow;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import org.kordamp.ikonli.octicons.Octicons;

/// What the Sizes page shows: every file and every member of an archive, and each against its budget.
public final class SizesModel implements Page {
  private final Action measure =
      Action.on(PageId.SIZES, "measure", "Measure again", "Measure every file and every member again", "F5", Octicons.METER_16);
  private final ObservableList<SizeRow> rows = FXCollections.observableArrayList();
  private final ObservableList<BudgetResult> budgets = FXCollections.observableArrayList();
  private final StringProperty subtitle = new SimpleStringProperty("Nothing measured yet.");

  /// @param measureAgain measures again
  public SizesModel(Actions actions, Runnable measureAgain) {
    actions.register(measure, measureAgain);
  }

  /// Shows what was measured.
  public void show(ReleaseSnapshot snapshot) {
    List<SizeRow> next = snapshot.files().sizes().value().map(SizeReport::rows).orElse(List.of());
    if (!next.equals(rows)) {
      rows.setAll(next);
      budgets.setAll(snapshot.files().sizes().value().map(SizeReport::budgets).orElse(List.of()));
    }
    subtitle.set(rows.isEmpty()
        ? "Nothing measured yet."
        : budgets.isEmpty()
            ? Figures.count(rows.size(), "size", "sizes") + ", no budgets. Set some under budgets: in .slipway.yml."
            : over() + " of " + Figures.count(budgets.size(), "budget", "budgets") + (over() == 1 ? " is over." : " are over."));
  }

  private long over() {
    return budgets.stream().filter(budget -> !budget.holds()).count();
  }

  ObservableList<SizeRow> rows() {
    return rows;
  }

  ObservableList<BudgetResult> budgets() {
    return budgets;
  }

  /// What the sidebar shows.
  public NavState nav() {
    if (rows.isEmpty()) {
      return NavState.UNKNOWN;
    }
    if (over() > 0) {
      return new NavState(Status.FAILED, over() + " over");
    }
    boolean close = budgets.stream().anyMatch(BudgetResult::close);
    return new NavState(close ? Status.FOR_INFO : Status.PASSED, budgets.isEmpty() ? "" : "0 over");
  }

  @Override
  public PageId id() {
    return PageId.SIZES;
  }

  @Override
  public ObservableValue<String> subtitle() {
    return subtitle;
  }

  @Override
  public List<Action> actions() {
    return List.of(measure);
  }

  @Override
  public Node view() {
    return new SizesView(this);
  }
}
