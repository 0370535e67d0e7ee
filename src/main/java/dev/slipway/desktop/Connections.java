package dev.slipway.desktop;

import dev.slipway.fact.Problem;
import dev.slipway.release.Connection;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Makes connections for the window. Every call blocks and is made away from the FX thread.
public interface Connections {

  /// Starts a rehearsal; it lasts until another connection is made or the window is closed.
  ///
  /// @param fault what goes wrong in it; empty for nothing
  Opened rehearsal(String project, String fault) throws Problem;

  /// Connects a repository.
  ///
  /// @param host  the name of a GitHub Enterprise host; empty for github.com
  /// @param token a token typed in; empty to use what the system knows, or none
  Opened repository(String repository, String host, String token) throws Problem;

  /// Where Slipway keeps what outlives it on this computer.
  Path state();

  /// Whether the system offers a keyring to keep tokens in.
  boolean keepsTokens();

  /// Keeps a token in the system's keyring, encrypted by it.
  ///
  /// @param host the name of a GitHub Enterprise host; empty for github.com
  void keepToken(String host, String token) throws Problem;

  /// A connection, and what is known beforehand.
  ///
  /// @param connection everything a session needs
  /// @param tag        the tag to begin with; empty for what the commits ask for
  /// @param inputs     values that are offered for the inputs of the release workflow
  record Opened(Connection connection, Optional<String> tag, Map<String, String> inputs) {}
}
