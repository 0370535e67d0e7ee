package dev.slipway.verify;

import dev.slipway.verify.sigstore.TrustRoot;
import java.util.List;
import java.util.Optional;

/// Whom to believe: without anybody named here a signature only tells who made it.
///
/// @param newerRoots trust roots that come before the shipped ones, which are read only when a bundle asks for them
/// @param repository the repository, as `https://github.com/owner/name`, whose workflows may attest
/// @param identity   the exact identity of the signer in a certificate, where no repository tells it
/// @param keys       public keys of minisign or OpenPGP, as text
public record Trust(
    List<TrustRoot> newerRoots, Optional<String> repository, Optional<String> identity, List<String> keys) {
  public Trust {
    newerRoots = List.copyOf(newerRoots);
    keys = List.copyOf(keys);
  }

  /// The shipped trust roots, and nobody in particular.
  public static Trust shipped() {
    return new Trust(List.of(), Optional.empty(), Optional.empty(), List.of());
  }

  /// The same trust, with a repository whose workflows may attest.
  public Trust inRepository(String url) {
    return new Trust(newerRoots, Optional.of(url), identity, keys);
  }

  /// The same trust, with more public keys.
  public Trust inKeys(List<String> more) {
    return new Trust(newerRoots, repository, identity, java.util.stream.Stream.concat(keys.stream(), more.stream()).toList());
  }
}
