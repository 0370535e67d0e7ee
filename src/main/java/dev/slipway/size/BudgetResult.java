package dev.slipway.size;

import dev.slipway.fact.ByteSize;

/// A size held against its budget.
///
/// @param file what was measured
/// @param size its bytes
public record BudgetResult(Budget budget, String file, long size) {

  /// Whether the file is within its budget.
  public boolean holds() {
    return size <= budget.limit();
  }

  /// Bytes over the limit; negative where that many are left.
  public long over() {
    return size - budget.limit();
  }

  /// How much of the budget is used; 1.0 is all of it.
  public double used() {
    return (double) size / budget.limit();
  }

  /// Whether it holds with less than a twentieth of the budget left.
  public boolean close() {
    return holds() && used() > 0.95;
  }

  /// `312.3 KB of 300.0 KB: over by 12.3 KB (12,595 bytes)`.
  public String words() {
    return String.format(
            java.util.Locale.ROOT, "%s of %s: %s (%,d bytes)",
            ByteSize.words(size),
            ByteSize.words(budget.limit()),
            holds()
                ? ByteSize.words(-over()) + " left"
                : "over by " + ByteSize.words(over()),
            Math.abs(over()));
  }
}
