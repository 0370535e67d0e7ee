package dev.slipway.release;

import dev.slipway.fact.Digest;
import dev.slipway.forge.Asset;
import dev.slipway.target.Target;
import java.nio.file.Path;
import java.util.Optional;

/// A file of the release that lies on this computer. Its digest is the verification's to compute, so that what is
/// published is what was verified.
///
/// @param name      its name, which will be the asset's
/// @param path      where it lies
/// @param size      its size in bytes
/// @param from      what brought it: an artifact's name, `draft`, `release`, or `folder`
/// @param asset     what the host has under this name in the release, where it has something
/// @param target    the target it is for, where the plan or its name says so
public record HeldFile(
    String name,
    Path path,
    long size,
    String from,
    Optional<Asset> asset,
    Optional<Target> target) {

  /// The digest the host tells for this very file, where it does.
  public Optional<Digest> apiDigest() {
    return asset.flatMap(Asset::digest);
  }
}
