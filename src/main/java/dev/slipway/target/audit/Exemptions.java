package dev.slipway.target.audit;

import dev.slipway.target.TargetPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Holds findings against what people leave as it is.
final class Exemptions {
  private Exemptions() {}

  /// The findings, those that are exempt marked so, and one for each exemption of a file read here that exempts
  /// nothing.
  static List<AuditFinding> apply(List<AuditFinding> findings, List<Exemption> exemptions, TargetPlan plan) {
    if (exemptions.isEmpty()) {
      return findings;
    }
    Set<Exemption> used = new HashSet<>();
    List<AuditFinding> marked = new ArrayList<>();
    for (AuditFinding found : findings) {
      Optional<Exemption> exemption = exemptions.stream().filter(its -> its.covers(found.finding(), plan)).findFirst();
      exemption.ifPresent(used::add);
      marked.add(new AuditFinding(found.finding(), found.patch(), exemption));
    }
    Report unused = new Report();
    for (Exemption exemption : exemptions) {
      if (!used.contains(exemption) && isOver(exemption, plan)) {
        unused.add(Rule.UNUSED_EXEMPTION, exemption.at(),
            "the policy ignores %s%s, where it is not found".formatted(exemption.rule(), exemption.file().map(" in "::concat).orElse("")),
            "Remove the entry, or correct its rule and line.");
      }
    }
    marked.addAll(unused.sorted());
    return List.copyOf(marked);
  }

  /// Whether the file it speaks of was read; one that speaks of every file may mean one that was not.
  private static boolean isOver(Exemption exemption, TargetPlan plan) {
    return plan.workflows().stream().anyMatch(workflow -> exemption.isFile(workflow.file()));
  }
}
