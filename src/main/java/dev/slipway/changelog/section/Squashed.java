package dev.slipway.changelog.section;

import dev.slipway.changelog.commit.ConventionalCommit;
import dev.slipway.changelog.commit.Header;
import dev.slipway.changelog.commit.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The commits that a squash merge lists in its body.
final class Squashed {
  private Squashed() {}

  /// The listed first lines that are Conventional Commits, in order.
  static List<Header> headers(Message message) {
    List<Header> headers = new ArrayList<>();
    String body = message.body();
    int start = 0;
    while (start < body.length()) {
      int end = body.indexOf('\n', start);
      end = end < 0 ? body.length() : end;
      if (body.startsWith("* ", start) || body.startsWith("- ", start)) {
        Message line = Message.read(body.substring(start + 2, end));
        if (line instanceof ConventionalCommit conventional) {
          headers.add(conventional.header());
        }
      }
      start = end + 1;
    }
    return headers;
  }

  /// The section of a listed commit.
  static Optional<ChangeType> section(Header header, Mapping mapping) {
    Optional<ChangeType> section = mapping.section(header);
    return header.bang() ? Optional.of(Classifier.breakingSection(section)) : section;
  }
}
