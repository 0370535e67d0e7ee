package dev.slipway.size;

import dev.slipway.binary.name.Demangler;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What changed between two builds of the same thing, by name. Hashes and disambiguators, which change with every
/// build, are left out of the names; the changes sum exactly to the change of the file.
///
/// @param before  the earlier file's bytes
/// @param after   the later file's bytes
/// @param changes everything that is in either, the largest change first
public record SizeDiff(long before, long after, List<Change> changes) {

  /// What became of something.
  public enum Fate {
    NEW,
    GONE,
    GROWN,
    SHRUNK,
    SAME;

    /// The word in JSON.
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// One name on both sides.
  ///
  /// @param group  its crate or package; "" where none
  /// @param before its bytes then, over all symbols of that name; 0 when it is new
  /// @param after  its bytes now; 0 when it is gone
  /// @param copies how many symbols of that name there were, and are
  public record Change(String name, String group, long before, long after, Copies copies) {

    /// How many symbols share a name.
    public record Copies(int before, int after) {}

    public long by() {
      return after - before;
    }

    public Fate fate() {
      if (copies.before() == 0) {
        return Fate.NEW;
      }
      if (copies.after() == 0) {
        return Fate.GONE;
      }
      return by() > 0 ? Fate.GROWN : by() < 0 ? Fate.SHRUNK : Fate.SAME;
    }
  }

  public SizeDiff {
    changes = List.copyOf(changes);
    long sum = 0;
    for (Change change : changes) {
      sum += change.by();
    }
    if (sum != after - before) {
      throw new IllegalArgumentException("the changes sum to " + sum + ", the file changed by " + (after - before));
    }
  }

  public long by() {
    return after - before;
  }

  /// How many names met a fate.
  public long count(Fate fate) {
    return changes.stream().filter(change -> change.fate() == fate).count();
  }

  /// Compares two trees by function, by crate or by section.
  public static SizeDiff of(SizeTree before, SizeTree after, TopList.By by) {
    Map<Key, long[]> sums = new LinkedHashMap<>();
    gather(before, "", by, sums, 0);
    gather(after, "", by, sums, 2);
    List<Change> changes = new ArrayList<>();
    sums.forEach(
        (key, s) ->
            changes.add(
                new Change(key.name(), key.group(), s[0], s[2], new Change.Copies((int) s[1], (int) s[3]))));
    changes.sort(
        Comparator.comparingLong((Change c) -> Math.abs(c.by())).reversed().thenComparing(Change::name));
    return new SizeDiff(before.size(), after.size(), changes);
  }

  private static boolean names(TopList.By by) {
    return by == TopList.By.FUNCTION || by == TopList.By.RETAINED;
  }

  private record Key(String group, String name) {}

  private static void gather(SizeTree node, String group, TopList.By by, Map<Key, long[]> sums, int side) {
    boolean stop =
        node.parts().isEmpty()
            || switch (by) {
              case FUNCTION, RETAINED -> false;
              case CRATE -> node.kind() == SizeTree.Kind.GROUP;
              case SECTION -> node.kind() == SizeTree.Kind.SECTION;
            };
    String within = node.kind() == SizeTree.Kind.GROUP ? node.name() : group;
    if (stop) {
      String name = names(by) ? Demangler.comparable(node.name()) : node.name();
      // Two builds of one file may carry different names; the root is not what is compared.
      Key key = new Key(names(by) ? within : "", node.kind() == SizeTree.Kind.FILE ? "[file]" : name);
      long[] sum = sums.computeIfAbsent(key, _ -> new long[4]);
      sum[side] += node.size();
      sum[side + 1]++;
      return;
    }
    for (SizeTree part : node.parts()) {
      gather(part, within, by, sums, side);
    }
  }
}
