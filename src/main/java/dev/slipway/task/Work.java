package dev.slipway.task;

/// A piece of work that takes a while.
///
/// @param <T> what it makes
@FunctionalInterface
public interface Work<T> {

  /// Does the work on the calling thread.
  ///
  /// @throws Exception [dev.slipway.fact.Problem] for what a user can mend, [Cancelled] when it was
  ///     asked to stop; anything else is a bug of Slipway
  T run(Progress progress) throws Exception;
}
