package dev.slipway.binary;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every fixture cut off at every 64th byte, and with every header byte turned over: either it is read, or it is
/// refused with a [FormatException]. Nothing else may come out.
class HostileInputTest {
  private static final int HEADER = 512;

  static List<Path> fixtures() {
    return Fixtures.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fixtures")
  void truncated(Path file) throws Exception {
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length += 64) {
      read(file + " cut at " + length, java.util.Arrays.copyOf(whole, length));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fixtures")
  void turnedOver(Path file) throws Exception {
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < Math.min(HEADER, whole.length); at++) {
      for (int flip : new int[] {0xff, 0x80, 0x01}) {
        byte[] changed = whole.clone();
        changed[at] ^= (byte) flip;
        read(file + " byte " + at + " ^ " + flip, changed);
      }
    }
  }

  @Test
  void fourGigabytesOfNothingAreNotTakenIntoMemory(@TempDir Path folder) throws Exception {
    Path sparse = folder.resolve("sparse");
    byte[] head = Files.readAllBytes(Fixtures.file("elf-x64-no-sections"));
    Files.write(sparse, head);
    try (var file = new java.io.RandomAccessFile(sparse.toFile(), "rw")) {
      file.setLength((4L << 30) + 4096);
    }
    try (OpenBinary open = OpenBinary.open(sparse)) {
      assertThat(open.image().file().size()).isEqualTo((4L << 30) + 4096);
      assertThat(open.image().parts()).isNotEmpty();
    }
  }

  private static void read(String what, byte[] bytes) {
    long start = System.nanoTime();
    try {
      Image image = OpenBinary.of("fixture", MemorySegment.ofArray(bytes));
      BinaryReader.read("fixture", MemorySegment.ofArray(bytes));
      dev.slipway.size.SizeTree tree = dev.slipway.size.BinaryTree.of("fixture", image);
      assertThat(tree.size()).as(what).isEqualTo(bytes.length);
    } catch (FormatException e) {
      assertThat(e.part()).as(what).isNotBlank();
    } catch (RuntimeException e) {
      throw new AssertionError(what, e);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).as(what).isLessThan(Duration.ofSeconds(10));
  }
}
