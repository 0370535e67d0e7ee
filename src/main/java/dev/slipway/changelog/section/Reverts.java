package dev.slipway.changelog.section;

import dev.slipway.changelog.commit.ChangelogCommit;
import dev.slipway.changelog.commit.Message;
import dev.slipway.changelog.commit.Reference;
import dev.slipway.changelog.commit.Revert;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Which commits of a range take back which others. A revert that is itself taken back has no effect, so what
/// it had taken back stands again.
final class Reverts {
  private final Ancestry ancestry;
  private final TreeMap<String, Integer> byId = new TreeMap<>();
  private final Map<String, List<Integer>> bySubject = new HashMap<>();
  private final Map<Integer, List<Integer>> byPullRequest = new HashMap<>();
  private final List<Optional<Revert>> reverts = new ArrayList<>();
  private final Map<Integer, List<Integer>> targets = new HashMap<>();
  private final int[] revertedBy;

  private Reverts(Ancestry ancestry, List<Message> messages) {
    this.ancestry = ancestry;
    this.revertedBy = new int[messages.size()];
    Arrays.fill(revertedBy, -1);
    List<ChangelogCommit> commits = ancestry.commits();
    for (int i = 0; i < commits.size(); i++) {
      reverts.add(Revert.in(commits.get(i).message(), messages.get(i)));
    }
    if (reverts.stream().anyMatch(Optional::isPresent)) { // most ranges take nothing back and need no index
      index();
    }
    for (int i = 0; i < revertedBy.length; i++) {
      int place = i;
      reverts.get(i).ifPresent(revert -> takeBack(place, revert));
    }
  }

  /// Finds what takes back what.
  ///
  /// @param messages the messages of `ancestry.commits()`, read
  static Reverts in(Ancestry ancestry, List<Message> messages) {
    return new Reverts(ancestry, messages);
  }

  /// What the commit at a place says it takes back, whether that is in the range or not.
  Optional<Revert> revert(int place) {
    return reverts.get(place);
  }

  /// The places of what the commit at a place takes back in this range.
  List<Integer> targets(int place) {
    return targets.getOrDefault(place, List.of());
  }

  /// The place of the commit that took this one back, where one did.
  Optional<Integer> revertedBy(int place) {
    return revertedBy[place] < 0 ? Optional.empty() : Optional.of(revertedBy[place]);
  }

  private void index() {
    List<ChangelogCommit> commits = ancestry.commits();
    for (int i = 0; i < commits.size(); i++) {
      ChangelogCommit commit = commits.get(i);
      String subject = commit.subject();
      byId.put(commit.sha(), i);
      bySubject.computeIfAbsent(subject, _ -> new ArrayList<>()).add(i);
      Optional<Integer> number =
          commit.merge() ? Reference.in(subject).stream().map(Reference::number).findFirst() : Reference.pullRequest(subject);
      if (number.isPresent()) {
        byPullRequest.computeIfAbsent(number.get(), _ -> new ArrayList<>()).add(i);
      }
    }
  }

  /// Places come newest first, so whatever could take this revert back was seen before it.
  private void takeBack(int place, Revert revert) {
    List<Integer> found = resolve(place, revert);
    if (found.isEmpty()) {
      return;
    }
    targets.put(place, found);
    if (revertedBy[place] >= 0) {
      return;
    }
    for (int target : found) {
      mark(target, place);
      ancestry.brought(target).forEach(brought -> mark(brought, place));
    }
  }

  private void mark(int target, int by) {
    if (revertedBy[target] < 0) {
      revertedBy[target] = by;
    }
  }

  private List<Integer> resolve(int place, Revert revert) {
    List<Integer> found = new ArrayList<>();
    for (String id : revert.commits()) {
      byPrefix(id).filter(target -> target > place).ifPresent(found::add);
    }
    if (!revert.commits().isEmpty()) {
      return found;
    }
    for (int number : revert.pullRequests()) {
      nearest(place, byPullRequest.getOrDefault(number, List.of())).ifPresent(found::add);
    }
    if (found.isEmpty()) {
      revert.subject()
          .flatMap(subject -> nearest(place, bySubject.getOrDefault(subject, List.of())))
          .ifPresent(found::add);
    }
    return found;
  }

  private Optional<Integer> byPrefix(String id) {
    Map.Entry<String, Integer> first = byId.ceilingEntry(id);
    if (first == null || !first.getKey().startsWith(id)) {
      return Optional.empty();
    }
    Map.Entry<String, Integer> second = byId.higherEntry(first.getKey());
    boolean ambiguous = second != null && second.getKey().startsWith(id);
    return ambiguous ? Optional.empty() : Optional.of(first.getValue());
  }

  private Optional<Integer> nearest(int place, List<Integer> places) {
    return places.stream().filter(target -> target > place && revertedBy[target] < 0).findFirst();
  }
}
