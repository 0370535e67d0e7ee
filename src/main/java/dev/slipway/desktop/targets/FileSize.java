package dev.slipway.desktop.targets;

import dev.slipway.desktop.control.Figures;
import dev.slipway.size.Budget;
import dev.slipway.size.BudgetResult;
import dev.slipway.size.SizeReport;
import dev.slipway.size.SizeRow;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The size of a file of a leg, and below it what it comes to: the budget it is over, the budget it has, or the program
/// in it.
///
/// @param words the size; "–" while there is no file
/// @param below the second line; empty where there is nothing to add
/// @param over  whether it is over a budget
record FileSize(String words, String below, boolean over) {
  /// No file is there.
  static final FileSize NONE = new FileSize("–", "", false);

  /// @param report what was measured; empty while nothing is
  static FileSize of(String file, long size, Optional<SizeReport> report) {
    List<SizeRow> rows = report.map(SizeReport::rows).orElse(List.of()).stream().filter(row -> row.file().equals(file)).toList();
    Optional<SizeRow> over = rows.stream().filter(row -> row.budget().filter(budget -> !budget.holds()).isPresent()).findFirst();
    if (over.isPresent()) {
      return new FileSize(Figures.size(size), over(over.get()) + limit(over.get().budget().orElseThrow()), true);
    }
    Optional<BudgetResult> own = rows.stream().filter(row -> row.member().isEmpty()).flatMap(row -> row.budget().stream()).findFirst();
    Optional<SizeRow> binary = rows.stream()
        .filter(row -> !row.member().isEmpty() && row.kind().filter(kind -> kind == Budget.Kind.BINARY).isPresent())
        .max(Comparator.comparingLong(SizeRow::size));
    return new FileSize(Figures.size(size),
        own.map(budget -> "of " + limit(budget)).or(() -> binary.map(row -> "binary " + Figures.size(row.size()))).orElse(""), false);
  }

  /// A program is over in as few letters as the column has room for.
  private static String over(SizeRow row) {
    return row.member().isEmpty() ? "over " : "binary > ";
  }

  /// `300 KB`, without a fraction that is none.
  private static String limit(BudgetResult result) {
    return Figures.size(result.budget().limit()).replaceFirst("\\.0+ ", " ");
  }

  /// The size as a clause.
  String sentence() {
    return below.isEmpty() ? words : words + ", " + below.replace("> ", "over ");
  }
}
