package dev.slipway.release;

import dev.slipway.fact.Known;
import dev.slipway.forge.Job;
import dev.slipway.forge.WorkflowRun;
import dev.slipway.release.run.RunState;
import dev.slipway.target.PlannedWorkflow;
import dev.slipway.target.TargetPlan;
import dev.slipway.target.audit.AuditFinding;
import dev.slipway.target.tool.ToolTargets;
import java.util.List;
import java.util.Optional;

/// How the release is built: what should exist, and the run that makes it.
///
/// @param targets what the workflows would build
/// @param tools   what the configuration of release tools asks for
/// @param audit   what is wrong with the workflows
/// @param recent  the newest runs of the repository, newest first
/// @param run     the run this release is made from
/// @param legs    each leg that builds for a target, with what became of it in that run
public record Pipeline(
    Known<TargetPlan> targets,
    List<ToolTargets> tools,
    List<AuditFinding> audit,
    List<WorkflowRun> recent,
    Optional<RunState> run,
    List<LegState> legs) {
  public Pipeline {
    tools = List.copyOf(tools);
    audit = List.copyOf(audit);
    recent = List.copyOf(recent);
    legs = List.copyOf(legs);
  }

  /// The jobs of the run that no leg of the file is: what a matrix that only a run could tell was made into.
  public List<Job> dynamicJobs() {
    Optional<PlannedWorkflow> workflow = run.flatMap(its ->
        targets.value().flatMap(plan -> plan.workflow(its.run().path().substring(its.run().path().lastIndexOf('/') + 1))));
    return LegMatcher.dynamic(workflow, run);
  }

  /// Nothing is known yet.
  public static Pipeline unread() {
    return new Pipeline(
        Known.unknown("the workflows were not read yet"), List.of(), List.of(), List.of(), Optional.empty(), List.of());
  }
}
