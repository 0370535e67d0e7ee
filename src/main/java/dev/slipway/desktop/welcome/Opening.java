package dev.slipway.desktop.welcome;

import java.nio.file.Path;

/// What can be opened. All methods return at once.
public interface Opening {

  /// Opens the rehearsal of a project, `meshc` or `weft`.
  ///
  /// @param fault what goes wrong in it; empty for nothing
  void rehearsal(String project, String fault);

  /// Opens a repository.
  ///
  /// @param repository its full name, `owner/name`
  /// @param host       the name of a GitHub Enterprise host; empty for github.com
  /// @param token      a token typed in; empty to use what the system knows, or none
  void repository(String repository, String host, String token);

  /// Keeps a token in the system's keyring.
  ///
  /// @param host  the name of a GitHub Enterprise host; empty for github.com
  void keepToken(String host, String token);

  /// Verifies a folder, or a checksum manifest.
  void verify(Path folderOrManifest);
}
