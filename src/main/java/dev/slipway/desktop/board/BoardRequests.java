package dev.slipway.desktop.board;

import dev.slipway.gate.GateId;

/// What the Board page asks for. All methods return at once.
public interface BoardRequests {

  /// Measures every gate again.
  void check();

  /// Runs the jobs again that failed in the release run.
  void rerunFailedJobs();

  /// Overrides a gate, with a reason.
  void waive(GateId gate, String reason);

  /// Shows the policy file.
  void openPolicy();

  /// Saves what was checked as evidence.
  void saveEvidence();
}
