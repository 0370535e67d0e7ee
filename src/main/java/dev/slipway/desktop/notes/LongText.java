package dev.slipway.desktop.notes;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// A long text of which an editor holds only the lines around the caret, so that a key costs the same however long the text is. What the
/// editor does to its part is taken over; undo knows the whole text. No nodes, no threads.
final class LongText {
  /// Texts of fewer lines are held whole.
  static final int SHORT = 900;
  /// How many lines the part has above and below the place it is made for.
  private static final int AROUND = 130;
  private static final int MOST_UNDONE = 1_000;

  private String before = "";
  private String part = "";
  private String after = "";
  private int linesBefore;
  private int linesInPart = 1;
  private int linesAfter;
  private final Deque<Edit> done = new ArrayDeque<>();
  private final Deque<Edit> undone = new ArrayDeque<>();

  /// The replacement of one piece of the text by another.
  private record Edit(int at, String removed, String inserted) {
    Edit turned() {
      return new Edit(at, inserted, removed);
    }
  }

  /// The whole text.
  String whole() {
    return before + part + after;
  }

  /// What the editor holds.
  String part() {
    return part;
  }

  /// Where the part begins in the whole text, in characters.
  int start() {
    return before.length();
  }

  /// The line the part begins with, from 0.
  int firstLine() {
    return linesBefore;
  }

  /// How many lines the part has.
  int partLines() {
    return linesInPart;
  }

  /// How many lines the whole text has.
  int lines() {
    return linesBefore + linesInPart + linesAfter;
  }

  int length() {
    return before.length() + part.length() + after.length();
  }

  /// Whether the editor holds less than everything.
  boolean cut() {
    return !before.isEmpty() || !after.isEmpty();
  }

  /// Whether a line is near an end of the part beyond which the text goes on.
  ///
  /// @param near how many lines are near
  boolean nearEdge(int line, int near) {
    return (linesBefore > 0 && line < linesBefore + near) || (linesAfter > 0 && line >= linesBefore + linesInPart - near);
  }

  /// Begins with another text; nothing can be undone.
  void begin(String text) {
    done.clear();
    undone.clear();
    hold(text, 0, 0);
  }

  /// Replaces the text by another one, as one edit that can be undone.
  ///
  /// @return where the replaced piece begins
  int replaceAll(String next) {
    Edit edit = between(whole(), next, 0);
    apply(edit);
    remember(edit);
    return edit.at();
  }

  /// Takes over what the editor made of its part.
  void edited(String next) {
    Edit edit = between(part, next, before.length());
    if (!edit.removed().isEmpty() || !edit.inserted().isEmpty()) {
      linesInPart += breaks(edit.inserted()) - breaks(edit.removed());
      part = next;
      remember(edit);
    }
  }

  /// Takes the last edit back.
  ///
  /// @return where the caret belongs; empty where there is nothing to take back
  Optional<Integer> undo() {
    return turn(done, undone);
  }

  /// Does the last edit that was taken back once more.
  Optional<Integer> redo() {
    return turn(undone, done);
  }

  private Optional<Integer> turn(Deque<Edit> from, Deque<Edit> to) {
    if (from.isEmpty()) {
      return Optional.empty();
    }
    Edit edit = from.pop().turned();
    apply(edit);
    to.push(edit);
    return Optional.of(edit.at() + edit.inserted().length());
  }

  /// Lets the editor hold the lines around two places, both in characters of the whole text.
  void holdAround(int from, int to) {
    hold(whole(), Math.min(from, to), Math.max(from, to));
  }

  /// Where a line begins, in characters of the whole text.
  int startOf(int line) {
    String whole = whole();
    int at = 0;
    for (int i = 0; i < line; i++) {
      int next = whole.indexOf('\n', at);
      if (next < 0) {
        return whole.length();
      }
      at = next + 1;
    }
    return at;
  }

  private void hold(String whole, int from, int to) {
    int lines = 1 + breaks(whole);
    int start = lines <= SHORT ? 0 : up(whole, Math.min(from, whole.length()));
    int end = lines <= SHORT ? whole.length() : down(whole, Math.min(to, whole.length()));
    before = whole.substring(0, start);
    part = whole.substring(start, end);
    after = whole.substring(end);
    linesBefore = breaks(before);
    linesInPart = 1 + breaks(part);
    linesAfter = lines - linesBefore - linesInPart;
  }

  private static int up(String whole, int from) {
    int at = from;
    for (int i = 0; i <= AROUND && at > 0; i++) {
      at = whole.lastIndexOf('\n', at - 1);
      if (at < 0) {
        return 0;
      }
    }
    return at == 0 ? 0 : at + 1;
  }

  /// The end of a line, its line end left to what follows.
  private static int down(String whole, int from) {
    int at = from - 1;
    for (int i = 0; i <= AROUND; i++) {
      at = whole.indexOf('\n', at + 1);
      if (at < 0) {
        return whole.length();
      }
    }
    return at;
  }

  private void apply(Edit edit) {
    StringBuilder text = new StringBuilder(whole());
    text.replace(edit.at(), edit.at() + edit.removed().length(), edit.inserted());
    hold(text.toString(), edit.at(), edit.at() + Math.min(edit.inserted().length(), 1_000));
  }

  /// Letters typed one after another are one edit.
  private void remember(Edit edit) {
    undone.clear();
    Edit last = done.peek();
    boolean goesOn =
        last != null && edit.removed().isEmpty() && last.removed().isEmpty() && edit.inserted().length() == 1
            && !Character.isWhitespace(edit.inserted().charAt(0)) && edit.at() == last.at() + last.inserted().length();
    if (goesOn) {
      done.pop();
      done.push(new Edit(last.at(), "", last.inserted() + edit.inserted()));
      return;
    }
    done.push(edit);
    if (done.size() > MOST_UNDONE) {
      done.removeLast();
    }
  }

  private static Edit between(String old, String next, int offset) {
    int start = common(old, next);
    int end = commonEnd(old, next, start);
    return new Edit(offset + start, old.substring(start, old.length() - end), next.substring(start, next.length() - end));
  }

  /// How many characters two texts begin with alike.
  static int common(String one, String other) {
    int shorter = Math.min(one.length(), other.length());
    int start = 0;
    while (start < shorter && one.charAt(start) == other.charAt(start)) {
      start++;
    }
    return start;
  }

  /// How many characters two texts end with alike, leaving those they begin with.
  static int commonEnd(String one, String other, int start) {
    int shorter = Math.min(one.length(), other.length());
    int end = 0;
    while (end < shorter - start && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
      end++;
    }
    return end;
  }

  static int breaks(String text) {
    int count = 0;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      count++;
    }
    return count;
  }
}
