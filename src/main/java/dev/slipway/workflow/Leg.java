package dev.slipway.workflow;

import dev.slipway.fact.Known;
import dev.slipway.fact.Position;
import dev.slipway.workflow.expression.Contexts;
import dev.slipway.workflow.expression.Text;
import dev.slipway.workflow.expression.Value;
import java.util.List;
import java.util.Optional;

/// One combination of a job's matrix as GitHub would expand it, or the only leg of a job without a matrix.
///
/// @param id       GitHub's id of the combination, unique in the job; `__default` without a matrix
/// @param name     the name GitHub shows, at most 100 characters; it has holes where only a run can tell
/// @param matrix   the matrix context in GitHub's order; empty when there is no matrix or everything was excluded
/// @param runsOn   the runner labels, or unknown when they depend on something only a run can tell
/// @param group    the group of runners it asks for
/// @param origin   which vector values and include entries made it
/// @param contexts what expressions in the leg's steps may ask
/// @param called   the jobs of the workflow it calls; none when it calls none or that file is not at hand
public record Leg(
    String id,
    Text name,
    Optional<Value.Obj> matrix,
    Known<List<String>> runsOn,
    Optional<String> group,
    LegOrigin origin,
    Contexts contexts,
    List<ExpandedJob> called) {

  /// Where the leg comes from: its own include entry, its first vector value, or the job.
  public Position at() {
    return origin.at();
  }
}
