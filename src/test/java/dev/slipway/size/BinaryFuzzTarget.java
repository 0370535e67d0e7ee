package dev.slipway.size;

import dev.slipway.binary.BinaryReader;
import dev.slipway.binary.FormatException;
import dev.slipway.binary.Image;
import dev.slipway.binary.OpenBinary;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;

/// What Jazzer calls with bytes of its own making: they are read and taken apart, or refused with a [FormatException].
public final class BinaryFuzzTarget {
  private static final long MOST = 256L << 20;
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private BinaryFuzzTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    // Jazzer instruments a class when it is first used, with memory of this thread: only what is asked for again counts.
    if (memory(data) > MOST && memory(data) > MOST) {
      throw new AssertionError(data.length + " bytes asked for more than 256 MB, twice");
    }
  }

  private static long memory(byte[] data) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    read(data);
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static void read(byte[] data) {
    MemorySegment bytes = MemorySegment.ofArray(data);
    try {
      Image image = OpenBinary.of("fuzzed", bytes);
      SizeTree tree = BinaryTree.of("fuzzed", image);
      if (tree.size() != data.length) {
        throw new AssertionError("a tree of " + tree.size() + " bytes for " + data.length);
      }
      TopList.of(image, TopList.By.FUNCTION, 20);
      RetainedSizes.of(image).largest(20);
      BinaryReader.read("fuzzed", bytes);
    } catch (FormatException e) {
      if (e.part().isBlank()) {
        throw new AssertionError("a refusal that names no part", e);
      }
    }
  }
}
