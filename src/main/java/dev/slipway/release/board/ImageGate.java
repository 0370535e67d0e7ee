package dev.slipway.release.board;

import dev.slipway.gate.Gate;
import dev.slipway.gate.GateId;
import dev.slipway.gate.GateState;
import dev.slipway.gate.ReleasePolicy;
import dev.slipway.release.Facts;
import java.util.List;

/// The container image is there and within its budget.
final class ImageGate {
  private ImageGate() {}

  static Gate of(Facts facts) {
    ReleasePolicy policy = facts.subject().policy().policy();
    String about = policy.image().map(ReleasePolicy.Image::reference).orElse("None named");
    GateState state =
        policy.image().isEmpty()
            ? new GateState.NotApplicable("not in the policy")
            : new GateState.Unknown("nobody looked into the registry");
    String measured = policy.image().isEmpty() ? "–" : "Unknown";
    return new Gate(
        GateId.IMAGE, about, policy.policy(GateId.IMAGE), state, policy.image().isEmpty() ? "–" : "In the registry",
        measured, "", List.of());
  }
}
