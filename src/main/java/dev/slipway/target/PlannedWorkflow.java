package dev.slipway.target;

import dev.slipway.fact.Finding;
import dev.slipway.workflow.Expansion;
import dev.slipway.workflow.WorkflowFile;
import java.util.List;

/// A workflow with its planned jobs.
///
/// @param workflow  the file
/// @param expansion the file as GitHub would expand it in the plan's scenario
/// @param starts    whether the plan's scenario starts it
/// @param jobs      its jobs in file order, those of called local workflows in place
/// @param findings  what kept parts of it from being read
public record PlannedWorkflow(
    WorkflowFile workflow, Expansion expansion, boolean starts, List<PlannedJob> jobs, List<Finding> findings) {

  /// The file, as positions name it.
  public String file() {
    return workflow.file();
  }

  /// Every leg of every job.
  public List<PlannedLeg> legs() {
    return jobs.stream().flatMap(j -> j.legs().stream()).toList();
  }

  /// The legs that build for a target.
  public List<PlannedLeg> targetLegs() {
    return legs().stream().filter(l -> l.knownTarget().isPresent()).toList();
  }
}
