package dev.slipway.changelog.section;

import dev.slipway.changelog.commit.ChangelogCommit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How the commits of a range hang together: children before parents, and what each merge on the main line
/// brought in. Takes time linear in the range.
final class Ancestry {
  private final List<ChangelogCommit> commits;
  private final int[][] parents;
  private final Map<Integer, List<Integer>> brought = new HashMap<>();

  private Ancestry(List<ChangelogCommit> commits, int[][] parents) {
    this.commits = commits;
    this.parents = parents;
    findMerged();
  }

  static Ancestry of(List<ChangelogCommit> commits) {
    List<ChangelogCommit> sorted = childrenFirst(commits);
    return new Ancestry(sorted, parents(sorted));
  }

  /// The commits, each before its parents, else in the order given.
  List<ChangelogCommit> commits() {
    return commits;
  }

  /// The places of the commits that a merge on the main line brought in; empty for every other commit.
  List<Integer> brought(int place) {
    return brought.getOrDefault(place, List.of());
  }

  private void findMerged() {
    BitSet main = new BitSet();
    List<Integer> merges = new ArrayList<>();
    int at = commits.isEmpty() ? -1 : 0;
    while (at >= 0 && !main.get(at)) {
      main.set(at);
      if (commits.get(at).merge()) {
        merges.add(at);
      }
      at = parents[at].length == 0 ? -1 : parents[at][0];
    }
    BitSet seen = (BitSet) main.clone();
    for (int merge : merges.reversed()) {
      List<Integer> in = new ArrayList<>();
      Deque<Integer> open = new ArrayDeque<>();
      for (int i = 1; i < parents[merge].length; i++) {
        open.push(parents[merge][i]);
      }
      while (!open.isEmpty()) {
        int next = open.pop();
        if (next >= 0 && !seen.get(next)) {
          seen.set(next);
          in.add(next);
          for (int parent : parents[next]) {
            open.push(parent);
          }
        }
      }
      brought.put(merge, in);
    }
  }

  private static List<ChangelogCommit> childrenFirst(List<ChangelogCommit> commits) {
    int[][] parents = parents(commits);
    int[] children = new int[commits.size()];
    boolean sorted = true;
    for (int i = 0; i < parents.length; i++) {
      for (int parent : parents[i]) {
        if (parent >= 0) {
          children[parent]++;
          sorted &= parent > i;
        }
      }
    }
    if (sorted) {
      return commits;
    }
    java.util.PriorityQueue<Integer> ready = new java.util.PriorityQueue<>();
    for (int i = 0; i < children.length; i++) {
      if (children[i] == 0) {
        ready.add(i);
      }
    }
    List<ChangelogCommit> order = new ArrayList<>(commits.size());
    while (!ready.isEmpty()) {
      int next = ready.remove();
      order.add(commits.get(next));
      for (int parent : parents[next]) {
        if (parent >= 0 && --children[parent] == 0) {
          ready.add(parent);
        }
      }
    }
    return order.size() == commits.size() ? order : commits;
  }

  /// The places of the parents; -1 for those outside the range.
  private static int[][] parents(List<ChangelogCommit> commits) {
    Map<String, Integer> places = new HashMap<>(commits.size() * 2);
    for (int i = 0; i < commits.size(); i++) {
      places.putIfAbsent(commits.get(i).sha(), i);
    }
    int[][] parents = new int[commits.size()][];
    for (int i = 0; i < parents.length; i++) {
      List<String> ids = commits.get(i).parents();
      parents[i] = new int[ids.size()];
      for (int k = 0; k < parents[i].length; k++) {
        parents[i][k] = places.getOrDefault(ids.get(k), -1);
      }
    }
    return parents;
  }
}
