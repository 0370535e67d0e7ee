package dev.slipway.release;

import dev.slipway.fact.Known;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Source;
import dev.slipway.forge.Asset;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Release;
import dev.slipway.forge.RepositoryName;
import dev.slipway.gate.PolicyFile;
import dev.slipway.gate.PolicyReader;
import dev.slipway.gate.ReleasePolicy;
import dev.slipway.release.host.HostCalls;
import dev.slipway.target.LearntNames;
import dev.slipway.target.RunnerLabels;
import dev.slipway.target.TargetPlan;
import dev.slipway.target.TargetPlanner;
import dev.slipway.target.audit.AuditFinding;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.target.tool.ToolConfiguration;
import dev.slipway.target.tool.ToolTargets;
import dev.slipway.workflow.LocalActionSearch;
import dev.slipway.workflow.Scenario;
import dev.slipway.workflow.WorkflowFile;
import dev.slipway.workflow.WorkflowReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads what a repository says about its releases: the policy and the workflows.
final class PipelineReader {
  private static final String FOLDER = ".github/workflows";

  private final Forge forge;
  private final HostCalls host;
  private final RepositoryName repository;

  PipelineReader(Forge forge, HostCalls host, RepositoryName repository) {
    this.forge = forge;
    this.host = host;
    this.repository = repository;
  }

  /// The policy at a commit, or the defaults where the repository has none.
  PolicyFile policy(String ref, Progress progress) throws ForgeException, Cancelled {
    progress.phase("reading " + PolicyFile.NAME);
    Optional<byte[]> bytes = host.call(progress, () -> forge.file(repository, PolicyFile.NAME, ref));
    return bytes
        .map(text -> PolicyReader.read(PolicyFile.NAME, new String(text, StandardCharsets.UTF_8)))
        .orElseGet(() -> new PolicyFile(ReleasePolicy.defaults(), List.of()));
  }

  /// The workflow files at a commit.
  ///
  /// @throws Problem when there is none
  List<WorkflowFile> workflows(String ref, Progress progress) throws Problem, ForgeException, Cancelled {
    progress.phase("reading workflows");
    List<String> names =
        host.call(progress, () -> forge.folder(repository, FOLDER, ref)).stream()
            .filter(name -> name.endsWith(".yml") || name.endsWith(".yaml"))
            .toList();
    if (names.isEmpty()) {
      throw Problem.outOfReach(
          "%s has no workflow in %s at %s, so nothing says what a release holds. Add a release workflow, or verify a folder instead."
              .formatted(repository, FOLDER, ref.matches("[0-9a-f]{40}") ? ref.substring(0, 7) : ref));
    }
    List<WorkflowFile> files = new ArrayList<>();
    for (String name : names) {
      String path = FOLDER + "/" + name;
      Optional<byte[]> bytes = host.call(progress, () -> forge.file(repository, path, ref));
      bytes.ifPresent(content -> files.add(WorkflowReader.read(content, path)));
    }
    return withActions(files, ref, progress);
  }

  /// The workflows with the repository's own actions at the same commit.
  private List<WorkflowFile> withActions(List<WorkflowFile> files, String ref, Progress progress) throws ForgeException, Cancelled {
    LocalActionSearch search = new LocalActionSearch(files);
    for (Optional<String> wanted = search.next(); wanted.isPresent(); wanted = search.next()) {
      answer(search, wanted.get(), ref, progress);
    }
    return search.files();
  }

  /// One that the host does not give as a file, being a folder or too large, hinders the reading of nothing else.
  private void answer(LocalActionSearch search, String folder, String ref, Progress progress) throws ForgeException, Cancelled {
    for (String path : LocalActionSearch.paths(folder)) {
      try {
        Optional<byte[]> bytes = host.call(progress, () -> forge.file(repository, path, ref));
        if (bytes.isPresent()) {
          search.found(bytes.get(), path);
          return;
        }
      } catch (ForgeException e) {
        if (e.kind() != ForgeException.Kind.REFUSED && e.kind() != ForgeException.Kind.UNEXPECTED) {
          throw e;
        }
        search.unread("%s cannot be read as a file".formatted(path));
        return;
      }
    }
    search.missing();
  }

  /// The configuration of release tools at a commit; of each folder a file can be in, the names are asked once.
  List<ToolTargets> tools(String ref, Progress progress) throws ForgeException, Cancelled {
    progress.phase("reading the configuration of release tools");
    Map<String, byte[]> files = new HashMap<>();
    Set<String> there = new HashSet<>(host.call(progress, () -> forge.folder(repository, "", ref)));
    host.call(progress, () -> forge.folder(repository, ".config", ref)).forEach(name -> there.add(".config/" + name));
    List<ToolTargets> tools = new ArrayList<>();
    for (String path : ToolConfiguration.paths()) {
      if (there.contains(path)) {
        host.call(progress, () -> forge.file(repository, path, ref)).ifPresent(bytes -> files.put(path, bytes));
      }
    }
    return ToolConfiguration.read(files);
  }

  /// What the workflows build for a release; names they do not tell are learnt from the release before.
  ///
  /// @param tag      the tag it gets
  /// @param previous the release before, where there is one
  Known<TargetPlan> plan(List<WorkflowFile> workflows, String tag, Optional<Release> previous) {
    TargetPlan plan =
        new TargetPlanner(RunnerLabels.bundled()).plan(workflows, Scenario.tagPush(tag, repository.toString()));
    if (plan.targetLegs().isEmpty()) {
      return Known.unknown("no workflow builds for a target");
    }
    TargetPlan complete = previous.map(release -> LearntNames.complete(plan, release.tag(), names(release))).orElse(plan);
    return Known.of(complete, new Source.Measured("the workflow files"));
  }

  /// What is wrong with the pipelines.
  static List<AuditFinding> audit(Known<TargetPlan> plan, PolicyFile policy, Optional<Release> previous) {
    return plan.value()
        .map(its -> new AuditPolicy(RunnerLabels.bundled(), policy).audit(its, previous.map(PipelineReader::names)))
        .orElse(List.of());
  }

  private static List<String> names(Release release) {
    return release.assets().stream().map(Asset::name).toList();
  }
}
