package dev.slipway.target.audit;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Collects findings; the same rule at the same place is told once.
final class Report {
  private final List<AuditFinding> findings = new ArrayList<>();
  private final Set<String> told = new HashSet<>();

  void add(Rule rule, Position at, String message, String fix) {
    add(rule, at, message, fix, Optional.empty());
  }

  void add(Rule rule, Position at, String message, String fix, Optional<YamlPatch> patch) {
    if (told.add(rule.id() + at.file() + at.line() + ":" + at.column())) {
      findings.add(new AuditFinding(Finding.at(at, rule.id(), rule.severity(), message, fix).because(rule.why()), patch));
    }
  }

  void add(Finding finding) {
    findings.add(new AuditFinding(finding, Optional.empty()));
  }

  /// The findings by file and line.
  List<AuditFinding> sorted() {
    return findings.stream()
        .sorted(Comparator.comparing((AuditFinding f) -> f.finding().subject())
            .thenComparing(f -> f.finding().at().map(Position::line).orElse(0))
            .thenComparing(f -> f.finding().at().map(Position::column).orElse(0))
            .thenComparing(f -> f.finding().severity()))
        .toList();
  }
}
