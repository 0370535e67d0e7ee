package dev.slipway.release;

import dev.slipway.fact.Known;
import dev.slipway.fact.Problem;
import dev.slipway.forge.Commit;
import dev.slipway.forge.Forge;
import dev.slipway.forge.Forge.RunQuery;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Release;
import dev.slipway.forge.Repository;
import dev.slipway.forge.RepositoryName;
import dev.slipway.forge.WorkflowRun;
import dev.slipway.gate.PolicyFile;
import dev.slipway.release.host.HostCalls;
import dev.slipway.release.notes.ChangelogRules;
import dev.slipway.release.notes.NotesFolder;
import dev.slipway.release.notes.RangeReader;
import dev.slipway.target.TargetPlan;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.workflow.WorkflowFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a repository as it is at one commit: policy, workflows, tags, releases, commits, and the plan of what would be built.
///
/// @param connection to the host
/// @param host       how it is called
record RepositoryReader(Connection connection, HostCalls host) {

  /// What was read.
  ///
  /// @param pipeline  with no run taken yet
  /// @param range     the commits of the release
  /// @param workflows the workflow files at that commit
  record Opened(Subject subject, Pipeline pipeline, Notes.Range range, List<WorkflowFile> workflows) {}

  /// @param tag the tag the release gets; empty to take what the commits ask for
  /// @param ref the branch or tag that is built; empty for the tag where it exists, else the default branch
  Opened read(Optional<String> tag, Optional<String> ref, Progress progress) throws Problem, ForgeException, Cancelled {
    Forge forge = connection.forge();
    RepositoryName name = connection.repository();
    progress.phase("opening " + name);
    Repository repository = host.call(progress, () -> forge.repository(name));
    if (!repository.name().toString().equalsIgnoreCase(name.toString())) {
      throw Problem.wrongUse("%s is %s now. Nothing was done; open it by that name.".formatted(name, repository.name()));
    }
    Map<String, String> tags = new HashMap<>();
    host.call(progress, () -> forge.tags(name)).forEach(its -> tags.put(its.name(), its.sha()));
    List<Release> releases = host.call(progress, () -> forge.releases(name));
    String built = ref.or(() -> tag.filter(tags::containsKey)).orElse(repository.defaultBranch());
    Commit head =
        host.call(progress, () -> forge.commit(name, built))
            .orElseThrow(() -> Problem.wrongUse("%s has no branch, tag or commit %s. Name one that it has.".formatted(name, built)));
    PipelineReader reader = new PipelineReader(forge, host, name);
    PolicyFile policy = reader.policy(head.sha(), progress);
    List<WorkflowFile> workflows = reader.workflows(head.sha(), progress);
    Notes.Range range =
        new RangeReader(forge, host, name)
            .read(built, tag, keptRange(tag), ChangelogRules.of(policy.policy()), progress);
    Optional<String> chosen = tag.or(range::nextTag);
    Subject subject =
        new Subject(
            new Place.OnHost(forge.host(), name), Optional.of(repository), host.call(progress, forge::account), chosen, built,
            Optional.of(head), chosen.map(tags::get), releases, host.call(progress, () -> forge.immutableReleases(name)), policy);
    Known<TargetPlan> plan = reader.plan(workflows, chosen.orElse("v0.0.0"), subject.previous());
    List<WorkflowRun> recent = host.call(progress, () -> forge.runs(name, RunQuery.newest(30))).runs();
    Pipeline pipeline =
        new Pipeline(
            plan, reader.tools(head.sha(), progress), PipelineReader.audit(plan, policy, subject.previous()), recent, Optional.empty(),
            LegMatcher.match(RunWork.releasing(plan, policy.policy()), Optional.empty()));
    return new Opened(subject, pipeline, range, workflows);
  }

  /// Where the range begins, when a person chose that in an earlier session.
  private Optional<String> keptRange(Optional<String> tag) throws Problem {
    if (tag.isEmpty()) {
      return Optional.empty();
    }
    Workspace kept =
        Workspace.of(connection.state(), connection.forge().host().web().getAuthority(), connection.repository(), tag.get());
    return new NotesFolder(kept.notes(), connection.clock()).keptRange();
  }
}
