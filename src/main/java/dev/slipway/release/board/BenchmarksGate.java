package dev.slipway.release.board;

import dev.slipway.gate.Gate;
import dev.slipway.gate.GateId;
import dev.slipway.gate.GateState;
import dev.slipway.gate.ReleasePolicy;
import dev.slipway.release.Facts;
import java.util.List;

/// The benchmark targets of the policy are met.
final class BenchmarksGate {
  private BenchmarksGate() {}

  static Gate of(Facts facts) {
    ReleasePolicy policy = facts.subject().policy().policy();
    int metrics = policy.benchmarks().size();
    GateState state =
        metrics == 0
            ? new GateState.NotApplicable("not in the policy")
            : new GateState.Unknown("no results were imported");
    return new Gate(
        GateId.BENCHMARKS,
        metrics == 0 ? "None named" : metrics + " metrics",
        policy.policy(GateId.BENCHMARKS),
        state,
        metrics == 0 ? "–" : metrics + " targets met",
        metrics == 0 ? "–" : "Unknown",
        "",
        List.of());
  }
}
