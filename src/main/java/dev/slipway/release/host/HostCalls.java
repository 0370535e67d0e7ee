package dev.slipway.release.host;

import dev.slipway.fact.Problem;
import dev.slipway.forge.Asset;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Release;
import dev.slipway.forge.RepositoryName;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Calls to the host that wait out what passes by itself: dropped connections, 502s, rate limits.
public interface HostCalls {

  /// One call.
  @FunctionalInterface
  interface Call<T> {
    T make() throws ForgeException;
  }

  /// Makes a call that may be repeated without harm.
  <T> T call(Progress progress, Call<T> call) throws ForgeException, Cancelled;

  /// Makes a call that creates something. Before it is repeated, `find` looks whether the first try
  /// succeeded without the answer coming through.
  <T> T create(Progress progress, Call<T> call, Call<Optional<T>> find) throws ForgeException, Cancelled;

  /// Makes a call that must not be repeated when its answer is lost; waits only for what the host refused
  /// before it did anything, such as a rate limit.
  <T> T start(Progress progress, Call<T> call) throws ForgeException, Cancelled;

  /// Uploads a file; a rest of a broken try is deleted before the next.
  Asset upload(
      Progress progress, Forge forge, RepositoryName repository, Release release, ReleaseFile file, LongConsumer sent)
      throws Problem, ForgeException, Cancelled;
}
