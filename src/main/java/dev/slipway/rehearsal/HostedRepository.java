package dev.slipway.rehearsal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// One repository with everything the host keeps for it. Guarded by the hub's lock.
final class HostedRepository {
  private static final long FIRST_NUMBER = 201;

  private final Project project;
  private final History history;
  private final List<ListedWorkflow> workflows;
  private final List<ReleaseState> releases = new ArrayList<>();
  private final List<RunState> runs = new ArrayList<>();
  private final List<OpenedPullRequest> pullRequests = new ArrayList<>();
  private final Map<String, List<ObjectNode>> attestations = new HashMap<>();
  private final Set<String> burnedTags = new HashSet<>();
  private OptionalLong markedLatest = OptionalLong.empty();
  private boolean immutableReleases;

  HostedRepository(Project project, History history, List<ListedWorkflow> workflows) {
    this.project = project;
    this.history = history;
    this.workflows = List.copyOf(workflows);
  }

  Project project() {
    return project;
  }

  History history() {
    return history;
  }

  List<ListedWorkflow> workflows() {
    return workflows;
  }

  /// The workflow with an id or a file name.
  Optional<ListedWorkflow> workflow(String idOrFile) {
    return workflows.stream()
        .filter(file -> file.fileName().equals(idOrFile) || Long.toString(file.id()).equals(idOrFile))
        .findFirst();
  }

  /// Oldest first.
  List<ReleaseState> releases() {
    return releases;
  }

  Optional<ReleaseState> release(long id) {
    return releases.stream().filter(release -> release.id == id).findFirst();
  }

  /// The published release of a tag; drafts are not found by tag.
  Optional<ReleaseState> published(String tag) {
    return releases.stream().filter(release -> !release.draft && release.tag.equals(tag)).findFirst();
  }

  /// The release an asset belongs to.
  Optional<ReleaseState> holding(long assetId) {
    return releases.stream()
        .filter(release -> release.assets.stream().anyMatch(asset -> asset.id == assetId))
        .findFirst();
  }

  /// The release marked as latest, else the one with the newest commit.
  Optional<ReleaseState> latest() {
    return releases.stream()
        .filter(release -> !release.draft && !release.prerelease)
        .max(
            Comparator.comparing((ReleaseState release) -> markedLatest.orElse(-1) == release.id)
                .thenComparing(release -> release.created)
                .thenComparing(release -> release.id));
  }

  /// Keeps a release the latest, whatever is published after it.
  void markLatest(ReleaseState release) {
    markedLatest = OptionalLong.of(release.id);
  }

  /// Lets the dates of the commits say which is the latest.
  void latestByDate() {
    markedLatest = OptionalLong.empty();
  }

  /// The bundles about a file, the newest last.
  ///
  /// @param sha256 the file's digest in hexadecimal
  List<ObjectNode> attestations(String sha256) {
    return attestations.computeIfAbsent(sha256, _ -> new ArrayList<>());
  }

  /// Oldest first.
  List<RunState> runs() {
    return runs;
  }

  /// The number the next run of a workflow gets.
  long nextNumber(ListedWorkflow workflow) {
    return FIRST_NUMBER + runs.stream().filter(run -> run.workflow.id() == workflow.id()).count();
  }

  Optional<RunState> run(long id) {
    return runs.stream().filter(run -> run.id == id).findFirst();
  }

  /// Those that were opened during the rehearsal, oldest first.
  List<OpenedPullRequest> pullRequests() {
    return pullRequests;
  }

  /// Tags of immutable releases, which can never be used again.
  Set<String> burnedTags() {
    return burnedTags;
  }

  boolean immutableReleases() {
    return immutableReleases;
  }

  void immutableReleases(boolean on) {
    immutableReleases = on;
  }
}
