package dev.slipway.desktop.sizes;

import dev.slipway.binary.name.Demangler;
import dev.slipway.desktop.control.Figures;
import dev.slipway.size.SizeTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// One row of the tree: something of this release, of the earlier one, or of both.
///
/// @param name   what it is called
/// @param size   its bytes now; 0 when it is gone
/// @param before its bytes then; empty when nothing is compared, 0 when it is new
/// @param share  its part of the file
/// @param from   how its size is known
/// @param parts  what it is made of, largest first
public record SizeLine(
    String name, SizeTree.Kind kind, long size, OptionalLong before, double share, String from, List<SizeLine> parts) {
  /// A node with more parts than this shows the rest under one row.
  static final int MOST_ROWS = 60;

  /// What the fill of the treemap and the change column say.
  public enum Trend {
    NOT_COMPARED,
    NEW,
    GONE,
    GREW,
    SHRANK,
    WITHIN
  }

  /// @param name   what to call the root
  /// @param before what it is compared with; empty to compare nothing
  static SizeLine of(String name, SizeTree now, Optional<SizeTree> before) {
    SizeLine line = line(now, before, Math.max(1, now.size()), before.isPresent());
    return new SizeLine(name, line.kind(), line.size(), line.before(), line.share(), line.from(), line.parts());
  }

  static SizeLine of(SizeTree now, Optional<SizeTree> before) {
    return of(now.name(), now, before);
  }

  private static SizeLine line(SizeTree now, Optional<SizeTree> before, double whole, boolean compared) {
    List<SizeLine> lines = new ArrayList<>(now.parts().size());
    Map<String, Deque<SizeTree>> earlier = new HashMap<>();
    before.ifPresent(tree ->
        tree.parts().forEach(part -> earlier.computeIfAbsent(key(part), _ -> new ArrayDeque<>(1)).add(part)));
    for (SizeTree part : now.parts()) {
      Deque<SizeTree> candidates = compared ? earlier.get(key(part)) : null;
      Optional<SizeTree> match = candidates == null ? Optional.empty() : Optional.ofNullable(candidates.poll());
      lines.add(line(part, match, whole, compared));
    }
    earlier.values().forEach(gone -> gone.forEach(part -> lines.add(gone(part))));
    lines.sort(Comparator.comparingLong(SizeLine::size).reversed().thenComparing(SizeLine::name));
    OptionalLong was = compared ? OptionalLong.of(before.map(SizeTree::size).orElse(0L)) : OptionalLong.empty();
    return new SizeLine(
        now.name(), now.kind(), now.size(), was, now.size() / whole, now.provenance().word().replace('-', ' '),
        List.copyOf(lines));
  }

  private static SizeLine gone(SizeTree part) {
    return new SizeLine(part.name(), part.kind(), 0, OptionalLong.of(part.size()), 0, "earlier release", List.of());
  }

  /// Files of two releases have different names; what is inside is matched by name without hashes.
  private static String key(SizeTree tree) {
    return tree.kind().ordinal() + Demangler.comparable(tree.name());
  }

  /// The same without what is only of the earlier release.
  SizeLine alone() {
    return new SizeLine(
        name, kind, size, OptionalLong.empty(), share, from,
        parts.stream().filter(part -> part.size() > 0 || part.trend() != Trend.GONE).map(SizeLine::alone).toList());
  }

  /// The rows to show below this one: all, or the largest and one row that has the rest.
  List<SizeLine> rows() {
    if (parts.size() <= MOST_ROWS + 1) {
      return parts;
    }
    List<SizeLine> rest = parts.subList(MOST_ROWS, parts.size());
    long bytes = rest.stream().mapToLong(SizeLine::size).sum();
    boolean compared = before.isPresent();
    long then = rest.stream().mapToLong(part -> part.before().orElse(0)).sum();
    List<SizeLine> rows = new ArrayList<>(parts.subList(0, MOST_ROWS));
    rows.add(
        new SizeLine(
            Figures.count(rest.size()) + " more", SizeTree.Kind.REMAINDER, bytes,
            compared ? OptionalLong.of(then) : OptionalLong.empty(),
            rest.stream().mapToDouble(SizeLine::share).sum(), from, rest));
    return rows;
  }

  long change() {
    return before.isPresent() ? size - before.getAsLong() : 0;
  }

  /// Grew or shrank means by over 2 %.
  Trend trend() {
    if (before.isEmpty()) {
      return Trend.NOT_COMPARED;
    }
    long was = before.getAsLong();
    if (was == 0) {
      return size == 0 ? Trend.WITHIN : Trend.NEW;
    }
    if (size == 0) {
      return Trend.GONE;
    }
    double by = (size - was) / (double) was;
    return by > 0.02 ? Trend.GREW : by < -0.02 ? Trend.SHRANK : Trend.WITHIN;
  }

  String changeWords() {
    return switch (trend()) {
      case NOT_COMPARED -> "–";
      case NEW -> "new";
      case GONE -> "gone " + Figures.change(change());
      case GREW, SHRANK, WITHIN -> Figures.change(change());
    };
  }

  String shareWords() {
    return String.format(Locale.ENGLISH, "%.1f %%", share * 100);
  }

  /// The row as one sentence.
  String sentence() {
    String compared = before.isEmpty() ? "" : ", change " + changeWords();
    return "%s, %s, %s of the file%s, size from %s".formatted(name, Figures.size(size), shareWords(), compared, from);
  }

  /// The same tree with only the rows whose name, or a part's name, holds a text; empty when none does.
  ///
  /// @param text in lower case
  Optional<SizeLine> holding(String text) {
    if (text.isBlank() || name.toLowerCase(Locale.ROOT).contains(text)) {
      return Optional.of(this);
    }
    List<SizeLine> kept = parts.stream().flatMap(part -> part.holding(text).stream()).toList();
    return kept.isEmpty()
        ? Optional.empty()
        : Optional.of(new SizeLine(name, kind, size, before, share, from, kept));
  }

  /// How many rows there are in all.
  long count() {
    long rows = 1;
    for (SizeLine part : parts) {
      rows += part.count();
    }
    return rows;
  }

  /// The way from this row down to another one, both included; empty when it is not within.
  List<SizeLine> pathTo(SizeLine line) {
    Deque<SizeLine> path = new ArrayDeque<>();
    return find(line, path) ? List.copyOf(path) : List.of();
  }

  private boolean find(SizeLine line, Deque<SizeLine> path) {
    path.addLast(this);
    if (this == line) {
      return true;
    }
    for (SizeLine part : parts) {
      if (part.find(line, path)) {
        return true;
      }
    }
    path.removeLast();
    return false;
  }
}
