package dev.slipway.target.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Position;
import dev.slipway.fact.Severity;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Findings as SARIF 2.1.0, which GitHub code scanning shows.
public final class Sarif {
  private Sarif() {}

  /// One document with one run.
  ///
  /// @param version the version of this program
  public static ObjectNode of(List<AuditFinding> findings, String version) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    root.put("version", "2.1.0");
    ObjectNode run = root.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "Slipway");
    driver.put("version", version);
    ArrayNode rules = driver.putArray("rules");
    TreeSet<String> used = new TreeSet<>();
    findings.forEach(f -> used.add(f.finding().rule()));
    for (String id : used) {
      ObjectNode rule = rules.addObject();
      rule.put("id", id);
      rule.putObject("shortDescription").put("text", id.replace('-', ' '));
      why(id).ifPresent(w -> rule.putObject("fullDescription").put("text", w));
    }
    ArrayNode results = run.putArray("results");
    findings.forEach(f -> results.add(result(f)));
    return root;
  }

  private static Optional<String> why(String id) {
    return java.util.Arrays.stream(Rule.values()).filter(r -> r.id().equals(id)).map(Rule::why).findFirst();
  }

  private static ObjectNode result(AuditFinding found) {
    Finding finding = found.finding();
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result.put("ruleId", finding.rule());
    result.put("level", level(finding.severity()));
    result.putObject("message").put("text",
        String.join(" ", List.of(sentence(finding.message()), finding.why(), finding.fix())).strip());
    ObjectNode physical = result.putArray("locations").addObject().putObject("physicalLocation");
    physical.putObject("artifactLocation").put("uri", finding.at().map(Position::file).orElse(finding.subject()));
    finding.at().filter(p -> p.line() > 0).ifPresent(p -> {
      ObjectNode region = physical.putObject("region");
      region.put("startLine", p.line());
      region.put("startColumn", Math.max(p.column(), 1));
    });
    found.patch().ifPresent(p -> fix(p, result));
    found.exempt().ifPresent(exemption -> {
      ObjectNode suppression = result.putArray("suppressions").addObject();
      suppression.put("kind", "external");
      suppression.put("status", "accepted");
      suppression.put("justification", exemption.reason());
    });
    return result;
  }

  private static void fix(YamlPatch patch, ObjectNode result) {
    ObjectNode fix = result.putArray("fixes").addObject();
    fix.putObject("description").put("text", "Apply the change");
    ObjectNode change = fix.putArray("artifactChanges").addObject();
    change.putObject("artifactLocation").put("uri", patch.file());
    ObjectNode replacement = change.putArray("replacements").addObject();
    ObjectNode region = replacement.putObject("deletedRegion");
    region.put("startLine", patch.line());
    region.put("startColumn", 1);
    region.put("endLine", patch.line() + patch.before().size());
    region.put("endColumn", 1);
    replacement.putObject("insertedContent").put("text", String.join("\n", patch.after()) + "\n");
  }

  private static String sentence(String message) {
    return Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "note";
    };
  }
}
