package dev.slipway.changelog.commit;

import java.util.Locale;
import java.util.Optional;

/// The first line of a Conventional Commit: `type(scope)!: description`.
///
/// @param type        the type in lower case, for types are not case-sensitive (rule 15)
/// @param scope       the scope as written, without its parentheses
/// @param bang        whether `!` stands before the colon (rule 13)
/// @param description what follows the colon and the space
/// @see <a href="https://www.conventionalcommits.org/en/v1.0.0/#specification">Conventional Commits 1.0.0</a>
public record Header(String type, Optional<String> scope, boolean bang, String description) {

  /// What a first line turned out to be.
  sealed interface Reading {
    record Good(Header header) implements Reading {}

    /// @param why a clause that says what is wrong, with the rule
    record Bad(String why) implements Reading {}
  }

  /// Reads a first line.
  static Reading read(String line) {
    int at = 0;
    while (at < line.length() && nounPart(line.codePointAt(at))) {
      at += Character.charCount(line.codePointAt(at));
    }
    if (at == 0) {
      return new Reading.Bad("it does not begin with a type (rule 1)");
    }
    String type = line.substring(0, at).toLowerCase(Locale.ROOT);
    Optional<String> scope = Optional.empty();
    if (at < line.length() && line.charAt(at) == '(') {
      int close = line.indexOf(')', at);
      if (close < 0) {
        return new Reading.Bad("the parenthesis of the scope is not closed (rule 4)");
      }
      String inside = line.substring(at + 1, close).strip();
      if (inside.isEmpty()) {
        return new Reading.Bad("the scope is empty (rule 4)");
      }
      if (inside.indexOf('(') >= 0) {
        return new Reading.Bad("the scope holds a parenthesis (rule 4)");
      }
      scope = Optional.of(inside);
      at = close + 1;
    }
    boolean bang = at < line.length() && line.charAt(at) == '!';
    if (bang) {
      at++;
    }
    if (at >= line.length() || line.charAt(at) != ':') {
      return new Reading.Bad(missingColon(line, at, bang));
    }
    if (at + 1 < line.length() && line.charAt(at + 1) != ' ') {
      return new Reading.Bad("no space follows the colon (rule 1)");
    }
    String description = line.substring(at + 1).strip();
    if (description.isEmpty()) {
      return new Reading.Bad("there is no description after the colon (rule 5)");
    }
    return new Reading.Good(new Header(type, scope, bang, description));
  }

  private static String missingColon(String line, int at, boolean bang) {
    if (bang && at < line.length() && line.charAt(at) == '(') {
      return "\"!\" stands before the scope and not before the colon (rule 13)";
    }
    return "no colon follows the type (rule 1)";
  }

  private static boolean nounPart(int c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '_' || Character.getType(c) == Character.NON_SPACING_MARK;
  }
}
