package dev.slipway.size;

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
    int decimals = used() > 0.9 && used() < 1.1 ? 2 : 1;
    return "%s of %s: %s (%,d bytes)"
        .formatted(
            ByteCount.shown(size, decimals),
            ByteCount.shown(budget.limit()),
            holds()
                ? ByteCount.shown(-over(), decimals) + " left"
                : "over by " + ByteCount.shown(over(), decimals),
            Math.abs(over()));
  }
}
