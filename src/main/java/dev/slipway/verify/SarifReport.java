package dev.slipway.verify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The findings of a report in SARIF 2.1.0, which code scanning reads.
public final class SarifReport {
  private SarifReport() {}

  /// Makes the document.
  ///
  /// @param version the version of Slipway that verified
  public static ObjectNode of(VerificationReport report, String version) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    root.put("version", "2.1.0");
    ObjectNode run = root.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "Slipway");
    driver.put("version", version);
    ArrayNode rules = driver.putArray("rules");
    Set<String> ids = new TreeSet<>();
    List<Finding> findings = findings(report);
    findings.forEach(finding -> ids.add(finding.rule()));
    ids.forEach(id -> rules.addObject().put("id", id));
    ArrayNode results = run.putArray("results");
    findings.forEach(finding -> result(results.addObject(), finding));
    return root;
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

  private static void result(ObjectNode result, Finding finding) {
    result.put("ruleId", finding.rule());
    result.put(
        "level",
        switch (finding.severity()) {
          case ERROR -> "error";
          case WARNING -> "warning";
          case INFO -> "note";
        });
    String fix = finding.fix().isEmpty() ? "" : " " + finding.fix();
    result.putObject("message").put("text", finding.message() + fix);
    ObjectNode place = result.putArray("locations").addObject().putObject("physicalLocation");
    String file = finding.at().map(at -> at.file()).orElse(finding.subject());
    place.putObject("artifactLocation").put("uri", uri(file));
    finding.at()
        .filter(at -> at.line() > 0)
        .ifPresent(at -> place.putObject("region").put("startLine", at.line()).put("startColumn", Math.max(1, at.column())));
  }

  private static String uri(String name) {
    try {
      String path = new URI(null, null, "/" + name, null).getRawPath();
      return path == null ? "" : path.substring(1);
    } catch (URISyntaxException e) {
      return "";
    }
  }
}
