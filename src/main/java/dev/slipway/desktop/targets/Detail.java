package dev.slipway.desktop.targets;

import dev.slipway.fact.Position;
import dev.slipway.target.audit.AuditFinding;
import dev.slipway.target.audit.YamlPatch;
import dev.slipway.workflow.yaml.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/// What the panel beside the audit explains: a finding, a leg, or the line a name comes from.
///
/// @param title   what it is about, such as `release.yml:76`
/// @param about   what is said of it, such as the rule
/// @param at      the place it can be opened at
/// @param code    the lines around that place
/// @param remarks what there is to say, in order
/// @param patch   a ready change
/// @param finding the finding it explains, where that counts and may be left as it is
record Detail(
    String title, String about, Optional<Position> at, List<CodeLine> code, List<Remark> remarks, Optional<YamlPatch> patch,
    Optional<AuditFinding> finding) {
  private static final int BEFORE = 3;
  private static final int AFTER = 2;

  /// A line of a workflow file.
  ///
  /// @param number its number; 0 for a line that the change adds
  record CodeLine(int number, String text, Look look) {}

  /// How a line is meant.
  enum Look {
    PLAIN,
    /// What the explanation speaks of.
    MEANT,
    /// Where a finding stands.
    FAULT,
    /// What the ready change takes away.
    REMOVED,
    /// What the ready change puts there.
    ADDED
  }

  /// One thing said, with its label: `Why`, `Fix`.
  record Remark(String label, String text) {}

  /// The lines around a place; others that are meant are marked where they are among them.
  static List<CodeLine> excerpt(SourceText text, Position at, Set<Integer> meant) {
    return lines(text, at.line(), n -> n == at.line() || meant.contains(n) ? Look.MEANT : Look.PLAIN);
  }

  /// The lines around a finding.
  static List<CodeLine> fault(SourceText text, Position at) {
    return lines(text, at.line(), n -> n == at.line() ? Look.FAULT : Look.PLAIN);
  }

  /// The lines around a ready change, with what it takes away and what it puts there.
  static List<CodeLine> change(SourceText text, YamlPatch patch) {
    List<CodeLine> lines = new ArrayList<>();
    int end = patch.line() + patch.before().size();
    for (CodeLine line : lines(text, patch.line(), n -> n >= patch.line() && n < end ? Look.REMOVED : Look.PLAIN)) {
      if (line.number() == end) {
        patch.after().forEach(added -> lines.add(new CodeLine(0, added, Look.ADDED)));
      }
      lines.add(line);
    }
    if (lines.stream().noneMatch(line -> line.look() == Look.ADDED)) {
      patch.after().forEach(added -> lines.add(new CodeLine(0, added, Look.ADDED)));
    }
    return lines;
  }

  private static List<CodeLine> lines(SourceText text, int middle, IntFunction<Look> look) {
    List<CodeLine> lines = new ArrayList<>();
    for (int n = Math.max(1, middle - BEFORE); n <= middle + AFTER; n++) {
      int number = n;
      text.line(n).ifPresent(line -> lines.add(new CodeLine(number, line, look.apply(number))));
    }
    return lines;
  }
}
