package dev.slipway.target.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.fact.Sarif;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What the audit found in SARIF, with ready changes and what is ignored.
public final class AuditSarif {
  private AuditSarif() {}

  /// Makes the document.
  ///
  /// @param version the version of this program
  public static ObjectNode of(List<AuditFinding> findings, String version) {
    return Sarif.of(findings.stream().map(AuditSarif::result).toList(), version, AuditSarif::why);
  }

  private static Optional<String> why(String id) {
    return Arrays.stream(Rule.values()).filter(rule -> rule.id().equals(id)).map(Rule::why).findFirst();
  }

  private static Sarif.Result result(AuditFinding found) {
    return new Sarif.Result(found.finding(), found.exempt().map(Exemption::reason),
        found.patch().map(patch -> new Sarif.Change(patch.file(), patch.line(), patch.before().size(), patch.after())));
  }
}
