package dev.slipway.release.board;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import dev.slipway.gate.Gate;
import dev.slipway.gate.GateId;
import dev.slipway.gate.GateState;
import dev.slipway.gate.ReleasePolicy;
import dev.slipway.release.Facts;
import dev.slipway.release.Notes;
import java.util.ArrayList;
import java.util.List;

/// Section, notes, draft and tag message tell the same, in the form of Keep a Changelog. Says what was looked at.
final class ChangelogGate {
  private ChangelogGate() {}

  static Gate of(Facts facts) {
    ReleasePolicy policy = facts.subject().policy().policy();
    Notes notes = facts.notes();
    List<Finding> errors = notes.lint().stream().filter(finding -> finding.severity() == Severity.ERROR).toList();
    long hints = notes.lint().size() - errors.size();
    long entries = notes.range().value().map(Notes.Range::included).orElse(0L);
    List<Finding> findings = new ArrayList<>(notes.lint());
    if (notes.made()) {
      findings.add(lookedAt(notes.looked()));
    }
    return new Gate(
        GateId.CHANGELOG,
        facts.subject().version().map(version -> "Section " + version).orElse("No version chosen"),
        policy.policy(GateId.CHANGELOG),
        state(notes, errors),
        "0 lint errors",
        notes.made() ? errors.size() + (errors.size() == 1 ? " lint error" : " lint errors") : "No notes",
        errors.isEmpty()
            ? entries + (entries == 1 ? " entry" : " entries") + (hints == 0 ? "" : hints == 1 ? ", 1 hint" : ", " + hints + " hints")
            : errors.getFirst().message(),
        findings);
  }

  private static Finding lookedAt(Notes.Looked looked) {
    return Finding.about(
        "changelog", "looked-at", Severity.INFO, "Looked at: " + String.join("; ", looked.at()) + ".",
        looked.notAt().isEmpty() ? "" : "Not looked at: " + String.join("; ", looked.notAt()) + ".");
  }

  private static GateState state(Notes notes, List<Finding> errors) {
    if (!notes.made()) {
      return new GateState.Pending(String.join("; ", notes.looked().notAt()));
    }
    return errors.isEmpty() ? new GateState.Passed() : new GateState.Failed();
  }
}
