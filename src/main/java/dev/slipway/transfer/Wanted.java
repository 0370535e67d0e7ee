package dev.slipway.transfer;

import dev.slipway.fact.Digest;
import dev.slipway.forge.Artifact;
import dev.slipway.forge.Asset;
import dev.slipway.forge.Download;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.RepositoryName;
import java.util.Optional;

/// Something to download.
public sealed interface Wanted {

  /// An artifact of a run, as the host delivers it: zipped, or raw where it was uploaded so.
  record OfRun(Artifact artifact) implements Wanted {}

  /// An asset of a release.
  record OfRelease(Asset asset) implements Wanted {}

  default String name() {
    return switch (this) {
      case OfRun(Artifact artifact) -> artifact.name();
      case OfRelease(Asset asset) -> asset.name();
    };
  }

  /// The size the host tells, in bytes.
  default long size() {
    return switch (this) {
      case OfRun(Artifact artifact) -> artifact.size();
      case OfRelease(Asset asset) -> asset.size();
    };
  }

  /// The digest the host tells.
  default Optional<Digest> digest() {
    Optional<Digest> told = switch (this) {
      case OfRun(Artifact artifact) -> artifact.digest();
      case OfRelease(Asset asset) -> asset.digest();
    };
    return told.filter(digest -> digest.algorithm() == Digest.Algorithm.SHA256);
  }

  /// Whether the size is that of the bytes a download delivers. Artifacts without a digest come from
  /// hosts that tell the size before zipping.
  default boolean sizeIsExact() {
    return switch (this) {
      case OfRun _ -> digest().isPresent();
      case OfRelease _ -> true;
    };
  }

  /// What tells it from everything else of the same name: the host never gives the bytes of one id anew.
  default String key() {
    return switch (this) {
      case OfRun(Artifact artifact) -> "artifact-" + artifact.id();
      case OfRelease(Asset asset) -> "asset-" + asset.id();
    };
  }

  /// Opens its bytes.
  default Download open(Forge forge, RepositoryName repository, long offset) throws ForgeException {
    return switch (this) {
      case OfRun(Artifact artifact) -> forge.download(repository, artifact, offset);
      case OfRelease(Asset asset) -> forge.download(repository, asset, offset);
    };
  }
}
