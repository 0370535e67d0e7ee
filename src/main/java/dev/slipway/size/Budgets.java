package dev.slipway.size;

import java.util.List;
import java.util.Optional;

/// The budgets of a release.
///
/// @param all        in the order they were written; a later one for the same target and kind wins
/// @param components what parts of a binary may take
public record Budgets(List<Budget> all, List<ComponentBudget> components) {
  public Budgets {
    all = List.copyOf(all);
    components = List.copyOf(components);
  }

  public Budgets(List<Budget> all) {
    this(all, List.of());
  }

  public static Budgets none() {
    return new Budgets(List.of());
  }

  /// What the plan of `weft` asks for: native executables 15 MB, WebAssembly 300 KB, and 120 KB of it with
  /// gzip, the image 20 MB; and what its section 4.4 gives each component.
  public static Budgets weft() {
    return new Budgets(
        List.of(
            Budget.of(Budget.Kind.BINARY, 15_728_640),
            Budget.of(Budget.Kind.WASM, 307_200),
            Budget.of(Budget.Kind.GZ, 122_880),
            Budget.of(Budget.Kind.IMAGE, 20_971_520)),
        ComponentBudget.weft());
  }

  /// The budget for something: one for its target first, then one for all targets.
  public Optional<Budget> of(String target, Budget.Kind kind) {
    Optional<Budget> general = Optional.empty();
    Optional<Budget> exact = Optional.empty();
    for (Budget budget : all) {
      if (budget.kind() == kind) {
        if (budget.target().isEmpty()) {
          general = Optional.of(budget);
        } else if (budget.target().get().equals(target)) {
          exact = Optional.of(budget);
        }
      }
    }
    return exact.isPresent() ? exact : general;
  }
}
