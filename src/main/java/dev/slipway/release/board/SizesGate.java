package dev.slipway.release.board;

import dev.slipway.fact.Fact;
import dev.slipway.fact.ByteSize;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import dev.slipway.fact.Unknown;
import dev.slipway.gate.Gate;
import dev.slipway.gate.GateId;
import dev.slipway.gate.GateState;
import dev.slipway.gate.ReleasePolicy;
import dev.slipway.release.Facts;
import dev.slipway.size.BudgetResult;
import dev.slipway.size.SizeReport;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// No file is over its budget.
final class SizesGate {
  private SizesGate() {}

  static Gate of(Facts facts) {
    ReleasePolicy policy = facts.subject().policy().policy();
    return switch (facts.files().sizes()) {
      case Unknown<SizeReport>(String reason) -> gate(
          policy,
          policy.budgets().any() ? new GateState.Pending(reason) : new GateState.NotApplicable("the policy sets no budget"),
          "Budgets", "0 over budget", "Not measured", reason, List.of());
      case Fact<SizeReport> report -> judge(policy, report.get());
    };
  }

  private static Gate judge(ReleasePolicy policy, SizeReport report) {
    List<BudgetResult> results = report.budgets();
    long over = results.stream().filter(result -> !result.holds()).count();
    List<Finding> findings =
        report.findings().stream().filter(finding -> finding.severity() == Severity.ERROR).toList();
    GateState state =
        !findings.isEmpty()
            ? new GateState.Failed()
            : policy.budgets().any()
                ? measured(results, report.unjudged())
                : new GateState.NotApplicable("the policy sets no budget");
    return gate(
        policy, state, results.size() + (results.size() == 1 ? " budget" : " budgets"), "0 over budget", over + " over budget",
        findings.isEmpty() ? fullest(results) : shortly(results).orElse(findings.getFirst().message()), findings);
  }

  /// How near the nearest one is to its limit; the Sizes page has them all.
  private static String fullest(List<BudgetResult> results) {
    return results.stream().max(Comparator.comparing(BudgetResult::used))
        .map(result -> "at most %.0f %% used".formatted(Math.ceil(100 * result.used()))).orElse("");
  }

  /// What is over first of all, in words that fit a row; the findings have it to the byte.
  private static Optional<String> shortly(List<BudgetResult> results) {
    return results.stream().filter(result -> !result.holds()).findFirst()
        .map(result -> result.file() + " by " + ByteSize.words(result.over()));
  }

  /// A budget that was held against nothing does not hold.
  private static GateState measured(List<BudgetResult> results, List<String> unjudged) {
    if (!unjudged.isEmpty()) {
      return new GateState.Unknown("no binary could be measured for " + String.join(", ", unjudged));
    }
    return results.isEmpty() ? new GateState.Unknown("no file has a budget") : new GateState.Passed();
  }

  private static Gate gate(
      ReleasePolicy policy, GateState state, String about, String required, String measured, String detail, List<Finding> findings) {
    return new Gate(GateId.SIZES, about, policy.policy(GateId.SIZES), state, required, measured, detail, findings);
  }
}
