package dev.slipway.workflow;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Known;
import dev.slipway.fact.Unknown;
import dev.slipway.workflow.expression.Text;
import java.util.List;
import java.util.Optional;

/// A job with its legs.
///
/// @param job          the job as written
/// @param file         the file it is written in
/// @param bareName     the name before expansion, which GitHub shows for a job that is skipped as a whole
/// @param legs         its legs in GitHub's order, or unknown when only a run can tell the matrix
/// @param hasMatrix    whether it has a matrix
/// @param failFast     whether one failing leg cancels the others; empty where only a run can tell
/// @param maxParallel  how many legs run at once; 0 for no limit
/// @param runs         whether its `if` lets it run in the scenario; empty where only a run can tell
/// @param findings     what is wrong with its matrix
/// @param unusedIncludes include entries that matched nothing, and exclude entries that removed nothing
public record ExpandedJob(
    WorkflowJob job,
    String file,
    String bareName,
    Known<List<Leg>> legs,
    boolean hasMatrix,
    Optional<Boolean> failFast,
    int maxParallel,
    Optional<Boolean> runs,
    List<Finding> findings,
    MatrixUse unusedIncludes) {

  /// Its key under `jobs:`.
  public String id() {
    return job.id();
  }

  /// Whether only a run can tell its legs.
  public boolean isDynamic() {
    return legs instanceof Unknown;
  }

  /// Its legs where they are known, none otherwise.
  public List<Leg> knownLegs() {
    return legs.value().orElse(List.of());
  }

  /// The name as it is written, for a job that never got legs.
  public Text writtenName() {
    return Text.of(bareName);
  }
}
