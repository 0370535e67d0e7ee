package dev.slipway.forge;

/// Who the calls are made as.
///
/// @param login the account's name; empty for calls without a token, or with one that stands for no person
public record Account(String login) {

  /// Calls without a token: public data, read only.
  public static Account anonymous() {
    return new Account("");
  }
}
