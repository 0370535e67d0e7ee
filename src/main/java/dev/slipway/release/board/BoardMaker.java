package dev.slipway.release.board;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import dev.slipway.gate.Board;
import dev.slipway.gate.Gate;
import dev.slipway.gate.GateId;
import dev.slipway.gate.GateState;
import dev.slipway.gate.Policy;
import dev.slipway.gate.Waiver;
import dev.slipway.release.Facts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Makes the board from the facts: the same facts always give the same board.
public final class BoardMaker {
  private BoardMaker() {}

  /// The board for some facts.
  public static Board board(Facts facts) {
    List<Finding> broken =
        facts.subject().policy().findings().stream().filter(finding -> finding.severity() == Severity.ERROR).toList();
    if (!broken.isEmpty()) {
      return new Board(Arrays.stream(GateId.values()).map(id -> unreadablePolicy(id, broken)).toList());
    }
    List<Gate> gates = new ArrayList<>();
    Gate targets = TargetsGate.of(facts);
    Gate artifacts = waitingFor(targets, ArtifactsGate.of(facts));
    gates.add(targets);
    gates.add(artifacts);
    gates.add(ChecksumsGate.of(facts));
    gates.add(ProvenanceGate.of(facts));
    gates.add(IdentityGate.of(facts));
    gates.add(SizesGate.of(facts));
    gates.add(ImageGate.of(facts));
    gates.add(BenchmarksGate.of(facts));
    gates.add(ChangelogGate.of(facts));
    gates.add(VersionGate.of(facts));
    return new Board(gates.stream().map(gate -> waived(gate, facts.waivers())).toList());
  }

  /// The board that was published by, with what it says of the tag as it is now.
  public static Board published(Board before, Facts facts) {
    return new Board(before.gates().stream()
        .map(gate -> gate.id() == GateId.VERSION ? waived(VersionGate.of(facts), facts.waivers()) : gate).toList());
  }

  /// A policy that cannot be read whole holds nothing against anything, so nothing may pass.
  private static Gate unreadablePolicy(GateId id, List<Finding> broken) {
    Finding first = broken.getFirst();
    return new Gate(
        id,
        "The policy file has errors",
        Policy.BLOCK,
        new GateState.Unknown(first.at().map(at -> at + ": ").orElse("") + first.message()),
        "A policy without errors",
        broken.size() + (broken.size() == 1 ? " error" : " errors"),
        first.message(),
        broken);
  }

  /// What is missing because it was not built is not counted a second time.
  private static Gate waitingFor(Gate targets, Gate gate) {
    boolean open =
        targets.policy() == Policy.BLOCK
            && (targets.state() instanceof GateState.Failed || targets.state() instanceof GateState.Pending);
    boolean follows = gate.state() instanceof GateState.Failed || gate.state() instanceof GateState.Pending;
    return open && follows ? with(gate, new GateState.Waiting(GateId.TARGETS), "after Targets built") : gate;
  }

  private static Gate waived(Gate gate, List<Waiver> waivers) {
    Optional<Waiver> waiver =
        waivers.stream()
            .filter(its -> its.gate() == gate.id() && its.measured().equals(gate.measured() + "; " + gate.detail()))
            .findFirst();
    boolean overridable =
        switch (gate.state()) {
          case GateState.Failed _, GateState.Unknown _ -> true;
          case GateState.Passed _, GateState.Waiting _, GateState.Pending _, GateState.Waived _, GateState.NotApplicable _ ->
              false;
        };
    return overridable && waiver.isPresent() ? with(gate, new GateState.Waived(waiver.get()), gate.detail()) : gate;
  }

  private static Gate with(Gate gate, GateState state, String detail) {
    return new Gate(
        gate.id(), gate.about(), gate.policy(), state, gate.required(), gate.measured(), detail, gate.findings());
  }
}
