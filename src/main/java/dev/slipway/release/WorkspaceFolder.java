package dev.slipway.release;

import dev.slipway.fact.Problem;

/// Where the work on the release of a session is kept; which one that is may become known only once its tag is chosen.
@FunctionalInterface
interface WorkspaceFolder {
  /// @throws Problem when no tag was chosen
  Workspace get() throws Problem;
}
