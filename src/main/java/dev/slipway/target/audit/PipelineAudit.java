package dev.slipway.target.audit;

import dev.slipway.target.PlannedWorkflow;
import dev.slipway.target.RunnerLabels;
import dev.slipway.target.TargetPlan;
import dev.slipway.workflow.WorkflowFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The audit of a repository's pipelines.
public final class PipelineAudit {
  private final RunnerLabels labels;
  private final AuditOptions options;

  public PipelineAudit(RunnerLabels labels, AuditOptions options) {
    this.labels = labels;
    this.options = options;
  }

  /// Every finding, by file and line. What kept a file from being read comes with them.
  public List<AuditFinding> audit(TargetPlan plan) {
    Report report = new Report();
    Map<String, WorkflowFile> files = new HashMap<>();
    plan.workflows().forEach(w -> files.put(w.file(), w.workflow()));
    plan.workflows().parallelStream().map(w -> audit(w, files)).toList().forEach(report::add);
    NamingRules.check(plan, report);
    ChecksumRules.check(plan, options, report);
    return Exemptions.apply(report.sorted(), options.exemptions(), plan);
  }

  private Report audit(PlannedWorkflow workflow, Map<String, WorkflowFile> files) {
    Report report = new Report();
    workflow.findings().forEach(report::add);
    RunnerRules.check(workflow, labels, report);
    ActionRules.check(workflow, report);
    ArtifactRules.check(workflow, report);
    AssetRules.check(workflow, report);
    ReleaseRules.check(workflow, options, report);
    PermissionRules.check(workflow, files, report);
    GuardRules.check(workflow, files, report);
    ScriptRules.check(workflow, labels, report);
    MatrixRules.check(workflow, report);
    return report;
  }
}
