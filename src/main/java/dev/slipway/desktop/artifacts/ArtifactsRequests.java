package dev.slipway.desktop.artifacts;

import dev.slipway.verify.SignerPins;
import java.nio.file.Path;

/// What the Artifacts page asks for. All methods return at once.
public interface ArtifactsRequests {

  /// Downloads and unpacks everything the run made.
  void download();

  /// Hashes and compares every file again.
  void verify();

  /// Asks whether a signer is the right one for a repository, and holds every later signature against it.
  ///
  /// @param repository the repository that was built, as `https://github.com/owner/name`
  /// @param signer     who signed
  void pin(String repository, SignerPins.Pin signer);

  /// Verifies a folder, or a checksum manifest, without a network.
  void verify(Path folderOrManifest);
}
