package dev.slipway.changelog.file;

import dev.slipway.changelog.version.ReleaseTag;
import dev.slipway.changelog.version.SemanticVersion;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the heading of a section says, in any of the forms changelogs use.
///
/// @param label     the version as written, such as `v1.2.3`, or `Unreleased`
/// @param version   the version; empty for `Unreleased`
/// @param date      the date as written; empty where there is none
/// @param bracketed whether the label stands in brackets without an address, so that it is a link by reference
/// @param yanked    whether it ends with `[YANKED]`
record VersionHeading(
    String label, Optional<SemanticVersion> version, Optional<String> date, boolean bracketed, boolean yanked) {
  private static final Set<String> UNRELEASED = Set.of("unreleased", "[unreleased]", "[unreleased]()");
  private static final Set<String> WORDS = Set.of("version", "release", "v");
  private static final Pattern ANCHOR = Pattern.compile("^<a [^>]{0,200}>(?:</a>)?\\s*");
  private static final Pattern LABEL = Pattern.compile("^\\[([^\\]\\s]{1,100})](\\([^)\\s]{0,500}\\))?");
  private static final Pattern EMOJI = Pattern.compile("^(?::[a-z0-9_+-]{1,40}:|[\\x{2190}-\\x{1FAFF}]\\x{FE0F}?)\\s*");
  static final Pattern ISO_DATE = Pattern.compile("\\b\\d{4}-\\d{1,2}-\\d{1,2}\\b");
  private static final Pattern OTHER_DATE =
      Pattern.compile(
          "\\b(?:\\d{1,2}(?:st|nd|rd|th)?[ -])?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\\.?[ -]"
              + "(?:\\d{1,2}(?:st|nd|rd|th)?,? )?\\d{4}\\b|\\b\\d{1,4}[/.]\\d{1,2}[/.]\\d{1,4}\\b");

  /// Reads the text of a heading without its marks; empty when it names no version.
  static Optional<VersionHeading> read(String heading) {
    String text = heading.strip();
    text = ANCHOR.matcher(text).replaceFirst("");
    text = EMOJI.matcher(text).replaceFirst("");
    if (text.startsWith("**")) {
      text = text.substring(2).replaceFirst("\\*\\*", "");
    }
    boolean yanked = text.toUpperCase(Locale.ROOT).endsWith("[YANKED]");
    String plain = text.toLowerCase(Locale.ROOT).replaceFirst("\\(http[^)]{0,500}\\)$", "").strip();
    if (UNRELEASED.contains(plain) || plain.startsWith("[unreleased](") || plain.startsWith("[unreleased] ")) {
      return Optional.of(
          new VersionHeading("Unreleased", Optional.empty(), Optional.empty(), plain.equals("[unreleased]"), false));
    }
    Matcher link = LABEL.matcher(text);
    boolean linked = link.find();
    String first = linked ? link.group(1) : firstWord(text);
    String rest = text.substring(linked ? link.end() : first.length());
    if (!linked && WORDS.contains(first.toLowerCase(Locale.ROOT)) && !rest.isBlank()) {
      rest = rest.strip();
      first = firstWord(rest);
      rest = rest.substring(first.length());
    }
    Optional<ReleaseTag> tag = ReleaseTag.of(trimmed(first), "");
    if (tag.isEmpty()) {
      return named(text);
    }
    return Optional.of(
        new VersionHeading(
            trimmed(first), Optional.of(tag.get().version()), date(rest), linked && link.group(2) == null, yanked));
  }

  /// `slipway 1.2.3` and `slipway v1.2.3 (2020-01-01)`.
  private static Optional<VersionHeading> named(String text) {
    String name = firstWord(text);
    String rest = text.substring(name.length()).strip();
    String second = trimmed(firstWord(rest));
    Optional<ReleaseTag> tag = ReleaseTag.of(second, "");
    String after = rest.substring(firstWord(rest).length());
    String left = date(after).map(d -> after.replace(d, "")).orElse(after);
    boolean onlyThat = left.chars().noneMatch(Character::isLetterOrDigit) && tag.isPresent()
        && tag.get().prefix().length() <= 1 && !name.endsWith(":") && name.chars().anyMatch(Character::isLetter);
    boolean verb = Set.of("to", "from", "upgrade", "migrate", "since", "before", "in").contains(name.toLowerCase(Locale.ROOT));
    return onlyThat && !verb
        ? Optional.of(new VersionHeading(second, Optional.of(tag.get().version()), date(after), false, false))
        : Optional.empty();
  }

  private static Optional<String> date(String text) {
    Matcher iso = ISO_DATE.matcher(text);
    if (iso.find()) {
      return Optional.of(iso.group());
    }
    Matcher other = OTHER_DATE.matcher(text);
    return other.find() ? Optional.of(other.group()) : Optional.empty();
  }

  private static String firstWord(String text) {
    int end = 0;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end);
  }

  private static String trimmed(String word) {
    int end = word.length();
    while (end > 0 && ",:;)".indexOf(word.charAt(end - 1)) >= 0) {
      end--;
    }
    int start = 0;
    while (start < end && "([`*".indexOf(word.charAt(start)) >= 0) {
      start++;
    }
    return word.substring(start, end);
  }
}
