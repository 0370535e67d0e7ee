package dev.slipway.changelog.section;

import dev.slipway.changelog.commit.Reference;
import java.util.Optional;
import java.util.regex.Pattern;

/// How the text of a commit becomes one line of Markdown.
final class EntryText {
  private static final Pattern SKIPS = Pattern.compile(" ?\\[(?:skip ci|ci skip|no ci|skip actions|actions skip)]");
  private static final Pattern TASK = Pattern.compile("\\[[ xX]] ");
  private static final Pattern NUMBERED = Pattern.compile("^(\\d{1,9})([.)] )");
  private static final Pattern TAG = Pattern.compile("<(?![A-Za-z][A-Za-z0-9+.-]{1,31}:[^\\s<>]*>)(?![^\\s<>@]+@[^\\s<>@]+>)[A-Za-z/!?]");
  private static final int LONGEST = 2000;

  private EntryText() {}

  /// Without `[skip ci]` and its kin.
  static String withoutSkips(String text) {
    return text.indexOf('[') < 0 ? text : SKIPS.matcher(text).replaceAll("").strip();
  }

  /// Without `[skip ci]` and without the pull request's number at the end, which comes back as a reference.
  static String withoutMarks(String text) {
    String clean = clean(withoutSkips(text));
    Optional<Integer> number = Reference.pullRequest(clean);
    return number.isEmpty() ? clean : clean.substring(0, clean.lastIndexOf("(#")).strip();
  }

  /// One line of bounded length without control characters or characters that turn the direction of writing.
  static String clean(String text) {
    StringBuilder clean = new StringBuilder(Math.min(text.length(), LONGEST));
    text.codePoints()
        .limit(LONGEST)
        .filter(c -> !(c >= 0x202A && c <= 0x202E) && !(c >= 0x2066 && c <= 0x2069))
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .forEach(clean::appendCodePoint);
    return clean.toString().strip();
  }

  /// ` (#12)`, or nothing.
  static String reference(Optional<Integer> pullRequest) {
    return pullRequest.map(number -> " (#" + number + ")").orElse("");
  }

  /// With a capital at the front, unless the first word is code or carries capitals of its own.
  static String capital(String text) {
    int end = 0;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    String word = text.substring(0, end);
    boolean plain = !word.isEmpty() && word.chars().allMatch(c -> Character.isLowerCase(c) || c == ',' || c == ':');
    return plain ? text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1) : text;
  }

  /// The lines up to the first blank one, joined.
  static String firstParagraph(String text) {
    int end = text.indexOf("\n\n");
    return clean((end < 0 ? text : text.substring(0, end)).replace('\n', ' '));
  }

  static boolean endsSentence(CharSequence text) {
    return !text.isEmpty() && ".!?:".indexOf(text.charAt(text.length() - 1)) >= 0;
  }

  /// With what Markdown would make a block or HTML of escaped, so that a reader sees every word.
  static String block(String text) {
    String safe = withoutTags(text);
    if (safe.isEmpty()) {
      return safe;
    }
    char first = safe.charAt(0);
    boolean marker = "#>~=".indexOf(first) >= 0 || ("-+*".indexOf(first) >= 0 && safe.startsWith(" ", 1));
    if (marker || safe.startsWith("```") || safe.startsWith("---") || TASK.matcher(safe).lookingAt()) {
      return "\\" + safe;
    }
    return NUMBERED.matcher(safe).replaceFirst("$1\\\\$2");
  }

  /// `List<String>` would be shown as `List`. What stands in code, and addresses in angle brackets, stay as they are.
  private static String withoutTags(String text) {
    if (text.indexOf('<') < 0) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length() + 8);
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int codeEnd = c == '`' ? codeEnd(text, at) : at;
      if (codeEnd > at) {
        safe.append(text, at, codeEnd);
        at = codeEnd;
        continue;
      }
      boolean escaped = at > 0 && text.charAt(at - 1) == '\\';
      if (c == '<' && !escaped && TAG.matcher(text).region(at, text.length()).lookingAt()) {
        safe.append('\\');
      }
      safe.append(c);
      at++;
    }
    return safe.toString();
  }

  /// Behind the code that begins with the backticks at a place; that place where none ends it.
  private static int codeEnd(String text, int at) {
    int ticks = at;
    while (ticks < text.length() && text.charAt(ticks) == '`') {
      ticks++;
    }
    int end = text.indexOf(text.substring(at, ticks), ticks);
    return end < 0 ? at : end + ticks - at;
  }
}
