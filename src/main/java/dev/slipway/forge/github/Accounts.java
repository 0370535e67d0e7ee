package dev.slipway.forge.github;

import dev.slipway.forge.Account;
import dev.slipway.forge.ForgeException;
import java.util.Optional;

/// Whose token this is, asked once.
///
/// @see <a href="https://docs.github.com/rest/users/users#get-the-authenticated-user">the call</a>
final class Accounts {
  private final Api api;
  private volatile Optional<Account> known = Optional.empty();

  Accounts(Api api) {
    this.api = api;
  }

  /// Who is signed in; anonymous without a token, and with one that is valid and nobody's.
  Account signedIn() throws ForgeException {
    Optional<Account> before = known;
    if (before.isPresent()) {
      return before.get();
    }
    Account account = api.wire().hasToken() ? asked() : Account.anonymous();
    known = Optional.of(account);
    return account;
  }

  private Account asked() throws ForgeException {
    try {
      return api.get("asking whose token this is", api.uri("user"), f -> new Account(f.text("login")));
    } catch (ForgeException e) {
      if (e.kind() == ForgeException.Kind.FORBIDDEN) { // a token of an app or of a workflow run
        return Account.anonymous();
      }
      throw e;
    }
  }
}
