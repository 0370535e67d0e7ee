package dev.slipway.release.board;

import dev.slipway.fact.Fact;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import dev.slipway.fact.Unknown;
import dev.slipway.gate.Gate;
import dev.slipway.gate.GateId;
import dev.slipway.gate.GateState;
import dev.slipway.release.Facts;
import dev.slipway.verify.Check;
import dev.slipway.verify.VerificationReport;
import dev.slipway.verify.VerifiedFile;
import java.util.List;
import java.util.function.Function;

/// What the gates that read the verification matrix share.
final class Columns {
  private Columns() {}

  /// A gate over the verification, or what is to be said while there is none.
  static Gate gate(Facts facts, GateId id, String about, String required, Function<VerificationReport, Gate> judge) {
    return switch (facts.files().verification()) {
      case Fact<VerificationReport> report -> judge.apply(report.get());
      case Unknown<VerificationReport>(String reason) -> new Gate(
          id, about, facts.subject().policy().policy().policy(id), new GateState.Pending(reason), required,
          "Not measured", reason, List.of());
    };
  }

  /// One finding for each file whose cell stands against it.
  static List<Finding> against(VerificationReport report, Check check, String rule, String fix) {
    return report.files().stream()
        .filter(file -> file.cell(check).standsAgainst())
        .map(file -> Finding.about(file.name(), rule, Severity.ERROR, file.name() + ": " + file.cell(check).reason(), fix))
        .toList();
  }

  static long passed(List<VerifiedFile> files, Check check) {
    return files.stream().filter(file -> file.cell(check) instanceof dev.slipway.verify.Cell.Passed).count();
  }
}
