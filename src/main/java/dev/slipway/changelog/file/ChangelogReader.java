package dev.slipway.changelog.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.commonmark.node.Block;
import org.commonmark.node.BulletList;
import org.commonmark.node.Heading;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/// Finds the sections of a changelog by its Markdown blocks, so that headings in code, comments and quotes do
/// not count.
final class ChangelogReader {
  /// Only blocks matter here, so what stands inside paragraphs is not read at all.
  private static final Parser PARSER =
      Parser.builder()
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          .maxOpenBlockParsers(100)
          .inlineParserFactory(_ -> (lines, node) -> {})
          .build();

  private final String text;
  private final int shift;
  private final List<Found> headings = new ArrayList<>();
  private final List<ChangelogFile.Link> links = new ArrayList<>();
  private final List<Piece> blocks = new ArrayList<>();

  /// A block that is no link definition.
  ///
  /// @param marker how the entries of a bullet list begin, such as `- `; empty for other blocks
  private record Piece(int start, int end, Optional<String> marker) {}

  private record Found(Optional<VersionHeading> version, String title, int level, int line, int start, int end) {}

  ChangelogReader(String text) {
    this.text = text;
    this.shift = text.startsWith("\uFEFF") ? 1 : 0;
    Node document = PARSER.parse(text.substring(shift));
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Block block && !block.getSourceSpans().isEmpty()) {
        read(block);
      }
    }
  }

  /// The link definitions in order.
  List<ChangelogFile.Link> links() {
    return List.copyOf(links);
  }

  List<ChangelogSection> sections() {
    List<ChangelogSection> sections = new ArrayList<>();
    int level = versionLevel();
    for (int i = 0; i < headings.size(); i++) {
      Found heading = headings.get(i);
      if (heading.version().isPresent() && heading.level() <= level) {
        int next = i + 1;
        while (next < headings.size() && !ends(heading, headings.get(next), level)) {
          next++;
        }
        int limit = next < headings.size() ? headings.get(next).start() : text.length();
        sections.add(section(heading, headings.subList(i + 1, next), limit));
      }
    }
    return sections;
  }

  private static boolean ends(Found section, Found next, int level) {
    return next.level() <= section.level() || (next.version().isPresent() && next.level() <= level);
  }

  /// Old generators write `#`, `##` or `###` by the weight of the release; a deeper heading that names a version is prose.
  private int versionLevel() {
    int[] counts = new int[7];
    headings.stream().filter(h -> h.version().isPresent()).forEach(h -> counts[h.level()]++);
    int usual = 1;
    for (int i = 2; i < counts.length; i++) {
      usual = counts[i] > counts[usual] ? i : usual;
    }
    return Math.max(2, usual);
  }

  private ChangelogSection section(Found heading, List<Found> inside, int limit) {
    VersionHeading head = heading.version().orElseThrow();
    List<ChangelogSection.Group> groups = new ArrayList<>();
    for (int i = 0; i < inside.size(); i++) {
      groups.add(group(inside, i, limit));
    }
    int last = Math.max(heading.start(), lastBlock(heading.start(), limit).map(Piece::end).orElse(0));
    return new ChangelogSection(
        head.label(), head.version(), head.date(), head.bracketed(), head.yanked(), heading.level(),
        heading.line(), heading.start(), Math.min(lineEnd(heading.end()), text.length()),
        Math.max(lineEnd(last), lineEnd(heading.end())), groups);
  }

  private ChangelogSection.Group group(List<Found> inside, int at, int limit) {
    Found group = inside.get(at);
    int next = at + 1;
    while (next < inside.size() && inside.get(next).level() > group.level()) {
      next++;
    }
    int until = next < inside.size() ? inside.get(next).start() : limit;
    Optional<Piece> last = lastBlock(group.end(), until);
    int end = Math.max(group.end(), last.map(Piece::end).orElse(0));
    return new ChangelogSection.Group(
        group.title(), group.line(), group.level(), end == group.end(), group.start(), lineEnd(group.end()), lineEnd(end),
        last.flatMap(Piece::marker));
  }

  /// The last block between two places; link definitions do not count, they belong to the whole file.
  private Optional<Piece> lastBlock(int from, int limit) {
    int low = 0;
    int high = blocks.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (blocks.get(middle).start() < limit) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    boolean inside = low > 0 && blocks.get(low - 1).start() >= from;
    return inside ? Optional.of(blocks.get(low - 1)) : Optional.empty();
  }

  private void read(Block block) {
    SourceSpan first = block.getSourceSpans().getFirst();
    SourceSpan last = block.getSourceSpans().getLast();
    int start = lineStart(first.getInputIndex() + shift);
    int end = last.getInputIndex() + last.getLength() + shift;
    if (block instanceof LinkReferenceDefinition link) {
      links.add(
          new ChangelogFile.Link(
              link.getLabel(), link.getDestination(), first.getLineIndex() + 1, start, lineEnd(end)));
      return;
    }
    blocks.add(new Piece(start, end, block instanceof BulletList ? FileStyle.marker(text.substring(start, lineEnd(start))) : Optional.empty()));
    if (block instanceof Heading heading) {
      String title = title(first.getInputIndex() + shift, first.getLength(), block.getSourceSpans().size() > 1);
      headings.add(
          new Found(VersionHeading.read(title), title, heading.getLevel(), first.getLineIndex() + 1, start, end));
    }
  }

  private String title(int at, int length, boolean underlined) {
    String line = text.substring(at, at + length).strip();
    if (underlined) {
      return line;
    }
    int marks = 0;
    while (marks < line.length() && line.charAt(marks) == '#') {
      marks++;
    }
    String title = line.substring(marks).strip();
    return title.endsWith("#") ? title.replaceFirst("\\s#+$", "") : title;
  }

  private int lineStart(int at) {
    int start = at;
    while (start > 0 && text.charAt(start - 1) != '\n' && text.charAt(start - 1) != '\r') {
      start--;
    }
    return start;
  }

  /// Behind the line end that follows a place.
  private int lineEnd(int at) {
    int end = at;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    if (text.startsWith("\r\n", end)) {
      return end + 2;
    }
    return Math.min(end + 1, text.length());
  }

  static boolean isUnreleased(String label) {
    return label.toLowerCase(Locale.ROOT).equals("unreleased");
  }
}
