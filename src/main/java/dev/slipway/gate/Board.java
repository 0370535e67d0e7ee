package dev.slipway.gate;

import java.util.List;
import java.util.Optional;

/// All gates of one release, at one moment.
///
/// @param gates in the order of [GateId]
public record Board(List<Gate> gates) {
  public Board {
    gates = List.copyOf(gates);
  }

  /// Whether the release may be published: every gate whose policy is block was shown to hold, or was waived.
  public boolean ready() {
    return !gates.isEmpty() && gates.stream().noneMatch(Gate::blocks);
  }

  /// The gate with an id, where the board has it.
  public Optional<Gate> gate(GateId id) {
    return gates.stream().filter(gate -> gate.id() == id).findFirst();
  }

  /// The first gate that blocks on its own account rather than because of another one.
  public Optional<Gate> firstBlocking() {
    return gates.stream()
        .filter(Gate::blocks)
        .filter(gate -> !(gate.state() instanceof GateState.Waiting))
        .findFirst();
  }
}
