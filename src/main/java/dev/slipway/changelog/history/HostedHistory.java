package dev.slipway.changelog.history;

import dev.slipway.changelog.commit.ChangelogCommit;
import dev.slipway.changelog.commit.Reference;
import dev.slipway.changelog.version.ReleaseTag;
import dev.slipway.fact.Problem;
import dev.slipway.forge.Commit;
import dev.slipway.forge.Comparison;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.PullRequest;
import dev.slipway.forge.RepositoryName;
import dev.slipway.forge.Tag;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The history as the code host tells it, by comparing tags. Every comparison is asked for once.
public final class HostedHistory implements CommitSource {
  /// A first release of a larger repository needs a clone.
  static final int MOST_COMMITS = 5_000;
  /// Each costs a call.
  static final int MOST_LOOKUPS = 60;
  /// What is left of the calls after looking up pull requests.
  private static final int CALLS_LEFT = 500;

  private final Forge forge;
  private final RepositoryName repository;
  private final Map<String, Comparison> comparisons = new HashMap<>();
  private final Map<String, String> resolved = new HashMap<>();
  private final Map<String, Optional<Integer>> pullRequests = new HashMap<>();
  private Optional<Tags> tags = Optional.empty();

  public HostedHistory(Forge forge, RepositoryName repository) {
    this.forge = forge;
    this.repository = repository;
  }

  @Override
  public Tags tags() throws Problem {
    if (tags.isEmpty()) {
      List<ReleaseTag> releases = new ArrayList<>();
      try {
        for (Tag tag : forge.tags(repository)) {
          ReleaseTag.of(tag.name(), tag.sha()).ifPresent(releases::add);
        }
      } catch (ForgeException e) {
        throw unreachable(e);
      }
      tags = Optional.of(new Tags(releases, List.of()));
    }
    return tags.get();
  }

  @Override
  public String resolve(String ref) throws Problem {
    String known = resolved.get(ref);
    if (known != null) {
      return known;
    }
    try {
      String name = ref.equals("HEAD") ? forge.repository(repository).defaultBranch() : ref;
      Optional<Commit> commit = forge.commit(repository, name);
      if (commit.isEmpty()) {
        throw Problem.wrongUse(
            "%s has no branch, tag or commit named \"%s\". Check the name, or push it.".formatted(repository, name));
      }
      resolved.put(ref, commit.get().sha());
      return commit.get().sha();
    } catch (ForgeException e) {
      throw unreachable(e);
    }
  }

  @Override
  public boolean leadsTo(String ancestor, String head) throws Problem {
    return ancestor.equals(head) || compare(ancestor, head).behind() == 0;
  }

  @Override
  public Walk commits(Optional<String> base, String head, List<String> paths, Progress progress)
      throws Problem, Cancelled {
    if (!paths.isEmpty()) {
      throw Problem.wrongUse(
          "The code host cannot tell which commits touch %s. Use a local clone for that."
              .formatted(String.join(", ", paths)));
    }
    progress.phase("asking for commits");
    if (base.isPresent()) {
      if (base.get().equals(head)) {
        return new Walk(List.of(), List.of());
      }
      return named(read(compare(base.get(), head).commits().reversed()), progress);
    }
    try {
      List<Commit> commits = forge.commits(repository, head, MOST_COMMITS);
      return new Walk(read(commits), commits.size() < MOST_COMMITS ? List.of() : List.of(tooMany()));
    } catch (ForgeException e) {
      throw unreachable(e);
    }
  }

  /// A squash merge whose first line lost its number is asked for by its commit: the host knows the pull request.
  private Walk named(List<ChangelogCommit> commits, Progress progress) throws Cancelled {
    List<ChangelogCommit> nameless =
        commits.stream().filter(it -> !it.merge() && Reference.pullRequest(it.subject()).isEmpty()).toList();
    if (nameless.isEmpty() || !mayAsk(nameless.size())) {
      return new Walk(commits, List.of());
    }
    progress.phase("asking for pull requests");
    List<String> missing = new ArrayList<>();
    try {
      for (ChangelogCommit commit : nameless) {
        progress.checkCancelled();
        if (!pullRequests.containsKey(commit.sha())) {
          List<PullRequest> found = forge.pullRequests(repository, commit.sha());
          pullRequests.put(commit.sha(), found.stream().map(PullRequest::number).findFirst());
        }
      }
    } catch (ForgeException e) {
      missing.add("The pull requests of some commits could not be asked for, so their numbers are missing: " + e.sentence());
    }
    return new Walk(
        commits.stream()
            .map(it -> pullRequests.getOrDefault(it.sha(), Optional.empty()).map(it::from).orElse(it))
            .toList(),
        missing);
  }

  private boolean mayAsk(int calls) {
    return calls <= MOST_LOOKUPS && forge.rateLimit().map(limit -> limit.remaining() - calls >= CALLS_LEFT).orElse(true);
  }

  @Override
  public Optional<String> cutOff() {
    return Optional.empty();
  }

  private Comparison compare(String base, String head) throws Problem {
    String key = base + ".." + head;
    Comparison known = comparisons.get(key);
    if (known != null) {
      return known;
    }
    try {
      Comparison comparison = forge.compare(repository, base, head);
      comparisons.put(key, comparison);
      return comparison;
    } catch (ForgeException e) {
      throw unreachable(e);
    }
  }

  private static List<ChangelogCommit> read(List<Commit> commits) {
    return commits.stream().map(ChangelogCommit::of).toList();
  }

  private static String tooMany() {
    return "Only the newest %,d commits were read; a local clone has them all.".formatted(MOST_COMMITS);
  }

  private static Problem unreachable(ForgeException e) {
    return Problem.outOfReach(e.sentence(), e);
  }
}
