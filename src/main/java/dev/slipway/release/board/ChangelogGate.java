package dev.slipway.release.board;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import dev.slipway.fact.Unknown;
import dev.slipway.gate.Gate;
import dev.slipway.gate.GateId;
import dev.slipway.gate.GateState;
import dev.slipway.gate.ReleasePolicy;
import dev.slipway.release.Facts;
import dev.slipway.release.Notes;
import java.util.List;

/// There are notes for this version. Whether their form is that of Keep a Changelog is not looked at here.
final class ChangelogGate {
  private ChangelogGate() {}

  static Gate of(Facts facts) {
    ReleasePolicy policy = facts.subject().policy().policy();
    Notes notes = facts.notes();
    List<Finding> errors = notes.lint().stream().filter(finding -> finding.severity() == Severity.ERROR).toList();
    long entries = notes.range().value().map(Notes.Range::included).orElse(0L);
    return new Gate(
        GateId.CHANGELOG,
        facts.subject().version().map(version -> "Section " + version).orElse("No version chosen"),
        policy.policy(GateId.CHANGELOG),
        state(notes, errors),
        "Notes, not blank",
        notes.text().isBlank() ? "No notes" : notes.text().lines().count() + " lines",
        errors.isEmpty() ? "from " + entries + " commits" : errors.getFirst().message(),
        notes.lint());
  }

  private static GateState state(Notes notes, List<Finding> errors) {
    if (notes.section() instanceof Unknown<String>(String reason)) {
      return new GateState.Pending(reason);
    }
    if (notes.text().isBlank()) {
      return new GateState.Failed();
    }
    return errors.isEmpty() ? new GateState.Passed() : new GateState.Failed();
  }
}
