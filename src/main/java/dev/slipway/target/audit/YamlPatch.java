package dev.slipway.target.audit;

import dev.slipway.fact.Position;
import dev.slipway.workflow.yaml.SourceText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A change of a few lines that mends a finding.
///
/// @param file   the file
/// @param line   the first line it replaces, from 1; with no lines before, what is inserted stands in front of it
/// @param before the lines as they are
/// @param after  the lines as they should be
public record YamlPatch(String file, int line, List<String> before, List<String> after) {

  /// Replaces a piece of one line, from the place on; empty where it does not stand there, or the place is in another file.
  static Optional<YamlPatch> replace(SourceText text, Position at, String piece, String by) {
    return text.line(at.line())
        .filter(_ -> at.file().equals(text.file()))
        .filter(line -> line.indexOf(piece) >= 0)
        .map(line -> {
          int from = line.indexOf(piece, Math.min(Math.max(at.column() - 1, 0), line.length()));
          int start = from >= 0 ? from : line.indexOf(piece);
          return new YamlPatch(text.file(), at.line(), List.of(line),
              List.of(line.substring(0, start) + by + line.substring(start + piece.length())));
        });
  }

  /// Inserts lines behind a line.
  static YamlPatch insertAfter(SourceText text, int line, List<String> lines) {
    return new YamlPatch(text.file(), line + 1, List.of(), lines);
  }

  /// Puts lines before a key, as deep as the key; where the key is the first of a list's item, they become the first.
  /// Empty where other things stand in the key's line.
  static Optional<YamlPatch> beforeKey(SourceText text, Position key, String... lines) {
    String raw = text.line(key.line()).orElse("");
    int column = key.column() - 1;
    if (column > raw.length() || !key.file().equals(text.file())) {
      return Optional.empty();
    }
    String prefix = raw.substring(0, column);
    String indent = " ".repeat(column);
    List<String> added = Arrays.stream(lines).map(line -> indent + line).toList();
    if (prefix.isBlank()) {
      return Optional.of(new YamlPatch(text.file(), key.line(), List.of(), added));
    }
    if (!prefix.strip().equals("-")) {
      return Optional.empty();
    }
    List<String> after = new ArrayList<>(added);
    after.set(0, prefix + lines[0]);
    after.add(indent + raw.substring(column));
    return Optional.of(new YamlPatch(text.file(), key.line(), List.of(raw), after));
  }

  /// The change as a unified diff that `git apply --unidiff-zero` and `patch` take.
  public String diff() {
    return diff(List.of(this));
  }

  /// Several changes as one unified diff: one part for each file, in the order of the lines. Of changes to the same
  /// lines the first is kept.
  public static String diff(List<YamlPatch> patches) {
    Map<String, List<YamlPatch>> files = new TreeMap<>();
    patches.forEach(patch -> files.computeIfAbsent(patch.file(), _ -> new ArrayList<>()).add(patch));
    StringBuilder out = new StringBuilder();
    files.forEach((file, changes) -> {
      out.append("--- a/").append(file).append("\n+++ b/").append(file).append('\n');
      hunks(changes, out);
    });
    return out.toString();
  }

  private static void hunks(List<YamlPatch> changes, StringBuilder out) {
    int shift = 0;
    int free = 0;
    Set<YamlPatch> told = new HashSet<>();
    for (YamlPatch change : changes.stream().sorted(Comparator.comparingInt(YamlPatch::line)).toList()) {
      if (change.line() < free || !told.add(change)) {
        continue;
      }
      free = change.line() + change.before().size();
      int from = change.before().isEmpty() ? change.line() - 1 : change.line();
      int to = change.after().isEmpty() ? change.line() + shift - 1 : change.line() + shift;
      out.append("@@ -").append(from).append(',').append(change.before().size())
          .append(" +").append(to).append(',').append(change.after().size()).append(" @@\n");
      change.before().forEach(line -> out.append('-').append(line).append('\n'));
      change.after().forEach(line -> out.append('+').append(line).append('\n'));
      shift += change.after().size() - change.before().size();
    }
  }
}
