package dev.slipway.changelog.notes;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/// Brings hand edits and a newly generated text together, line by line, against the text that was generated last. What only one side
/// changed is taken; what both added at one place is kept from both; what both changed differently is a conflict that
/// holds both.
public final class ThreeWayMerge {
  private final List<String> base;
  private final List<String> edited;
  private final List<String> generated;
  private final List<MergedText.Piece> pieces = new ArrayList<>();

  private ThreeWayMerge(List<String> base, List<String> edited, List<String> generated) {
    this.base = base;
    this.edited = edited;
    this.generated = generated;
  }

  /// Merges three texts.
  ///
  /// @param lastGenerated the text the person began to edit
  /// @param edited        what the person made of it
  /// @param generated     what would be generated now
  public static MergedText merge(String lastGenerated, String edited, String generated) {
    ThreeWayMerge merge = new ThreeWayMerge(lines(lastGenerated), lines(edited), lines(generated));
    merge.run(diff(lastGenerated, edited), diff(lastGenerated, generated));
    return new MergedText(merge.pieces);
  }

  private void run(EditList mine, EditList theirs) {
    int at = 0;
    int m = 0;
    int t = 0;
    while (m < mine.size() || t < theirs.size()) {
      Edit a = m < mine.size() ? mine.get(m) : null;
      Edit b = t < theirs.size() ? theirs.get(t) : null;
      if (b == null || (a != null && apart(a, b))) {
        Edit only = java.util.Objects.requireNonNull(a);
        agree(base.subList(at, only.getBeginA()));
        agree(edited.subList(only.getBeginB(), only.getEndB()));
        at = only.getEndA();
        m++;
      } else if (a == null || apart(b, a)) {
        agree(base.subList(at, b.getBeginA()));
        agree(generated.subList(b.getBeginB(), b.getEndB()));
        at = b.getEndA();
        t++;
      } else {
        int from = Math.min(a.getBeginA(), b.getBeginA());
        int to = Math.max(a.getEndA(), b.getEndA());
        int firstMine = m++;
        int firstTheirs = t++;
        boolean grown = true;
        while (grown) {
          grown = false;
          if (m < mine.size() && mine.get(m).getBeginA() < to) {
            to = Math.max(to, mine.get(m++).getEndA());
            grown = true;
          }
          if (t < theirs.size() && theirs.get(t).getBeginA() < to) {
            to = Math.max(to, theirs.get(t++).getEndA());
            grown = true;
          }
        }
        agree(base.subList(at, from));
        both(from, to, side(mine, firstMine, m, from, to, edited), side(theirs, firstTheirs, t, from, to, generated));
        at = to;
      }
    }
    agree(base.subList(at, base.size()));
  }

  /// Whether the first edit ends before the second begins; an insertion beside a change does not touch it.
  private static boolean apart(Edit first, Edit second) {
    boolean sameStart = first.getBeginA() == second.getBeginA();
    return first.getEndA() <= second.getBeginA()
        && !(sameStart && first.getLengthA() == 0 && second.getLengthA() == 0);
  }

  private void both(int from, int to, List<String> mine, List<String> theirs) {
    List<String> old = base.subList(from, to);
    if (mine.equals(theirs) || theirs.equals(old)) {
      agree(mine);
    } else if (mine.equals(old)) {
      agree(theirs);
    } else if (from == to) {
      agree(mine);
      agree(theirs.stream().filter(line -> line.isBlank() || !mine.contains(line)).toList());
    } else {
      pieces.add(
          new MergedText.Conflict(String.join("", old), String.join("", mine), String.join("", theirs)));
    }
  }

  /// What one side has in place of the base's lines `from` to `to`.
  private static List<String> side(EditList edits, int first, int end, int from, int to, List<String> lines) {
    Edit head = edits.get(first);
    Edit tail = edits.get(end - 1);
    int start = head.getBeginB() - (head.getBeginA() - from);
    int stop = tail.getEndB() + (to - tail.getEndA());
    return lines.subList(start, stop);
  }

  private void agree(List<String> lines) {
    if (!lines.isEmpty()) {
      pieces.add(new MergedText.Agreed(String.join("", lines)));
    }
  }

  private static EditList diff(String from, String to) {
    return new HistogramDiff()
        .diff(RawTextComparator.DEFAULT, new RawText(bytes(closed(from))), new RawText(bytes(closed(to))));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Lines with their ends, so that joining them gives the text again.
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    String closed = closed(text);
    int start = 0;
    while (start < closed.length()) {
      int end = closed.indexOf('\n', start) + 1;
      lines.add(closed.substring(start, end));
      start = end;
    }
    return lines;
  }

  private static String closed(String text) {
    String unix = text.replace("\r\n", "\n");
    return unix.isEmpty() || unix.endsWith("\n") ? unix : unix + "\n";
  }
}
