package dev.slipway.target.audit;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Collects findings; the same rule at the same place is told once.
final class Report {
  private final Set<AuditFinding> read = new LinkedHashSet<>();
  private final List<AuditFinding> findings = new ArrayList<>();
  private final Set<Told> told = new HashSet<>();

  private record Told(String rule, Position at) {}

  void add(Rule rule, Position at, String message, String fix) {
    add(rule, at, message, fix, Optional.empty());
  }

  void add(Rule rule, Position at, String message, String fix, Optional<YamlPatch> patch) {
    add(new AuditFinding(Finding.at(at, rule.id(), rule.severity(), message, fix).because(rule.why()), patch, Optional.empty()));
  }

  /// What the reader found; it may say several things of one place.
  void add(Finding finding) {
    read.add(new AuditFinding(finding, Optional.empty(), Optional.empty()));
  }

  /// What another report collected.
  void add(Report other) {
    read.addAll(other.read);
    other.findings.forEach(this::add);
  }

  private void add(AuditFinding found) {
    Finding finding = found.finding();
    if (finding.at().isEmpty() || told.add(new Told(finding.rule(), finding.at().get()))) {
      findings.add(found);
    }
  }

  /// The findings by file and line.
  List<AuditFinding> sorted() {
    return Stream.concat(read.stream(), findings.stream())
        .sorted(Comparator.comparing((AuditFinding f) -> f.finding().subject())
            .thenComparing(f -> f.finding().at().map(Position::line).orElse(0))
            .thenComparing(f -> f.finding().at().map(Position::column).orElse(0))
            .thenComparing(f -> f.finding().severity()))
        .toList();
  }
}
