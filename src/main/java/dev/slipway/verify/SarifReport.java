package dev.slipway.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Sarif;
import dev.slipway.fact.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The findings of a report in SARIF 2.1.0, which code scanning reads.
public final class SarifReport {
  private SarifReport() {}

  /// Makes the document.
  ///
  /// @param version the version of Slipway that verified
  public static ObjectNode of(VerificationReport report, String version) {
    return Sarif.of(findings(report).stream().map(Sarif.Result::new).toList(), version, _ -> Optional.empty());
  }

  /// What was found, and each answer against a file about which nothing was found that says so.
  private static List<Finding> findings(VerificationReport report) {
    List<Finding> findings = new ArrayList<>(report.allFindings());
    for (VerifiedFile file : report.files()) {
      if (file.findings().stream().noneMatch(finding -> finding.severity() == Severity.ERROR)) {
        file.cells().forEach((check, cell) -> {
          if (cell.standsAgainst()) {
            findings.add(
                Finding.about(
                    file.name(), check.key() + "-" + cell.word(), Severity.ERROR,
                    "%s: %s %s. %s".formatted(file.name(), check.title(), cell.word(), cell.reason()), ""));
          }
        });
      }
    }
    return findings;
  }
}
