package dev.slipway.changelog.commit;

/// A footer of a Conventional Commit (rules 8 to 10).
///
/// @param token the token as written, such as `Reviewed-by` or `BREAKING CHANGE`
/// @param hash  whether ` #` parted token and value, as in `Refs #133`; else it was `: `
/// @param value the value, which may have several lines; without the `#`
public record Footer(String token, boolean hash, String value) {

  /// Whether it announces a breaking change: upper case, a colon, a space and a text (rules 12, 15, 16).
  public boolean breaking() {
    return !hash && !value.isBlank() && (token.equals("BREAKING CHANGE") || token.equals("BREAKING-CHANGE"));
  }

  /// Whether the token is this one; tokens are not case-sensitive (rule 15).
  public boolean is(String other) {
    return token.equalsIgnoreCase(other);
  }
}
