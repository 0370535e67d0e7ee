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

  /// The gates that were measured and stop the release; what follows from them is not counted again.
  public List<Gate> failing() {
    return gates.stream().filter(Gate::blocks).filter(gate -> gate.state() instanceof GateState.Failed).toList();
  }

  /// Why the release may not be published, such as "2 gates block the release"; empty when it may.
  public String obstacle() {
    if (ready()) {
      return "";
    }
    int failing = failing().size();
    if (failing > 0) {
      return failing == 1 ? "1 gate blocks the release" : failing + " gates block the release";
    }
    long open = gates.stream().filter(Gate::blocks).count();
    return open == 1 ? "1 gate is not measured yet" : open + " gates are not measured yet";
  }

  /// The first gate that blocks on its own account rather than because of another one.
  public Optional<Gate> firstBlocking() {
    return gates.stream()
        .filter(Gate::blocks)
        .filter(gate -> !(gate.state() instanceof GateState.Waiting))
        .findFirst();
  }
}
