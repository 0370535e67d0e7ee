package dev.slipway.task;

/// How work tells how far it is and learns that it should stop.
///
/// One instance belongs to one piece of work; its methods may be called from any thread.
public interface Progress {

  /// Says how far the work is.
  ///
  /// @param done  units done so far, such as bytes or files
  /// @param total all units, or a negative number while that is not known
  void report(long done, long total);

  /// Says what is being done now, as a short clause such as "hashing meshc.tar.gz".
  void phase(String what);

  /// Whether somebody asked the work to stop.
  boolean isCancelled();

  /// Stops the work here when somebody asked for it.
  ///
  /// @throws Cancelled when the work should stop
  default void checkCancelled() throws Cancelled {
    if (isCancelled()) {
      throw new Cancelled();
    }
  }

  /// A progress nobody watches and nobody cancels.
  static Progress unwatched() {
    return new Progress() {
      @Override
      public void report(long done, long total) {}

      @Override
      public void phase(String what) {}

      @Override
      public boolean isCancelled() {
        return Thread.currentThread().isInterrupted();
      }
    };
  }
}
