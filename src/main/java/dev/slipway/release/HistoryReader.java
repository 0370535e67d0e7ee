package dev.slipway.release;

import dev.slipway.fact.Known;
import dev.slipway.forge.Forge;
import dev.slipway.forge.Forge.RunQuery;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Job;
import dev.slipway.forge.Release;
import dev.slipway.forge.RepositoryName;
import dev.slipway.forge.WorkflowRun;
import dev.slipway.release.host.HostCalls;
import dev.slipway.release.run.RunState;
import dev.slipway.target.PlannedWorkflow;
import dev.slipway.target.TargetPlan;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.workflow.WorkflowFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what became of each target in the runs of earlier releases. Each run is held against the workflow files at
/// its own commit, for the legs of today are not those of then.
final class HistoryReader {
  private static final int MOST_RELEASES = 8;
  private static final int MOST_RUNS = 100;

  private final Forge forge;
  private final HostCalls host;
  private final RepositoryName repository;
  private final PipelineReader pipelines;

  HistoryReader(Forge forge, HostCalls host, RepositoryName repository) {
    this.forge = forge;
    this.host = host;
    this.repository = repository;
    this.pipelines = new PipelineReader(forge, host, repository);
  }

  /// The newest releases, oldest first.
  ///
  /// @param workflow the file name of the workflow that makes releases
  TargetHistory read(List<Release> releases, String workflow, Progress progress) throws ForgeException, Cancelled {
    List<WorkflowRun> runs =
        host.call(progress, () -> forge.runs(repository, RunQuery.newest(MOST_RUNS).of(workflow))).runs();
    Map<String, String> tagged = new HashMap<>();
    host.call(progress, () -> forge.tags(repository)).forEach(tag -> tagged.put(tag.name(), tag.sha()));
    List<Release> read = releases.stream().filter(release -> !release.draft()).limit(MOST_RELEASES).toList();
    List<TargetHistory.Column> columns = new ArrayList<>();
    for (Release release : read.reversed()) {
      progress.phase("reading the run of " + release.tag());
      progress.report(columns.size(), read.size());
      Optional<WorkflowRun> run = maker(release, runs.stream()
          .filter(its -> its.headBranch().equals(release.tag()) || its.headSha().equals(tagged.get(release.tag()))).toList());
      columns.add(run.isEmpty() ? unknown(release, run, "the host has no run of this tag any more") : column(release, run.get(), progress));
    }
    return new TargetHistory(columns);
  }

  /// The run that made a release: the newest that had ended when it went public. One that began later is the one that
  /// the tag of the published draft started.
  private static Optional<WorkflowRun> maker(Release release, List<WorkflowRun> runs) {
    Optional<WorkflowRun> before = runs.stream()
        .filter(run -> run.status().ended() && release.published().map(at -> !run.created().isAfter(at)).orElse(true)).findFirst();
    return before.or(() -> runs.stream().filter(run -> run.status().ended()).findFirst()).or(() -> runs.stream().findFirst());
  }

  private TargetHistory.Column column(Release release, WorkflowRun run, Progress progress) throws ForgeException, Cancelled {
    List<WorkflowFile> files;
    try {
      files = pipelines.workflows(run.headSha(), progress);
    } catch (dev.slipway.fact.Problem e) {
      return unknown(release, Optional.of(run), "the workflow of its commit cannot be read");
    }
    Known<TargetPlan> plan = pipelines.plan(files, release.tag(), Optional.empty());
    String file = run.path().substring(run.path().lastIndexOf('/') + 1);
    Optional<PlannedWorkflow> planned = plan.value().flatMap(its -> its.workflow(file));
    if (planned.isEmpty()) {
      return unknown(release, Optional.of(run), "the workflow of its commit builds for no target");
    }
    List<Job> jobs = host.call(progress, () -> forge.jobs(repository, run.id(), run.attempt()));
    Map<String, LegState.Outcome> outcomes = new LinkedHashMap<>();
    for (LegState state : LegMatcher.match(planned, Optional.of(new RunState(run, jobs, Optional.empty())))) {
      state.leg().knownTarget().ifPresent(target -> outcomes.merge(target.triple(), state.outcome(), HistoryReader::worse));
    }
    return new TargetHistory.Column(release.tag(), Optional.of(run), outcomes, "");
  }

  /// Of two legs of one target the one that was not built counts.
  private static LegState.Outcome worse(LegState.Outcome one, LegState.Outcome other) {
    return one == LegState.Outcome.BUILT ? other : one;
  }

  private static TargetHistory.Column unknown(Release release, Optional<WorkflowRun> run, String reason) {
    return new TargetHistory.Column(release.tag(), run, Map.of(), reason);
  }
}
