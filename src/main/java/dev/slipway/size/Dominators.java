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
    return new Dominators(root, order, named(nodes, order, dominators(order, number, firstBack, back)));
  }

  /// The dominators by their numbers in post-order, in which the root is the highest; what is not reached has no number.
  private static int[] dominators(int[] order, int[] number, int[] firstBack, int[] back) {
    int last = order.length - 1;
    int[] dominator = new int[order.length];
    Arrays.fill(dominator, -1);
    dominator[last] = last;
    for (boolean changed = true; changed; ) {
      changed = false;
      for (int k = last - 1; k >= 0; k--) {
        int found = -1;
        for (int i = firstBack[order[k]]; i < firstBack[order[k] + 1]; i++) {
          int before = number[back[i]];
          if (before >= 0 && dominator[before] >= 0) {
            found = found < 0 ? before : common(found, before, dominator);
          }
        }
        if (found != dominator[k]) {
          dominator[k] = found;
          changed = true;
        }
      }
    }
    return dominator;
  }

  private static int common(int one, int other, int[] dominator) {
    int a = one;
    int b = other;
    while (a != b) {
      while (a < b) {
        a = dominator[a];
      }
      while (b < a) {
        b = dominator[b];
      }
    }
    return a;
  }

  /// The dominators of nodes; -1 of what is not reached.
  private static int[] named(int nodes, int[] order, int[] dominator) {
    int[] named = new int[nodes];
    Arrays.fill(named, -1);
    for (int k = 0; k < order.length; k++) {
      named[order[k]] = order[dominator[k]];
    }
    return named;
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
