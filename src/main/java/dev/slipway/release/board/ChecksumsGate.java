package dev.slipway.release.board;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import dev.slipway.gate.Gate;
import dev.slipway.gate.GateId;
import dev.slipway.gate.GateState;
import dev.slipway.release.Facts;
import dev.slipway.verify.Cell;
import dev.slipway.verify.Check;
import dev.slipway.verify.VerificationReport;
import dev.slipway.verify.VerifiedFile;
import dev.slipway.verify.VerifiedFile.Role;
import java.util.ArrayList;
import java.util.List;

/// Every asset is listed in a checksum manifest, everything listed is there, and every digest is equal:
/// the manifest's, the one hashed here, and the host's.
final class ChecksumsGate {
  private ChecksumsGate() {}

  static Gate of(Facts facts) {
    return Columns.gate(facts, GateId.CHECKSUMS, "Checksum manifest", "All listed, all equal", report -> judge(facts, report));
  }

  private static Gate judge(Facts facts, VerificationReport report) {
    List<VerifiedFile> assets = report.files().stream().filter(file -> file.role() == Role.ASSET).toList();
    List<String> manifests =
        report.files().stream().filter(file -> file.role() == Role.MANIFEST).map(VerifiedFile::name).toList();
    List<Finding> findings = new ArrayList<>();
    findings.addAll(report.findings().stream().filter(finding -> finding.severity() == Severity.ERROR).toList());
    findings.addAll(Columns.against(report, Check.CHECKSUM, "checksum", "Make the checksum manifest again from the files that are published."));
    findings.addAll(Columns.against(report, Check.API_DIGEST, "api-digest", "Upload the file again; the host has other bytes."));
    findings.addAll(Columns.against(report, Check.SIZE, "size", "Download or upload the file again."));
    findings.addAll(Columns.against(report, Check.PRESENT, "present", "Add the file, or take its line out of the manifest."));
    long equal = Columns.passed(assets, Check.CHECKSUM);
    // Where a manifest is there, only the policy's allow-unlisted leaves a file without one.
    long allowed = assets.stream().filter(file -> file.cell(Check.CHECKSUM) instanceof Cell.Absent).count();
    boolean proved = !manifests.isEmpty() && equal > 0 && equal + allowed == assets.size();
    GateState state = findings.isEmpty() && proved ? new GateState.Passed() : new GateState.Failed();
    String detail =
        manifests.isEmpty()
            ? "no checksum manifest"
            : findings.isEmpty() ? "recomputed here" : findings.getFirst().message();
    return new Gate(
        GateId.CHECKSUMS,
        manifests.isEmpty() ? "Checksum manifest" : String.join(", ", manifests),
        facts.subject().policy().policy().policy(GateId.CHECKSUMS),
        state,
        "All listed, all equal",
        equal + " of " + assets.size() + " listed and equal",
        detail,
        findings);
  }
}
