package dev.slipway.forge;

import java.util.Optional;

/// A token for a code host. It never appears in its own text form, so that it cannot reach a log.
public final class Token {
  private final String value;
  private final Origin origin;

  /// Where a token came from.
  public enum Origin {
    GH_TOKEN("the variable GH_TOKEN"),
    GITHUB_TOKEN("the variable GITHUB_TOKEN"),
    GH_ENTERPRISE_TOKEN("the variable GH_ENTERPRISE_TOKEN"),
    GITHUB_ENTERPRISE_TOKEN("the variable GITHUB_ENTERPRISE_TOKEN"),
    GH_COMMAND("gh auth token"),
    KEYRING("the system's keyring"),
    TYPED("typed in");

    private final String words;

    Origin(String words) {
      this.words = words;
    }

    /// Where it came from, as a user reads it.
    public String words() {
      return words;
    }
  }

  private Token(String value, Origin origin) {
    this.value = value;
    this.origin = origin;
  }

  /// Takes a token as it was found; empty when it holds nothing, or something that can stand in no
  /// header field.
  public static Optional<Token> of(String text, Origin origin) {
    String value = text.strip();
    boolean usable = !value.isEmpty() && value.length() <= 4096 && value.chars().allMatch(c -> c > ' ' && c < 0x7f);
    return usable ? Optional.of(new Token(value, origin)) : Optional.empty();
  }

  public Origin origin() {
    return origin;
  }

  /// The token itself, for the `Authorization` header and for nothing else.
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "token from " + origin.words();
  }
}
