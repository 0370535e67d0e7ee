package dev.slipway.binary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.size.BinaryTree;
import dev.slipway.size.RetainedSizes;
import dev.slipway.size.SizeTree;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every fixture cut off at every 64th byte, and with every header byte turned over: either it is read, or it is
/// refused with a [FormatException], within 2 s and 256 MB. Nothing else may come out.
///
/// Time is that of the thread on a processor, so other work on the machine does not count; memory is all that was
/// asked for on the way, which is at least what was held at once.
class HostileInputTest {
  private static final Duration MOST_TIME = Duration.ofSeconds(2);
  private static final long MOST_MEMORY = 256L << 20;
  /// Here each byte is changed in three ways, further on in one.
  private static final int FIRST = 256;
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  static List<Path> fixtures() {
    return Fixtures.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fixtures")
  void truncated(Path file) throws Exception {
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length += 64) {
      read(file + " cut at " + length, Arrays.copyOf(whole, length));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fixtures")
  void turnedOver(Path file) throws Exception {
    byte[] whole = Files.readAllBytes(file);
    BitSet headers = headers(whole);
    assertThat(headers.cardinality()).isPositive();
    for (int at = headers.nextSetBit(0); at >= 0; at = headers.nextSetBit(at + 1)) {
      for (int flip : at < FIRST ? new int[] {0xff, 0x80, 0x01} : new int[] {0xff}) {
        whole[at] ^= (byte) flip;
        read(file + " byte " + at + " ^ " + flip, whole);
        whole[at] ^= (byte) flip;
      }
    }
  }

  /// Every byte that tells where something lies: headers and tables of headers, wherever in the file they are; of
  /// WebAssembly the first bytes of each section.
  private static BitSet headers(byte[] whole) throws FormatException {
    BitSet headers = new BitSet(whole.length);
    headers.set(0, Math.min(64, whole.length));
    mark(OpenBinary.of("fixture", MemorySegment.ofArray(whole)), 0, headers);
    return headers;
  }

  private static void mark(Image image, int base, BitSet headers) {
    for (Part part : image.parts()) {
      int from = base + (int) part.offset();
      boolean wasm = image instanceof WasmModule || image instanceof WasmComponent;
      if (part.kind() == Part.Kind.HEADER) {
        headers.set(from, from + (int) part.size());
      } else if (wasm) {
        headers.set(from, from + (int) Math.min(16, part.size()));
      }
    }
    if (image instanceof UniversalImage universal) {
      universal.slices().forEach(slice -> mark(slice.image(), base + (int) slice.offset(), headers));
    } else if (image instanceof WasmComponent component) {
      component.inner().forEach(inner -> mark(inner.image(), base + (int) inner.offset(), headers));
    }
  }

  @Test
  void fourGigabytesOfNothingAreNotTakenIntoMemory(@TempDir Path folder) throws Exception {
    for (String fixture : List.of("elf-x64-no-sections", "elf-x64-static", "pe-x64.exe", "macho-arm64-exe")) {
      Path sparse = folder.resolve(fixture);
      Files.write(sparse, Files.readAllBytes(Fixtures.file(fixture)));
      try (var file = new RandomAccessFile(sparse.toFile(), "rw")) {
        file.setLength((4L << 30) + 4096);
      }
      long before = THREADS.getCurrentThreadAllocatedBytes();
      try (OpenBinary open = OpenBinary.open(sparse)) {
        assertThat(open.image().file().size()).isEqualTo((4L << 30) + 4096);
        assertThat(BinaryTree.of("sparse", open.image()).size()).isEqualTo((4L << 30) + 4096);
      }
      assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).as(fixture).isLessThan(32L << 20);
      Files.delete(sparse);
    }
  }

  private static void read(String what, byte[] bytes) {
    long start = THREADS.getCurrentThreadCpuTime();
    long memory = THREADS.getCurrentThreadAllocatedBytes();
    try {
      Image image = OpenBinary.of("fixture", MemorySegment.ofArray(bytes));
      SizeTree tree = BinaryTree.of("fixture", image);
      RetainedSizes.of(image).largest(5);
      BinaryReader.read("fixture", MemorySegment.ofArray(bytes));
      assertThat(tree.size()).as(what).isEqualTo(bytes.length);
    } catch (FormatException e) {
      assertThat(e.part()).as(what).isNotBlank();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError(what, e);
    }
    long took = THREADS.getCurrentThreadCpuTime() - start;
    long taken = THREADS.getCurrentThreadAllocatedBytes() - memory;
    if (took > MOST_TIME.toNanos() || taken > MOST_MEMORY) {
      throw new AssertionError("%s took %d ms and %d MB".formatted(what, took / 1_000_000, taken >> 20));
    }
  }
}
