package dev.slipway.desktop.sizes;

import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.shell.NavState;
import dev.slipway.size.BudgetResult;
import dev.slipway.size.SizeRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/// How all budgets stand: as tiles, in a sentence, and in the sidebar.
record BudgetOverview(SizesInput input) {
  static BudgetOverview of(SizesInput input) {
    return new BudgetOverview(input);
  }

  /// A tile for each budget: what is over first, then in the order of the files, then what is missing. Where not all fit,
  /// what holds with room to spare comes last.
  ///
  /// @param change what a row has more than in the earlier release
  List<BudgetTile> tiles(Function<SizeRow, OptionalLong> change) {
    List<BudgetTile> tiles = new ArrayList<>();
    input.rows().stream()
        .sorted(Comparator.comparing(row -> row.budget().map(BudgetResult::holds).orElse(true)))
        .forEach(row -> row.budget().ifPresent(result -> {
          BudgetTile tile = BudgetTile.of(row, result, change.apply(row));
          boolean taken = tiles.stream().anyMatch(other -> other.name().equals(tile.name()));
          tiles.add(taken ? tile.named(row.member().isEmpty() ? row.title() : "in " + row.file()) : tile);
        }));
    input.unbuilt().forEach(missing -> tiles.add(BudgetTile.unbuilt(missing.name(), missing.limit(), missing.reason())));
    if (tiles.size() > BudgetTiles.MOST) {
      tiles.sort(Comparator.comparing(tile -> tile.status() == Status.PASSED));
    }
    return List.copyOf(tiles);
  }

  String sentence() {
    List<BudgetResult> budgets = input.budgets();
    List<BudgetResult> over = budgets.stream().filter(result -> !result.holds()).toList();
    if (budgets.isEmpty()) {
      return input.files().isEmpty() ? "Nothing measured yet." : Figures.count(input.files().size(), "file", "files") + ", no budget set.";
    }
    int all = budgets.size() + input.unbuilt().size();
    if (over.isEmpty()) {
      return input.unbuilt().isEmpty()
          ? "All " + Figures.count(all, "budget holds.", "budgets hold.")
          : "%d of %d budgets hold, %d not measured.".formatted(budgets.size(), all, input.unbuilt().size());
    }
    BudgetResult worst = over.getFirst();
    return "%d of %d budgets %s over: %s %s, limit %s."
        .formatted(over.size(), all, over.size() == 1 ? "is" : "are", worst.file(), Figures.size(worst.size()),
            Figures.size(worst.budget().limit()));
  }

  NavState nav() {
    long over = input.budgets().stream().filter(result -> !result.holds()).count();
    if (over > 0) {
      return new NavState(Status.FAILED, over + " over");
    }
    if (input.budgets().isEmpty()) {
      return NavState.UNKNOWN;
    }
    boolean close = input.budgets().stream().anyMatch(BudgetResult::close);
    return new NavState(close ? Status.FOR_INFO : Status.PASSED, "");
  }
}
