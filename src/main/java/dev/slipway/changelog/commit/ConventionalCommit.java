package dev.slipway.changelog.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A message that keeps the rules of Conventional Commits 1.0.
///
/// @param header  its first line
/// @param body    the free text after it; empty where there is none
/// @param footers its footers in order
public record ConventionalCommit(Header header, String body, List<Footer> footers) implements Message {
  public ConventionalCommit {
    footers = List.copyOf(footers);
  }

  static ConventionalCommit of(Header header, List<String> rest) {
    int first = firstFooter(rest);
    String body = String.join("\n", rest.subList(0, first)).strip();
    return new ConventionalCommit(header, body, footers(rest.subList(first, rest.size())));
  }

  /// The type in lower case.
  public String type() {
    return header.type();
  }

  /// The scope as written.
  public Optional<String> scope() {
    return header.scope();
  }

  @Override
  public String description() {
    return header.description();
  }

  /// Whether it breaks the interface: `!` or a BREAKING CHANGE footer (rule 11).
  public boolean breaking() {
    return header.bang() || footers.stream().anyMatch(Footer::breaking);
  }

  /// What breaks: the footers, or the description where only `!` says so (rule 13); empty when nothing does.
  public List<String> breakingTexts() {
    List<String> texts = footers.stream().filter(Footer::breaking).map(Footer::value).toList();
    return texts.isEmpty() && header.bang() ? List.of(header.description()) : texts;
  }

  /// The values of the footers with a token.
  public List<String> values(String token) {
    return footers.stream().filter(footer -> footer.is(token)).map(Footer::value).toList();
  }

  /// Footers begin at a paragraph whose first line has a token and a separator (rule 8).
  private static int firstFooter(List<String> rest) {
    for (int i = 0; i < rest.size(); i++) {
      if ((i == 0 || rest.get(i - 1).isBlank()) && FooterLine.read(rest.get(i)).isPresent()) {
        return i;
      }
    }
    return rest.size();
  }

  /// A value goes on until the next token and separator (rule 10).
  private static List<Footer> footers(List<String> lines) {
    List<Footer> footers = new ArrayList<>();
    int at = 0;
    while (at < lines.size()) {
      FooterLine start = FooterLine.read(lines.get(at)).orElseThrow();
      StringBuilder value = new StringBuilder(start.value());
      at++;
      while (at < lines.size() && FooterLine.read(lines.get(at)).isEmpty()) {
        value.append('\n').append(lines.get(at++));
      }
      footers.add(new Footer(start.token(), start.hash(), value.toString().strip()));
    }
    return footers;
  }
}
