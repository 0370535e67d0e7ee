package dev.slipway.release.board;

import dev.slipway.fact.Finding;
import dev.slipway.gate.Gate;
import dev.slipway.gate.GateId;
import dev.slipway.gate.GateState;
import dev.slipway.gate.Policy;
import dev.slipway.release.Facts;
import dev.slipway.verify.Check;
import dev.slipway.verify.VerificationReport;
import dev.slipway.verify.VerifiedFile;
import dev.slipway.verify.VerifiedFile.Role;
import java.util.ArrayList;
import java.util.List;

/// An attestation says of every asset how it was built, and it holds.
final class ProvenanceGate {
  private ProvenanceGate() {}

  static Gate of(Facts facts) {
    return Columns.gate(facts, GateId.PROVENANCE, "Attestation per file", "All attested", report -> judge(facts, report));
  }

  private static Gate judge(Facts facts, VerificationReport report) {
    List<VerifiedFile> assets = report.files().stream().filter(file -> file.role() == Role.ASSET).toList();
    long attested = Columns.passed(assets, Check.PROVENANCE);
    List<Finding> findings = new ArrayList<>();
    findings.addAll(Columns.against(report, Check.PROVENANCE, "provenance", "Build the file again in the workflow, with an attestation."));
    findings.addAll(Columns.against(report, Check.SIGNATURE, "signature", "Sign the file again, after its last change."));
    Policy stated = facts.subject().policy().policy().policy(GateId.PROVENANCE);
    // A missing attestation weighs what the policy says; one that is there and does not hold always blocks.
    Policy policy = findings.isEmpty() ? stated : Policy.BLOCK;
    boolean all = attested == assets.size() && !assets.isEmpty();
    GateState state = all && findings.isEmpty() ? new GateState.Passed() : new GateState.Failed();
    return new Gate(
        GateId.PROVENANCE,
        "Attestation per file",
        policy,
        state,
        assets.size() + " of " + assets.size() + " attested",
        attested + " of " + assets.size() + " attested",
        findings.isEmpty() ? attested == 0 ? "no attestation was found" : "" : findings.getFirst().message(),
        findings);
  }
}
