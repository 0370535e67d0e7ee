package dev.slipway.changelog.commit;

import java.util.Optional;

/// A line that begins a footer: a token, `: ` or ` #`, and the first line of the value.
///
/// @param token what stands before the separator
/// @param hash  whether the separator is ` #`
/// @param value the rest of the line
record FooterLine(String token, boolean hash, String value) {
  /// The one token with a space in it (rule 9).
  private static final String BREAKING = "BREAKING CHANGE";

  /// Reads a line; empty when no footer begins there.
  static Optional<FooterLine> read(String line) {
    int end = tokenEnd(line);
    if (end == 0) {
      return Optional.empty();
    }
    if (line.startsWith(": ", end)) {
      return Optional.of(new FooterLine(line.substring(0, end), false, line.substring(end + 2).strip()));
    }
    if (line.startsWith(" #", end) && end + 2 < line.length()) {
      return Optional.of(new FooterLine(line.substring(0, end), true, line.substring(end + 2).strip()));
    }
    return Optional.empty();
  }

  private static int tokenEnd(String line) {
    if (line.startsWith(BREAKING)) {
      return BREAKING.length();
    }
    int at = 0;
    while (at < line.length() && tokenPart(line.charAt(at))) {
      at++;
    }
    return at > 0 && line.charAt(0) != '-' ? at : 0;
  }

  private static boolean tokenPart(char c) {
    return Character.isLetterOrDigit(c) || c == '-';
  }
}
