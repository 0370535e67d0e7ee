package dev.slipway.verify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Sarif;
import dev.slipway.fact.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The report in SARIF 2.1.0, which code scanning reads: a result for everything that stands against a file, and every file with its
/// digest and its answers among the artifacts, where no reader takes them for alarms.
public final class SarifReport {
  private SarifReport() {}

  /// Makes the document.
  ///
  /// @param version the version of Slipway that verified
  public static ObjectNode of(VerificationReport report, String version) {
    ObjectNode root = Sarif.of(findings(report).stream().map(Sarif.Result::new).toList(), version, _ -> Optional.empty());
    ObjectNode run = (ObjectNode) root.path("runs").path(0);
    ArrayNode artifacts = run.putArray("artifacts");
    report.files().forEach(file -> write(file, artifacts.addObject()));
    run.putObject("properties")
        .put("subject", report.subject()).put("verdict", report.verdict().word()).put("coverage", report.coverage().word());
    return root;
  }

  private static void write(VerifiedFile file, ObjectNode node) {
    node.putObject("location").put("uri", Sarif.uri(file.name()));
    file.size().ifPresent(size -> node.put("length", size));
    file.digest().ifPresent(digest -> node.putObject("hashes").put("sha-256", digest.hex()));
    ObjectNode properties = node.putObject("properties");
    properties.put("role", file.role().word());
    EvidenceRecord.checks(file, properties.putObject("checks"));
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
