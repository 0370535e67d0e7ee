package dev.slipway.release;

import dev.slipway.fact.Problem;
import dev.slipway.forge.Forge;
import dev.slipway.forge.Forge.RunQuery;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Job;
import dev.slipway.forge.Release;
import dev.slipway.forge.RepositoryName;
import dev.slipway.forge.WorkflowRun;
import dev.slipway.release.host.PatientCalls;
import dev.slipway.release.run.RunState;
import dev.slipway.gate.PolicyFile;
import dev.slipway.target.PlannedJob;
import dev.slipway.target.PlannedWorkflow;
import dev.slipway.target.tool.ToolTargets;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.transfer.Retry;
import dev.slipway.workflow.WorkflowFile;
import java.util.List;
import java.util.Optional;

/// What a repository on a host says about its pipelines without a release being opened: its workflow files, its last
/// release, and the newest run of a workflow whose legs only a run can tell.
public final class RemotePipeline {
  private final Forge forge;
  private final PatientCalls host;
  private final RepositoryName repository;

  public RemotePipeline(Forge forge, RepositoryName repository, Retry retry) {
    this.forge = forge;
    this.host = new PatientCalls(retry);
    this.repository = repository;
  }

  /// The workflow files at a branch, tag or commit.
  ///
  /// @param ref empty for the default branch
  public List<WorkflowFile> workflows(Optional<String> ref, Progress progress) throws Problem, ForgeException, Cancelled {
    return new PipelineReader(forge, host, repository).workflows(at(ref, progress), progress);
  }

  /// The policy at a branch, tag or commit, or the defaults where there is none.
  ///
  /// @param ref empty for the default branch
  public PolicyFile policy(Optional<String> ref, Progress progress) throws ForgeException, Cancelled {
    return new PipelineReader(forge, host, repository).policy(at(ref, progress), progress);
  }

  /// The configuration of release tools at the top of the repository.
  ///
  /// @param ref empty for the default branch
  public List<ToolTargets> tools(Optional<String> ref, Progress progress) throws Problem, ForgeException, Cancelled {
    return new PipelineReader(forge, host, repository).tools(at(ref, progress), progress);
  }

  private String at(Optional<String> ref, Progress progress) throws ForgeException, Cancelled {
    return ref.isPresent() ? ref.get() : host.call(progress, () -> forge.repository(repository)).defaultBranch();
  }

  /// The newest published release that is no prerelease, and not the one of this tag.
  public Optional<Release> lastRelease(String tag, Progress progress) throws ForgeException, Cancelled {
    return host.call(progress, () -> forge.releases(repository)).stream()
        .filter(release -> !release.draft() && !release.prerelease() && !release.tag().equals(tag))
        .findFirst();
  }

  /// The jobs of a run that are in no leg of the file.
  ///
  /// @param run  the number people know the run by
  /// @param jobs the jobs
  public record DynamicLegs(long run, List<Job> jobs) {
    public DynamicLegs {
      jobs = List.copyOf(jobs);
    }
  }

  /// What the newest run made of a matrix that only a run can tell; empty when the file tells every leg, or there is
  /// no run that has ended.
  public Optional<DynamicLegs> dynamicLegs(PlannedWorkflow workflow, Progress progress) throws ForgeException, Cancelled {
    if (workflow.jobs().stream().noneMatch(PlannedJob::dynamic)) {
      return Optional.empty();
    }
    Optional<WorkflowRun> run =
        host.call(progress, () -> forge.runs(repository, RunQuery.newest(20).of(workflow.workflow().fileName()))).runs().stream()
            .filter(its -> its.status().ended()).findFirst();
    if (run.isEmpty()) {
      return Optional.empty();
    }
    List<Job> jobs = host.call(progress, () -> forge.jobs(repository, run.get().id(), run.get().attempt()));
    List<Job> dynamic =
        LegMatcher.dynamic(Optional.of(workflow), Optional.of(new RunState(run.get(), jobs, Optional.empty())));
    return Optional.of(new DynamicLegs(run.get().number(), dynamic));
  }
}
