package dev.slipway.target.audit;

import dev.slipway.target.PlannedJob;
import dev.slipway.target.PlannedWorkflow;
import dev.slipway.workflow.MatrixUse;

/// Faults that follow from the expansion itself.
final class MatrixRules {
  private static final int MOST_LEGS = 256;

  private MatrixRules() {}

  static void check(PlannedWorkflow workflow, Report report) {
    for (PlannedJob job : workflow.jobs()) {
      if (!job.job().file().equals(workflow.file())) {
        continue;
      }
      int legs = job.job().knownLegs().size();
      if (legs > MOST_LEGS) {
        report.add(Rule.TOO_MANY_LEGS, job.job().job().at(),
            "job %s has %d legs".formatted(job.id(), legs), "Split the matrix into jobs of at most 256 legs.");
      }
      MatrixUse use = job.job().unusedIncludes();
      for (MatrixUse.Place include : use.suspectIncludes()) {
        report.add(Rule.INCLUDE_MATCHES_NOTHING, include.at(),
            "the include entry with %s matches no combination".formatted(include.what()),
            "Write the value as the matrix has it, or give the entry every key of a leg.");
      }
      for (MatrixUse.Place exclude : use.idleExcludes()) {
        report.add(Rule.EXCLUDE_REMOVES_NOTHING, exclude.at(),
            "the exclude entry %s removes nothing".formatted(exclude.what()), "Write the values as the matrix has them, or remove the entry.");
      }
      for (MatrixUse.Place twice : use.duplicates()) {
        report.add(Rule.DUPLICATE_VALUE, twice.at(), "%s stands twice in the matrix".formatted(twice.what()), "Remove one of them.");
      }
    }
  }
}
