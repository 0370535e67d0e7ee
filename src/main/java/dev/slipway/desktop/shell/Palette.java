package dev.slipway.desktop.shell;

import dev.slipway.desktop.control.Action;
import dev.slipway.desktop.control.Actions;
import java.util.List;
import java.util.Locale;

/// What the command palette finds: a plain list, best first. No nodes.
final class Palette {
  private Palette() {}

  /// The actions whose words hold the letters typed, in their order; those where they stand together come first.
  static List<Action> matching(Actions actions, String typed) {
    String wanted = typed.strip().toLowerCase(Locale.ROOT);
    record Scored(Action action, int score) {}
    return actions.all().stream()
        .filter(action -> !action.id().equals("palette"))
        .map(action -> new Scored(action, score(action.title().toLowerCase(Locale.ROOT), wanted)))
        .filter(scored -> scored.score() < Integer.MAX_VALUE)
        .sorted(java.util.Comparator.comparingInt(Scored::score))
        .map(Scored::action)
        .toList();
  }

  /// How far a title is from what was typed; the least is best, and the greatest int means not at all.
  static int score(String title, String wanted) {
    if (wanted.isEmpty()) {
      return 0;
    }
    int together = title.indexOf(wanted);
    if (together >= 0) {
      boolean word = together == 0 || title.charAt(together - 1) == ' ';
      return word ? together : 100 + together;
    }
    int at = -1;
    int gaps = 0;
    for (int i = 0; i < wanted.length(); i++) {
      int next = title.indexOf(wanted.charAt(i), at + 1);
      if (next < 0) {
        return Integer.MAX_VALUE;
      }
      gaps += next - at - 1;
      at = next;
    }
    return 1000 + gaps;
  }
}
