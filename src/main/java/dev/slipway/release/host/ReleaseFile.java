package dev.slipway.release.host;

import dev.slipway.fact.Digest;
import java.nio.file.Path;

/// A file that was verified and is to become an asset.
///
/// @param name   the asset's name
/// @param path   where its bytes are
/// @param size   its size in bytes when it was verified
/// @param sha256 its SHA-256 when it was verified; the host's digest must equal it
public record ReleaseFile(String name, Path path, long size, Digest sha256) {}
