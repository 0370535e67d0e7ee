package dev.slipway.task;

/// Runs work away from the thread that asks for it.
///
/// There are three: on virtual threads for the command line, on virtual threads with callbacks on
/// the FX thread for the window, and in place for tests.
public interface Tasks {

  /// Starts work at once.
  ///
  /// @param title what the user reads while it runs, such as "Downloading meshc.tar.gz"
  <T> Running<T> run(String title, Work<T> work);
}
