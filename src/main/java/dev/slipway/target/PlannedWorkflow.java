package dev.slipway.target;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Position;
import dev.slipway.workflow.Expansion;
import dev.slipway.workflow.WorkflowFile;
import dev.slipway.workflow.yaml.SourceText;
import dev.slipway.workflow.yaml.YamlNode;
import java.util.List;
import java.util.Map;

/// A workflow with its planned jobs.
///
/// @param workflow  the file
/// @param expansion the file as GitHub would expand it in the plan's scenario
/// @param starts    whether the plan's scenario starts it
/// @param jobs      its jobs in file order, those of called local workflows in place
/// @param findings  what kept parts of it from being read
/// @param sources   the lines of this file, the others and the actions they use, by the name positions carry
public record PlannedWorkflow(
    WorkflowFile workflow, Expansion expansion, boolean starts, List<PlannedJob> jobs, List<Finding> findings,
    Map<String, SourceText> sources) {

  /// The file, as positions name it.
  public String file() {
    return workflow.file();
  }

  /// The lines of the file a node is written in.
  public SourceText source(YamlNode node) {
    return source(node.anchor().orElse(node.at()));
  }

  /// The lines of the file a place is in.
  public SourceText source(Position at) {
    return sources.getOrDefault(at.file(), workflow.text());
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
