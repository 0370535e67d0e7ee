package dev.slipway.target.audit;

import dev.slipway.workflow.yaml.SourceText;
import java.util.List;
import java.util.Optional;

/// A change of a few lines that mends a finding.
///
/// @param file   the file
/// @param line   the first line it replaces, from 1; with no lines before, what is inserted stands in front of it
/// @param before the lines as they are
/// @param after  the lines as they should be
public record YamlPatch(String file, int line, List<String> before, List<String> after) {

  /// Replaces a piece of one line.
  static Optional<YamlPatch> replace(SourceText text, int line, String piece, String by) {
    return text.line(line)
        .filter(l -> l.contains(piece))
        .map(l -> new YamlPatch(text.file(), line, List.of(l), List.of(l.replace(piece, by))));
  }

  /// Inserts lines behind a line.
  static YamlPatch insertAfter(SourceText text, int line, List<String> lines) {
    return new YamlPatch(text.file(), line + 1, List.of(), lines);
  }

  /// The change as a unified diff that `git apply --unidiff-zero` and `patch` take.
  public String diff() {
    StringBuilder out = new StringBuilder();
    out.append("--- a/").append(file).append("\n+++ b/").append(file).append('\n');
    out.append("@@ -").append(before.isEmpty() ? line - 1 : line).append(',').append(before.size())
        .append(" +").append(line).append(',').append(after.size()).append(" @@\n");
    before.forEach(l -> out.append('-').append(l).append('\n'));
    after.forEach(l -> out.append('+').append(l).append('\n'));
    return out.toString();
  }
}
