package dev.slipway.size;

import java.util.Arrays;

/// The dominator tree of a graph: what can only be reached through what (Cooper, Harvey, Kennedy: A Simple, Fast
/// Dominance Algorithm).
final class Dominators {
  private final int root;
  private final int[] order;
  private final int[] dominator;

  private Dominators(int root, int[] order, int[] dominator) {
    this.root = root;
    this.order = order;
    this.dominator = dominator;
  }

  /// @param nodes how many there are
  /// @param from  where each edge begins
  /// @param to    where each edge ends
  static Dominators of(int nodes, int root, int[] from, int[] to) {
    int[] first = begins(nodes, from);
    int[] next = targets(first, from, to);
    int[] firstBack = begins(nodes, to);
    int[] back = targets(firstBack, to, from);
    int[] number = new int[nodes];
    Arrays.fill(number, -1);
    int[] order = postOrder(nodes, root, first, next, number);
    int[] dominator = new int[nodes];
    Arrays.fill(dominator, -1);
    dominator[root] = root;
    for (boolean changed = true; changed; ) {
      changed = false;
      for (int k = order.length - 2; k >= 0; k--) {
        int node = order[k];
        int found = -1;
        for (int i = firstBack[node]; i < firstBack[node + 1]; i++) {
          int before = back[i];
          if (dominator[before] >= 0) {
            found = found < 0 ? before : common(found, before, dominator, number);
          }
        }
        if (found != dominator[node]) {
          dominator[node] = found;
          changed = true;
        }
      }
    }
    return new Dominators(root, order, dominator);
  }

  private static int common(int a, int b, int[] dominator, int[] number) {
    while (a != b) {
      while (number[a] < number[b]) {
        a = dominator[a];
      }
      while (number[b] < number[a]) {
        b = dominator[b];
      }
    }
    return a;
  }

  /// Where the edges of each node begin when they are put in order of their beginning.
  private static int[] begins(int nodes, int[] from) {
    int[] first = new int[nodes + 1];
    for (int node : from) {
      first[node + 1]++;
    }
    for (int i = 0; i < nodes; i++) {
      first[i + 1] += first[i];
    }
    return first;
  }

  private static int[] targets(int[] first, int[] from, int[] to) {
    int[] at = Arrays.copyOf(first, first.length);
    int[] sorted = new int[to.length];
    for (int i = 0; i < from.length; i++) {
      sorted[at[from[i]]++] = to[i];
    }
    return sorted;
  }

  /// What is reached from the root, what is deeper before what leads there; without recursion, for graphs are deep.
  private static int[] postOrder(int nodes, int root, int[] first, int[] next, int[] number) {
    int[] order = new int[nodes];
    int[] stack = new int[nodes];
    int[] at = new int[nodes];
    boolean[] seen = new boolean[nodes];
    int count = 0;
    int depth = 0;
    stack[0] = root;
    at[0] = first[root];
    seen[root] = true;
    while (depth >= 0) {
      int node = stack[depth];
      if (at[depth] == first[node + 1]) {
        number[node] = count;
        order[count++] = node;
        depth--;
        continue;
      }
      int child = next[at[depth]++];
      if (!seen[child]) {
        seen[child] = true;
        depth++;
        stack[depth] = child;
        at[depth] = first[child];
      }
    }
    return Arrays.copyOf(order, count);
  }

  /// What a node is only reached through: its immediate dominator; -1 for what is not reached at all.
  int of(int node) {
    return dominator[node];
  }

  boolean reached(int node) {
    return dominator[node] >= 0;
  }

  /// The sums over everything that would go if a node went, itself included.
  long[] retained(long[] sizes) {
    long[] retained = sizes.clone();
    for (int node : order) {
      if (node != root) {
        retained[dominator[node]] += retained[node];
      }
    }
    return retained;
  }
}
