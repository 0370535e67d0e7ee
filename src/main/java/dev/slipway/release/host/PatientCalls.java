package dev.slipway.release.host;

import dev.slipway.fact.Problem;
import dev.slipway.forge.Asset;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Release;
import dev.slipway.forge.RepositoryName;
import dev.slipway.forge.Upload;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.transfer.Retry;
import dev.slipway.transfer.Uploads;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;

/// Waits and tries again with the patience of a [Retry].
public final class PatientCalls implements HostCalls {
  private final Retry retry;

  public PatientCalls(Retry retry) {
    this.retry = retry;
  }

  @Override
  public <T> T call(Progress progress, Call<T> call) throws ForgeException, Cancelled {
    return retry.call(call::make, progress);
  }

  @Override
  public <T> T create(Progress progress, Call<T> call, Call<Optional<T>> find) throws ForgeException, Cancelled {
    AtomicBoolean mayBeThere = new AtomicBoolean();
    return retry.call(
        () -> {
          if (mayBeThere.get()) {
            Optional<T> there = find.make();
            if (there.isPresent()) {
              return there.get();
            }
          }
          mayBeThere.set(true);
          return call.make();
        },
        progress);
  }

  @Override
  public <T> T start(Progress progress, Call<T> call) throws ForgeException, Cancelled {
    return retry.call(
        () -> {
          try {
            return call.make();
          } catch (ForgeException e) {
            if (e.kind() == ForgeException.Kind.RATE_LIMITED) {
              throw e;
            }
            throw notAgain(e);
          }
        },
        progress);
  }

  /// The same failure as one that is not tried again: the call may have had its effect.
  private static ForgeException notAgain(ForgeException e) {
    return e.passing()
        ? new ForgeException(
            ForgeException.Kind.UNEXPECTED, e.status(),
            e.sentence() + " It may have had its effect all the same: look at the runs before you try again.",
            Optional.empty(), e)
        : e;
  }

  @Override
  public Asset upload(
      Progress progress, Forge forge, RepositoryName repository, Release release, ReleaseFile file, LongConsumer sent)
      throws Problem, ForgeException, Cancelled {
    Release fresh = call(progress, () -> forge.release(repository, release.id()));
    Upload upload = new Upload(file.name(), "", contentType(file.name()), file.path());
    return new Uploads(forge, retry).upload(repository, fresh, upload, file.sha256(), new Counting(progress, sent)).asset();
  }

  private static String contentType(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".zip")) {
      return "application/zip";
    }
    if (lower.endsWith(".gz") || lower.endsWith(".tgz")) {
      return "application/gzip";
    }
    if (lower.endsWith(".wasm")) {
      return "application/wasm";
    }
    if (lower.endsWith(".json") || lower.endsWith(".jsonl")) {
      return "application/json";
    }
    boolean text = lower.endsWith(".txt") || lower.endsWith(".md") || lower.contains("sums") || lower.endsWith(".sha256");
    return text ? "text/plain" : "application/octet-stream";
  }

  /// Hands the bytes of one file on, and everything else to the progress of the whole.
  private record Counting(Progress progress, LongConsumer sent) implements Progress {
    @Override
    public void report(long done, long total) {
      sent.accept(done);
    }

    @Override
    public void phase(String what) {
      progress.phase(what);
    }

    @Override
    public boolean isCancelled() {
      return progress.isCancelled();
    }
  }
}
