package dev.slipway.desktop.artifacts;

import java.nio.file.Path;

/// What the Artifacts page asks for. All methods return at once.
public interface ArtifactsRequests {

  /// Downloads and unpacks everything the run made.
  void download();

  /// Hashes and compares every file again.
  void verify();

  /// Verifies a folder, or a checksum manifest, without a network.
  void verify(Path folderOrManifest);
}
