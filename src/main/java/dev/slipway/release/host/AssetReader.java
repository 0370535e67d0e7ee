package dev.slipway.release.host;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Problem;
import dev.slipway.forge.Asset;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.RepositoryName;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;

/// Reads assets from the host and hashes what it delivers.
public interface AssetReader {

  /// The SHA-256 of an asset's bytes, read with the token in use.
  Digest signedIn(RepositoryName repository, Asset asset, Progress progress)
      throws Problem, ForgeException, Cancelled;

  /// The SHA-256 of an asset's bytes, read the way anybody who may see the repository would.
  ///
  /// @param tag the tag of its release
  Digest asPublic(RepositoryName repository, String tag, Asset asset, Progress progress)
      throws Problem, ForgeException, Cancelled;
}
