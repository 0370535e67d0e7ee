package dev.slipway.changelog.section;

import dev.slipway.changelog.commit.ConventionalCommit;
import dev.slipway.changelog.commit.Footer;
import dev.slipway.changelog.commit.Header;
import dev.slipway.changelog.commit.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What in a message looks like a slip of the pen, so that strict reading never hides a breaking change.
final class Hints {
  private Hints() {}

  static List<String> of(Message message) {
    List<String> hints = new ArrayList<>();
    boolean breaking = message instanceof ConventionalCommit conventional && conventional.breaking();
    if (!breaking && (mentionsBreaking(message.body()) || footerSlip(message))) {
      hints.add(
          "it speaks of a breaking change, but not in a footer \"BREAKING CHANGE: …\" (rules 8 and 12), so it is not counted as one");
    }
    if (!breaking && Squashed.headers(message).stream().anyMatch(Header::bang)) {
      hints.add("a commit listed in its body is breaking, but its own first line has no \"!\"");
    }
    if (breaking && message instanceof ConventionalCommit conventional
        && conventional.footers().stream().noneMatch(Footer::breaking)) {
      hints.add("breaking change without a migration hint");
    }
    return hints;
  }

  private static boolean footerSlip(Message message) {
    return message instanceof ConventionalCommit conventional
        && conventional.footers().stream()
            .anyMatch(footer -> !footer.breaking()
                && (breakingWords(footer.token()) || mentionsBreaking(footer.value())));
  }

  private static boolean mentionsBreaking(String text) {
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      if (breakingWords(text.substring(start, Math.min(end, start + 40)).strip())) {
        return true;
      }
      start = end + 1;
    }
    return false;
  }

  private static boolean breakingWords(String line) {
    String lower = line.toLowerCase(Locale.ROOT);
    return lower.startsWith("breaking change") || lower.startsWith("breaking-change");
  }
}
