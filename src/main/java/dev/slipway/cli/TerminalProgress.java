package dev.slipway.cli;

import dev.slipway.task.Progress;
import java.io.PrintWriter;

/// Tells on standard error what is being done, one line for each phase.
final class TerminalProgress implements Progress {
  private final PrintWriter err;
  private String last = "";

  TerminalProgress(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void report(long done, long total) {}

  @Override
  public synchronized void phase(String what) {
    if (!what.equals(last)) {
      last = what;
      err.println(what + " …");
      err.flush();
    }
  }

  @Override
  public boolean isCancelled() {
    return Thread.currentThread().isInterrupted();
  }
}
