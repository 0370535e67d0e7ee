package dev.slipway.archive;

import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;

/// What is left of the limits while one archive is read.
final class Budget {
  private static final long RATIO_FROM = 32L << 20;

  private final Limits limits;
  private final Progress progress;
  private final long deadline;
  private long members;
  private long unpacked;

  Budget(Limits limits, Progress progress) {
    this.limits = limits;
    this.progress = progress;
    this.deadline = System.nanoTime() + limits.time().toNanos();
  }

  Limits limits() {
    return limits;
  }

  Progress progress() {
    return progress;
  }

  long unpacked() {
    return unpacked;
  }

  void member() throws Broken, Cancelled {
    progress.checkCancelled();
    if (++members > limits.members()) {
      throw new Broken("too-many-members", "It has more than %d members. It was not read on.".formatted(limits.members()));
    }
    time();
  }

  /// Accounts for bytes that were unpacked.
  void unpacked(long bytes) throws Broken {
    unpacked += bytes;
    if (unpacked > limits.bytes()) {
      throw new Broken(
          "too-large", "It unpacks to more than %d MB. It was not read on.".formatted(limits.bytes() / 1_000_000));
    }
    time();
  }

  /// Holds what came out of a compressor against what went in.
  void ratio(long in, long out) throws Broken {
    if (out > RATIO_FROM && out / Math.max(1, in) > limits.ratio()) {
      throw new Broken(
          "compression-bomb",
          "It unpacks to more than %d bytes for each byte read. It was not read on.".formatted(limits.ratio()));
    }
  }

  void time() throws Broken {
    if (System.nanoTime() - deadline > 0) {
      throw new Broken("too-slow", "Reading it took longer than %d s. It was not read on.".formatted(limits.time().toSeconds()));
    }
  }
}
