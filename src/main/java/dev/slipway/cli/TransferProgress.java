package dev.slipway.cli;

import dev.slipway.task.Progress;
import java.util.Locale;

/// Progress as lines on standard error, at most one every two seconds.
final class TransferProgress implements Progress {
  private static final long PAUSE = 2_000_000_000L;

  private final Terminal terminal;
  private long told = System.nanoTime();
  private String phase = "";

  TransferProgress(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public synchronized void report(long done, long total) {
    long now = System.nanoTime();
    if (now - told >= PAUSE) {
      told = now;
      String share = total > 0 ? String.format(Locale.ROOT, "%d %%", Math.min(100, done * 100 / total)) : done + " done";
      terminal.err().println(share + (phase.isEmpty() ? "" : ", " + phase));
      terminal.err().flush();
    }
  }

  @Override
  public synchronized void phase(String what) {
    phase = RunJson.plain(what);
  }

  @Override
  public boolean isCancelled() {
    return Thread.currentThread().isInterrupted();
  }
}
