package dev.slipway.desktop.markdown;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts plain text where GitHub would make a link: issues, pull requests, commits and people.
final class TextPieces {
  private static final Pattern LINKED =
      Pattern.compile(
          "(?<![\\w/#&.-])(?:"
              + "([A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100})?#(\\d{1,9})\\b"
              + "|@([A-Za-z0-9][A-Za-z0-9-]{0,38})(?![\\w@/.-]*@)"
              + "|((?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{7,40})\\b)");

  private TextPieces() {}

  /// A piece of text and where it leads; empty for plain text.
  record Piece(String text, Optional<URI> target) {}

  static List<Piece> of(String text, MarkdownLinks links) {
    List<Piece> pieces = new ArrayList<>();
    Matcher matcher = LINKED.matcher(text);
    int at = 0;
    while (matcher.find()) {
      if (matcher.start() > at) {
        pieces.add(new Piece(text.substring(at, matcher.start()), Optional.empty()));
      }
      pieces.add(new Piece(matcher.group(), target(matcher, links)));
      at = matcher.end();
    }
    if (at < text.length()) {
      pieces.add(new Piece(text.substring(at), Optional.empty()));
    }
    return pieces;
  }

  private static Optional<URI> target(Matcher matcher, MarkdownLinks links) {
    if (matcher.group(2) != null) {
      String repository = matcher.group(1);
      return links.issue(repository == null ? "" : repository, matcher.group(2));
    }
    return matcher.group(3) != null ? links.person(matcher.group(3)) : links.commit(matcher.group(4));
  }
}
