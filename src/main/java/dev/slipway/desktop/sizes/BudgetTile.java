package dev.slipway.desktop.sizes;

import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.Status;
import dev.slipway.size.BudgetResult;
import java.util.OptionalDouble;

/// One budget as the page shows it.
///
/// @param name   what is measured
/// @param status whether it holds; close to the limit is for info, not measured is unknown
/// @param remark a few words at the right: "over by 12.3 KB", "2.4 KB left"
/// @param size   the size in words; "–" when it was not measured
/// @param limit  the limit in words
/// @param used   how much of the budget is used, where that is known
public record BudgetTile(String name, Status status, String remark, String size, String limit, OptionalDouble used) {

  static BudgetTile of(BudgetResult result) {
    Status status = !result.holds() ? Status.FAILED : result.close() ? Status.FOR_INFO : Status.PASSED;
    String remark =
        result.holds()
            ? Figures.size(-result.over()) + " left"
            : "over by " + Figures.size(result.over());
    return new BudgetTile(
        result.file(), status, remark, Figures.size(result.size()), Figures.size(result.budget().limit()),
        OptionalDouble.of(result.used()));
  }

  static BudgetTile unbuilt(String name, long limit, String reason) {
    return new BudgetTile(name, Status.UNKNOWN, reason, "–", Figures.size(limit), OptionalDouble.empty());
  }

  /// The tile as one sentence.
  String sentence() {
    return "%s, %s of %s, %s".formatted(name, size.equals("–") ? "not measured" : size, limit, remark);
  }
}
