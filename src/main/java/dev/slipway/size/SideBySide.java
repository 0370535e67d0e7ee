package dev.slipway.size;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Several builds of the same thing beside each other, such as debug, release and release with link-time
/// optimisation: where the bytes are in each, and what each step saves.
///
/// @param builds in the order they were given
/// @param rows   what takes bytes in any of them, the largest first
public record SideBySide(List<Build> builds, List<Row> rows) {

  /// One of them.
  public record Build(String name, SizeTree tree) {}

  /// The bytes of one section in each build, in their order; 0 where a build has none of it.
  public record Row(String name, List<Long> sizes) {
    public Row {
      sizes = List.copyOf(sizes);
    }
  }

  /// What one build has less than the one before it.
  ///
  /// @param saved bytes; negative where it is larger
  /// @param share of the build before
  /// @param most  the sections that make most of it, such as `.debug_info`
  public record Step(String from, String to, long saved, double share, List<SizeDiff.Change> most) {}

  public SideBySide {
    builds = List.copyOf(builds);
    rows = List.copyOf(rows);
  }

  /// Puts builds beside each other.
  public static SideBySide of(List<Build> builds, TopList.By by) {
    Map<String, long[]> sizes = new LinkedHashMap<>();
    for (int i = 0; i < builds.size(); i++) {
      for (TopEntry entry : TopList.of(builds.get(i).tree(), by, Integer.MAX_VALUE)) {
        sizes.computeIfAbsent(entry.name(), _ -> new long[builds.size()])[i] += entry.size();
      }
    }
    List<Row> rows = new ArrayList<>();
    sizes.forEach((name, each) -> rows.add(new Row(name, java.util.Arrays.stream(each).boxed().toList())));
    rows.sort(
        Comparator.comparingLong((Row row) -> row.sizes().stream().mapToLong(Long::longValue).max().orElse(0))
            .reversed().thenComparing(Row::name));
    return new SideBySide(builds, rows);
  }

  /// What each step saves.
  public List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (int i = 1; i < builds.size(); i++) {
      Build before = builds.get(i - 1);
      Build after = builds.get(i);
      SizeDiff diff = SizeDiff.of(before.tree(), after.tree(), TopList.By.SECTION);
      steps.add(
          new Step(
              before.name(), after.name(), -diff.by(), -diff.by() / (double) Math.max(1, diff.before()),
              diff.changes().stream().filter(change -> change.by() != 0).limit(3).toList()));
    }
    return steps;
  }
}
