package dev.slipway.target.shell;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the shell makes of a known value in `${NAME…}`.
///
/// @see <a href="https://www.gnu.org/software/bash/manual/html_node/Shell-Parameter-Expansion.html">parameter expansion</a>
final class ParameterExpansion {
  private static final Pattern SLICE = Pattern.compile(":\\s*(-?\\d{1,6})(?::(-?\\d{1,6}))?");
  /// Longer values are in no name, and looking for a glob at each place in them would take long.
  private static final int LONGEST = 500;

  private ParameterExpansion() {}

  /// The value after the change; empty where this reader does not know the form.
  ///
  /// @param how what stands behind the name, its own variables expanded
  static Optional<String> changed(String value, String how) {
    if (how.isEmpty() || how.length() > LONGEST || value.length() > LONGEST) {
      return Optional.empty();
    }
    return switch (how) {
      case ",," -> Optional.of(value.toLowerCase(Locale.ROOT));
      case "^^" -> Optional.of(value.toUpperCase(Locale.ROOT));
      case "," -> Optional.of(first(value).toLowerCase(Locale.ROOT) + value.substring(first(value).length()));
      case "^" -> Optional.of(first(value).toUpperCase(Locale.ROOT) + value.substring(first(value).length()));
      default -> switch (how.charAt(0)) {
        case '#', '%' -> how.contains("\\*") || how.contains("\\?") ? Optional.empty() : Optional.of(trimmed(value, unescaped(how)));
        case '/' -> replaced(value, how.substring(1));
        case ':' -> sliced(value, how);
        default -> Optional.empty();
      };
    };
  }

  private static String first(String value) {
    return value.substring(0, Math.min(1, value.length()));
  }

  private static String trimmed(String value, String how) {
    boolean longest = how.length() > 1 && how.charAt(1) == how.charAt(0);
    return trimmed(value, how.substring(longest ? 2 : 1), how.charAt(0) == '#', longest);
  }

  /// `${X#pattern}` and its kin: the shortest or longest piece at the edge that the glob matches is cut off.
  private static String trimmed(String value, String glob, boolean start, boolean longest) {
    int n = value.length();
    for (int step = 0; step <= n; step++) {
      int length = longest ? n - step : step;
      String piece = start ? value.substring(0, length) : value.substring(n - length);
      if (Conditions.globMatches(glob, piece)) {
        return start ? value.substring(length) : value.substring(0, n - length);
      }
    }
    return value;
  }

  /// `${X:1}`, `${X:0:7}`, `${X: -3}`.
  private static Optional<String> sliced(String value, String how) {
    Matcher slice = SLICE.matcher(how);
    if (!slice.matches() || how.startsWith(":-")) {
      return Optional.empty();
    }
    int asked = Integer.parseInt(slice.group(1));
    int from = asked < 0 ? value.length() + asked : asked;
    if (from < 0 || from > value.length()) {
      return Optional.of("");
    }
    int length = slice.group(2) == null ? value.length() : Integer.parseInt(slice.group(2));
    int to = length < 0 ? value.length() + length : Math.min(value.length(), from + length);
    return to < from ? Optional.empty() : Optional.of(value.substring(from, to));
  }

  /// `/pattern/by`, all of them with a slash more, at an edge with `#` or `%`.
  private static Optional<String> replaced(String value, String how) {
    boolean all = how.startsWith("/");
    char edge = how.isEmpty() ? ' ' : how.charAt(0);
    int from = all || edge == '#' || edge == '%' ? 1 : 0;
    int slash = from;
    while (slash < how.length() && how.charAt(slash) != '/') {
      slash += how.charAt(slash) == '\\' ? 2 : 1;
    }
    String written = how.substring(from, Math.min(slash, how.length()));
    String by = slash < how.length() ? unescaped(how.substring(slash + 1)) : "";
    boolean glob = written.indexOf('*') >= 0 || written.indexOf('?') >= 0 || written.indexOf('[') >= 0;
    String pattern = unescaped(written);
    if (glob && edge != '#' && edge != '%' || pattern.isEmpty()) {
      return Optional.empty();
    }
    if (edge == '#' || edge == '%') {
      String rest = trimmed(value, pattern, edge == '#', true);
      return Optional.of(rest.length() == value.length() ? value : edge == '#' ? by + rest : rest + by);
    }
    return Optional.of(all ? value.replace(pattern, by) : value.replaceFirst(Pattern.quote(pattern), Matcher.quoteReplacement(by)));
  }

  private static String unescaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\' && i + 1 < text.length()) {
        i++;
      }
      out.append(text.charAt(i));
    }
    return out.toString();
  }
}
