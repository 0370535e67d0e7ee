package dev.slipway.desktop.board;

import dev.slipway.gate.Board;
import dev.slipway.gate.Gate;
import dev.slipway.gate.GateId;
import dev.slipway.gate.GateState;
import dev.slipway.gate.Policy;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What the Board page is told.
///
/// @param tag     the release's tag
/// @param board   its gates
/// @param checked when they were measured
/// @param commit  the commit they were measured at, abbreviated; empty while it is not known
/// @param policy  the policy file, or what stands in for it
/// @param published whether the release is public already
public record BoardInput(String tag, Board board, Optional<Instant> checked, String commit, String policy, boolean published) {

  /// Before a release is open: every gate, none of them measured.
  public static BoardInput unopened() {
    List<Gate> gates = Arrays.stream(GateId.values())
        .map(id -> new Gate(id, "", Policy.BLOCK, new GateState.Pending("no release is open"), "–", "–", "", List.of()))
        .toList();
    return new BoardInput("", new Board(gates), Optional.empty(), "", "", false);
  }
}
