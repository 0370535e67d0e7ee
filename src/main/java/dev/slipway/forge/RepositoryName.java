package dev.slipway.forge;

import dev.slipway.fact.Problem;
import java.util.regex.Pattern;

/// The full name of a repository, `owner/name`.
///
/// @param owner the user or organization
/// @param name  the repository's own name
public record RepositoryName(String owner, String name) {
  private static final Pattern FULL = Pattern.compile("([A-Za-z0-9][A-Za-z0-9-]{0,38})/([A-Za-z0-9._-]{1,100})");

  /// Reads `owner/name`.
  ///
  /// @throws Problem when the text has another form
  public static RepositoryName parse(String text) throws Problem {
    var matcher = FULL.matcher(text.strip());
    if (!matcher.matches() || matcher.group(2).equals(".") || matcher.group(2).equals("..")) {
      throw Problem.wrongUse(
          "\"%s\" is no repository; write it as owner/name, such as clawft/weft.".formatted(text));
    }
    return new RepositoryName(matcher.group(1), matcher.group(2));
  }

  @Override
  public String toString() {
    return owner + "/" + name;
  }
}
