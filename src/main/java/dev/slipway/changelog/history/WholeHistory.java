package dev.slipway.changelog.history;

import dev.slipway.changelog.commit.ChangelogCommit;
import dev.slipway.changelog.version.ReleaseTag;
import dev.slipway.fact.Problem;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The whole history cut at its releases: every commit belongs to the lowest version that contains it, what no
/// release contains is unreleased. The history is walked once, however many tags there are.
public final class WholeHistory {
  private WholeHistory() {}

  /// One range for each release that leads to `request.to()`, newest first, with what is unreleased before them.
  ///
  /// @param request its channel says whether prereleases are ranges of their own; its `from` is not used
  /// @throws Problem when the history cannot be read
  public static List<CommitRange> of(CommitSource source, RangeRequest request, Progress progress)
      throws Problem, Cancelled {
    String head = source.resolve(request.to());
    CommitSource.Walk walk = source.commits(Optional.empty(), head, List.of(), progress);
    Map<String, Integer> places = new HashMap<>(walk.commits().size() * 2);
    for (int i = 0; i < walk.commits().size(); i++) {
      places.put(walk.commits().get(i).sha(), i);
    }
    boolean prereleases = request.channel() == RangeRequest.Channel.ANY;
    List<ReleaseTag> tags =
        source.tags().releases().stream()
            .filter(tag -> places.containsKey(tag.sha()))
            .filter(tag -> prereleases || tag.version().stable())
            .filter(tag -> request.series().isEmpty() || request.series().get().equals(tag.prefix()))
            .sorted(Comparator.comparing(ReleaseTag::version).thenComparing(ReleaseTag::name))
            .toList();
    List<CommitRange> ranges = cut(walk, tags, places, request.to());
    if (request.paths().isEmpty()) {
      return ranges;
    }
    CommitSource.Walk touching = source.commits(Optional.empty(), head, request.paths(), progress);
    Set<String> wanted = touching.commits().stream().map(ChangelogCommit::sha).collect(Collectors.toSet());
    return ranges.stream().map(range -> part(range, wanted, touching.missing())).toList();
  }

  /// A release has the same commits whichever folder is asked about; of them those stay that touch it.
  private static CommitRange part(CommitRange range, Set<String> wanted, List<String> missing) {
    List<ChangelogCommit> commits = range.commits().stream().filter(commit -> wanted.contains(commit.sha())).toList();
    return new CommitRange(
        range.from(), range.to(), range.base(), range.reason() + ", of which " + commits.size() + " touch the path", range.skipped(),
        range.from().isEmpty() ? missing : range.missing(), commits);
  }

  private static List<CommitRange> cut(
      CommitSource.Walk walk, List<ReleaseTag> tags, Map<String, Integer> places, String to) {
    int[] owner = new int[walk.commits().size()];
    Arrays.fill(owner, tags.size());
    for (int t = 0; t < tags.size(); t++) {
      claim(walk.commits(), places, owner, tags.get(t).sha(), t, tags.size());
    }
    List<List<ChangelogCommit>> parts = new ArrayList<>();
    for (int t = 0; t <= tags.size(); t++) {
      parts.add(new ArrayList<>());
    }
    for (int i = 0; i < owner.length; i++) {
      parts.get(owner[i]).add(walk.commits().get(i));
    }
    List<CommitRange> ranges = new ArrayList<>();
    for (int t = tags.size(); t >= 0; t--) {
      boolean unreleased = t == tags.size();
      if (unreleased && parts.get(t).isEmpty()) {
        continue;
      }
      Optional<ReleaseTag> base = t == 0 ? Optional.empty() : Optional.of(tags.get(t - 1));
      String reason =
          base.map(tag -> "everything since " + tag.name()).orElse("everything up to the first release") + "; "
              + parts.get(t).size() + " commits";
      ranges.add(
          new CommitRange(
              base.map(ReleaseTag::name), unreleased ? to : tags.get(t).name(), base, reason, List.of(),
              t == 0 ? walk.missing() : List.of(), parts.get(t)));
    }
    return ranges;
  }

  private static void claim(
      List<ChangelogCommit> commits, Map<String, Integer> places, int[] owner, String sha, int tag, int nobody) {
    Deque<String> open = new ArrayDeque<>();
    open.push(sha);
    while (!open.isEmpty()) {
      Integer place = places.get(open.pop());
      if (place != null && owner[place] == nobody) {
        owner[place] = tag;
        commits.get(place).parents().forEach(open::push);
      }
    }
  }
}
