package dev.slipway.verify;

import dev.slipway.verify.sigstore.TrustRoot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Whom to believe: without anybody named here a signature only tells who made it.
///
/// @param newerRoots trust roots that come before the shipped ones, which are read only when a bundle asks for them
/// @param signer     who should have signed in a certificate
/// @param pin        who signed when somebody last said that this signer is right
/// @param keys       public keys of minisign, OpenPGP or cosign, as text
public record Trust(List<TrustRoot> newerRoots, ExpectedSigner signer, Optional<SignerPins.Pin> pin, List<String> keys) {
  public Trust {
    newerRoots = List.copyOf(newerRoots);
    keys = List.copyOf(keys);
  }

  /// The shipped trust roots, and nobody in particular.
  public static Trust shipped() {
    return new Trust(List.of(), ExpectedSigner.nobody(), Optional.empty(), List.of());
  }

  /// The same trust, and the roots and keys of another.
  public Trust with(Trust more) {
    return new Trust(
        Stream.concat(more.newerRoots.stream(), newerRoots.stream()).distinct().toList(), signer, pin,
        Stream.concat(keys.stream(), more.keys.stream()).distinct().toList());
  }

  /// The same trust, in a signer.
  public Trust inSigner(ExpectedSigner expected) {
    return new Trust(newerRoots, expected, pin, keys);
  }

  /// The same trust, with what was pinned.
  public Trust pinned(Optional<SignerPins.Pin> known) {
    return new Trust(newerRoots, signer, known, keys);
  }

  /// The same trust, with more public keys.
  public Trust inKeys(List<String> more) {
    return new Trust(newerRoots, signer, pin, Stream.concat(keys.stream(), more.stream()).toList());
  }

  /// The same trust, with trust roots that come before the shipped ones.
  public Trust inRoots(List<TrustRoot> newer) {
    return new Trust(newer, signer, pin, keys);
  }
}
