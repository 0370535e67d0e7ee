package dev.slipway.desktop.sizes;

import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.Status;
import dev.slipway.size.Budget;
import dev.slipway.size.BudgetResult;
import dev.slipway.size.SizeRow;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// One budget as the page shows it.
///
/// @param name   what is measured
/// @param status whether it holds; close to the limit is for info, not measured is unknown
/// @param remark a few words at the right: "over by 12.3 KB", "2.4 KB left", "+0.42" since the earlier release
/// @param size   the size in the unit of the limit; "–" when it was not measured
/// @param limit  the limit in words
/// @param used   how much of the budget is used, where that is known
/// @param whole  all of it in one sentence, in bytes
public record BudgetTile(
    String name, Status status, String remark, String size, String limit, OptionalDouble used, String whole) {
  private static final long KILO = 1024;
  private static final long MEGA = 1024 * 1024;

  /// @param row    what was measured, which has a budget
  /// @param change what it has more than in the earlier release; empty where nothing is compared
  static BudgetTile of(SizeRow row, BudgetResult result, OptionalLong change) {
    long limit = result.budget().limit();
    Status status = !result.holds() ? Status.FAILED : result.close() ? Status.FOR_INFO : Status.PASSED;
    String remark =
        switch (status) {
          case FAILED -> "over by " + Figures.size(result.over());
          case FOR_INFO -> Figures.size(-result.over()) + " left";
          default -> change.isPresent() ? change(change.getAsLong(), limit) : Figures.size(-result.over()) + " left";
        };
    return new BudgetTile(
        name(row), status, remark, inUnitOf(result.size(), limit), words(limit), OptionalDouble.of(result.used()),
        "%s: %s%s".formatted(row.title(), result.words(), change.isPresent() ? ", change " + Figures.change(change.getAsLong()) : ""));
  }

  static BudgetTile unbuilt(String name, long limit, String reason) {
    return new BudgetTile(
        name, Status.UNKNOWN, reason, "–", words(limit), OptionalDouble.empty(),
        "%s: %s, limit %s".formatted(name, reason, words(limit)));
  }

  /// The same under another name.
  BudgetTile named(String other) {
    return new BudgetTile(other, status, remark, size, limit, used, whole);
  }

  /// What is for one target is called by it; the rest by its file.
  private static String name(SizeRow row) {
    boolean native_ = row.kind().filter(kind -> kind == Budget.Kind.BINARY).isPresent();
    return native_ && !row.target().isEmpty() ? row.target() : row.member().isEmpty() ? row.file() : row.member();
  }

  /// `15 MB`, `120 KB`, `1.5 MB`.
  private static String words(long limit) {
    return Figures.size(limit).replaceFirst("\\.0+ ", " ");
  }

  /// The number alone where the limit's unit says it well enough.
  private static String inUnitOf(long size, long limit) {
    long unit = limit >= MEGA ? MEGA : limit >= KILO ? KILO : 1;
    double number = (double) size / unit;
    if (number != 0 && number < 0.1) {
      return Figures.size(size);
    }
    return String.format(Locale.ENGLISH, unit == MEGA ? "%.2f" : unit == KILO ? "%.1f" : "%.0f", number);
  }

  private static String change(long change, long limit) {
    if (change == 0) {
      return Figures.change(0);
    }
    long unit = limit >= MEGA ? MEGA : limit >= KILO ? KILO : 1;
    String number = String.format(Locale.ENGLISH, unit == MEGA ? "%.2f" : "%.1f", Math.abs(change) / (double) unit);
    return number.matches("0\\.0+") ? Figures.change(change) : (change > 0 ? "+" : "\u2212") + number;
  }

  /// The tile as one sentence.
  String sentence() {
    return "%s, %s. %s".formatted(name, status.word(), whole);
  }
}
