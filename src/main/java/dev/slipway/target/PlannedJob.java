package dev.slipway.target;

import dev.slipway.workflow.ExpandedJob;
import java.util.List;
import java.util.Optional;

/// A job with its planned legs.
///
/// @param id      its key under `jobs:`; for a job of a called workflow the calling job's key and a slash in front
/// @param job     the job as expanded
/// @param dynamic whether only a run can tell its legs
/// @param why     why only a run can tell, as a clause; empty when it is not dynamic
/// @param legs    its legs, in GitHub's order; none when it is dynamic or calls a workflow that is at hand
public record PlannedJob(String id, ExpandedJob job, boolean dynamic, Optional<String> why, List<PlannedLeg> legs) {}
