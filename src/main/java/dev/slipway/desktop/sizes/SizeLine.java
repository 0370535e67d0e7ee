package dev.slipway.desktop.sizes;

import dev.slipway.binary.name.Demangler;
import dev.slipway.desktop.control.Figures;
import dev.slipway.size.SizeTree;
import java.util.ArrayList;
import java.util.Comparator;
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

  /// What the fill of the treemap and the change column say.
  public enum Trend {
    NOT_COMPARED,
    NEW,
    GONE,
    GREW,
    SHRANK,
    WITHIN
  }

  static SizeLine of(SizeTree now, Optional<SizeTree> before) {
    return line(now, before, Math.max(1, now.size()), before.isPresent());
  }

  private static SizeLine line(SizeTree now, Optional<SizeTree> before, double whole, boolean compared) {
    List<SizeLine> lines = new ArrayList<>();
    Map<String, List<SizeTree>> earlier = new HashMap<>();
    before.ifPresent(tree ->
        tree.parts().forEach(part -> earlier.computeIfAbsent(key(part), _ -> new ArrayList<>()).add(part)));
    for (SizeTree part : now.parts()) {
      List<SizeTree> candidates = earlier.getOrDefault(key(part), List.of());
      Optional<SizeTree> match = candidates.isEmpty() ? Optional.empty() : Optional.of(candidates.removeFirst());
      lines.add(line(part, match, whole, compared));
    }
    earlier.values().forEach(gone -> gone.forEach(part -> lines.add(gone(part))));
    lines.sort(Comparator.comparingLong(SizeLine::size).reversed().thenComparing(SizeLine::name));
    OptionalLong was = compared ? OptionalLong.of(before.map(SizeTree::size).orElse(0L)) : OptionalLong.empty();
    return new SizeLine(
        now.name(), now.kind(), now.size(), was, now.size() / whole, now.provenance().word().replace('-', ' '), lines);
  }

  private static SizeLine gone(SizeTree part) {
    return new SizeLine(part.name(), part.kind(), 0, OptionalLong.of(part.size()), 0, "earlier release", List.of());
  }

  /// Files of two releases have different names; what is inside is matched by name without hashes.
  private static String key(SizeTree tree) {
    return tree.kind() + " " + Demangler.comparable(tree.name());
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
      case NEW -> "+ new";
      case GONE -> "gone, " + Figures.change(change());
      case GREW, SHRANK, WITHIN -> Figures.change(change());
    };
  }

  String shareWords() {
    return String.format(Locale.ENGLISH, "%.1f %%", share * 100);
  }

  /// The row as one sentence.
  String sentence() {
    String compared = before.isEmpty() ? "" : ", change " + changeWords().replace("+ ", "");
    return "%s, %s, %s of the file%s, size from %s".formatted(name, Figures.size(size), shareWords(), compared, from);
  }

  /// The same tree with only the rows whose name, or a part's name, holds a text; empty when none does.
  Optional<SizeLine> holding(String text) {
    if (text.isBlank() || name.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT))) {
      return Optional.of(this);
    }
    List<SizeLine> kept = parts.stream().flatMap(part -> part.holding(text).stream()).toList();
    return kept.isEmpty()
        ? Optional.empty()
        : Optional.of(new SizeLine(name, kind, size, before, share, from, kept));
  }
}
