package dev.slipway.release;

import dev.slipway.fact.Problem;
import dev.slipway.gate.Gate;
import dev.slipway.gate.GateId;
import dev.slipway.gate.Waiver;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// The gates that a person overrides, and why.
///
/// @param workspace where waivers are kept for a later session
record Waivers(SnapshotStore store, WorkspaceFolder workspace, Clock clock) {

  /// Overrides a gate that does not hold, with a reason that stays in the evidence.
  ///
  /// @param person who does
  void waive(GateId id, String reason, String person) throws Problem {
    Gate gate = store.current().board().gate(id).orElseThrow();
    if (reason.isBlank()) {
      throw Problem.wrongUse("A waiver of \"%s\" needs a reason. Say why it may be published all the same.".formatted(gate.id().title()));
    }
    List<Waiver> waivers = new ArrayList<>(store.facts().waivers());
    waivers.removeIf(waiver -> waiver.gate() == id);
    waivers.add(new Waiver(id, reason.strip(), person, clock.instant(), gate.measured() + "; " + gate.detail()));
    WaiverFile.write(workspace.get().waivers(), waivers);
    store.waivers(waivers);
  }

  /// Takes a waiver back.
  void withdraw(GateId id) throws Problem {
    List<Waiver> waivers = new ArrayList<>(store.facts().waivers());
    waivers.removeIf(waiver -> waiver.gate() == id);
    WaiverFile.write(workspace.get().waivers(), waivers);
    store.waivers(waivers);
  }
}
