package dev.slipway.release.board;

import dev.slipway.fact.Finding;
import dev.slipway.gate.Gate;
import dev.slipway.gate.GateId;
import dev.slipway.gate.GateState;
import dev.slipway.release.Facts;
import dev.slipway.release.HeldFile;
import dev.slipway.verify.Cell;
import dev.slipway.verify.Check;
import dev.slipway.verify.VerificationReport;
import dev.slipway.verify.VerifiedFile;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Every program is for the target its name promises, and is linked as the policy asks.
final class IdentityGate {
  private IdentityGate() {}

  static Gate of(Facts facts) {
    return Columns.gate(facts, GateId.IDENTITY, "Format, CPU, linkage", "All match", report -> judge(facts, report));
  }

  private static Gate judge(Facts facts, VerificationReport report) {
    Set<String> promised =
        facts.files().held().stream()
            .filter(file -> file.target().isPresent())
            .map(HeldFile::name)
            .collect(Collectors.toSet());
    List<VerifiedFile> files = report.files().stream().filter(file -> promised.contains(file.name())).toList();
    long matching = Columns.passed(files, Check.IDENTITY);
    List<Finding> findings =
        Columns.against(report, Check.IDENTITY, "identity", "Look at which job uploaded the file, and build it again.");
    List<VerifiedFile> open =
        files.stream()
            .filter(file -> !(file.cell(Check.IDENTITY) instanceof Cell.Passed) && !file.cell(Check.IDENTITY).standsAgainst())
            .toList();
    return new Gate(
        GateId.IDENTITY,
        "Format, CPU, linkage",
        facts.subject().policy().policy().policy(GateId.IDENTITY),
        state(files, open, findings),
        files.size() + " of " + files.size() + " match",
        matching + " of " + files.size() + " match",
        findings.isEmpty()
            ? open.stream().findFirst().map(file -> file.name() + ": " + file.cell(Check.IDENTITY).reason()).orElse("")
            : findings.getFirst().message(),
        findings);
  }

  private static GateState state(List<VerifiedFile> files, List<VerifiedFile> open, List<Finding> findings) {
    if (!findings.isEmpty()) {
      return new GateState.Failed();
    }
    if (files.isEmpty()) {
      return new GateState.Unknown("no file's name says which target it is for");
    }
    return open.isEmpty()
        ? new GateState.Passed()
        : new GateState.Unknown(open.size() + " files could not be looked into");
  }
}
