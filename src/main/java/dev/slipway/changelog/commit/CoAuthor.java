package dev.slipway.changelog.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A person whom a `Co-authored-by` line names beside the author.
///
/// @param name  the name
/// @param email the address between the angle brackets; empty where there is none
public record CoAuthor(String name, String email) {
  private static final String TOKEN = "co-authored-by:";

  /// The co-authors of a message in order, each once.
  public static List<CoAuthor> in(String message) {
    List<CoAuthor> found = new ArrayList<>();
    for (String line : MessageText.of(message).lines()) {
      if (line.length() > TOKEN.length()
          && line.substring(0, TOKEN.length()).toLowerCase(Locale.ROOT).equals(TOKEN)) {
        CoAuthor author = read(line.substring(TOKEN.length()).strip());
        if (!found.contains(author) && found.size() < 1000) {
          found.add(author);
        }
      }
    }
    return found;
  }

  private static CoAuthor read(String value) {
    int open = value.lastIndexOf('<');
    int close = value.lastIndexOf('>');
    return open >= 0 && close > open
        ? new CoAuthor(value.substring(0, open).strip(), value.substring(open + 1, close).strip())
        : new CoAuthor(value, "");
  }
}
