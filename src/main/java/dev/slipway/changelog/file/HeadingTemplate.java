package dev.slipway.changelog.file;

import dev.slipway.changelog.version.SemanticVersion;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes a version's heading in the way the file writes its newest ones.
final class HeadingTemplate {
  private static final Pattern ADDRESS = Pattern.compile("\\(https?://[^)\\s]*\\)");
  private static final Pattern ANCHOR = Pattern.compile("<a [^>]{0,200}>(?:</a>)?");
  private static final List<String> DATES =
      List.of("yyyy-M-d", "MMMM d, yyyy", "MMM d, yyyy", "d MMMM yyyy", "d MMM yyyy", "yyyy/MM/dd", "yyyy.MM.dd");

  private HeadingTemplate() {}

  /// The heading, its marks included, without a line end.
  static String heading(ChangelogFile file, SemanticVersion version, LocalDate date) {
    List<ChangelogSection> released =
        file.sections().stream().filter(section -> !section.unreleased()).limit(5).toList();
    boolean dated = released.stream().anyMatch(section -> section.date().isPresent());
    for (int i = 0; i < released.size(); i++) {
      ChangelogSection section = released.get(i);
      if (fits(file, section, released) && section.date().isPresent() == dated) {
        Optional<SemanticVersion> before =
            i + 1 < released.size() ? released.get(i + 1).version() : Optional.empty();
        Optional<String> like = like(line(file, section), section, before, version, date);
        if (like.isPresent()) {
          return like.get();
        }
      }
    }
    int level = released.isEmpty() ? 2 : released.getFirst().level();
    boolean bracketed = released.isEmpty() ? !file.links().isEmpty() : released.getFirst().bracketed();
    String label = bracketed ? "[" + version + "]" : version.toString();
    return "#".repeat(level) + " " + label + " - " + date;
  }

  /// An address or a definition for the next version: of a comparison both ends move on.
  ///
  /// @return empty when the text does not name `old`
  static Optional<String> moved(String text, Optional<SemanticVersion> before, SemanticVersion old, SemanticVersion to) {
    Matcher olds = number(old).matcher(text);
    if (!olds.find()) {
      return Optional.empty();
    }
    String marked = olds.replaceAll("\0");
    String shifted =
        before.map(b -> number(b).matcher(marked).replaceAll(Matcher.quoteReplacement(old.toString()))).orElse(marked);
    return Optional.of(shifted.replace("\0", to.toString()));
  }

  private static Optional<String> like(
      String line, ChangelogSection section, Optional<SemanticVersion> before, SemanticVersion version, LocalDate date) {
    SemanticVersion old = section.version().orElseThrow();
    int lineEnd = line.indexOf('\n');
    String first = lineEnd < 0 ? line : line.substring(0, lineEnd).stripTrailing();
    Optional<String> moved =
        moved(first, before, old, version)
            .map(text -> section.date().map(d -> text.replace(d, likewise(d, date))).orElse(text));
    return lineEnd < 0 ? moved : moved.map(text -> text + underlined(line, first.length(), text.length()));
  }

  /// The line of `=` or `-` below a heading, as much longer or shorter as the heading is.
  private static String underlined(String heading, int old, int length) {
    String below = heading.substring(old);
    String mark = below.strip();
    return below.substring(0, below.indexOf(mark)) + mark.substring(0, 1).repeat(Math.max(3, mark.length() - old + length));
  }

  private static boolean fits(ChangelogFile file, ChangelogSection section, List<ChangelogSection> released) {
    String rest = rest(file, section);
    boolean plain = rest.chars().noneMatch(Character::isLetterOrDigit);
    boolean usual =
        released.stream().filter(other -> other != section).anyMatch(other -> rest(file, other).equals(rest));
    String line = line(file, section);
    return !section.yanked() && line.lines().count() <= 2 && (plain || usual);
  }

  private static String rest(ChangelogFile file, ChangelogSection section) {
    String line = ANCHOR.matcher(ADDRESS.matcher(line(file, section)).replaceAll("")).replaceAll("");
    String bare = line.replace(section.label(), "");
    return section.date().map(date -> bare.replace(date, "")).orElse(bare);
  }

  private static String line(ChangelogFile file, ChangelogSection section) {
    String line = file.text().substring(section.start(), section.bodyStart()).strip();
    return line.startsWith("\uFEFF") ? line.substring(1) : line;
  }

  /// The date in the form of another one; ISO where that form is not known.
  private static String likewise(String old, LocalDate date) {
    for (String form : DATES) {
      try {
        DateTimeFormatter formatter = DateTimeFormatter.ofPattern(form, Locale.ENGLISH);
        if (formatter.format(LocalDate.parse(old, formatter)).equals(old)) {
          return formatter.format(date);
        }
      } catch (DateTimeException e) {
        continue;
      }
    }
    return date.toString();
  }

  private static Pattern number(SemanticVersion version) {
    return Pattern.compile("(?<![0-9.])" + Pattern.quote(version.toString()) + "(?![0-9]|\\.[0-9]|-[a-z])");
  }
}
