package dev.slipway.size;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.binary.BinaryReader;
import dev.slipway.binary.Fixtures;
import dev.slipway.binary.FormatException;
import dev.slipway.binary.Image;
import dev.slipway.binary.OpenBinary;
import dev.slipway.measured.Measurements;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Mutates the fixtures for twenty seconds with a seed that is printed: bytes turned over, words replaced by what
/// readers stumble over, pieces of one file put into another, ends cut off. Whatever comes out is read or refused.
@Tag("benchmark")
class HostileBinariesBenchmark {
  private static final long SECONDS = Long.getLong("slipway.fuzz.seconds", 20);
  private static final byte[][] WORDS = {
    {0, 0, 0, 0}, {-1, -1, -1, -1}, {-1, -1, -1, 0x7f}, {0, 0, 0, (byte) 0x80}, {1, 0, 0, 0},
    {0, 0, 0, 1}, {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f}, {(byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x00}
  };

  @Test
  void mutatedFilesAreReadOrRefused() throws Exception {
    List<byte[]> seeds = new java.util.ArrayList<>();
    for (Path file : Fixtures.all()) {
      seeds.add(Files.readAllBytes(file));
    }
    long seed = Long.getLong("slipway.fuzz.seed", System.nanoTime());
    var random = new Random(seed);
    long end = System.nanoTime() + SECONDS * 1_000_000_000L;
    long tried = 0;
    long read = 0;
    long longest = 0;
    while (System.nanoTime() < end) {
      byte[] file = mutated(seeds, random);
      long start = System.nanoTime();
      read += read(file, seed) ? 1 : 0;
      longest = Math.max(longest, System.nanoTime() - start);
      tried++;
    }
    try (var table = Measurements.of("hostile-binaries", "limit")) {
      table.tell("mutated files", tried, "files");
      table.tell("of which could be read", read, "files");
      table.limit("the longest one took", longest / 1e6, "ms", 2000);
    }
    assertThat(read).as("some are read, so more than the first check is tried").isGreaterThan(tried / 100);
  }

  private static byte[] mutated(List<byte[]> seeds, Random random) {
    byte[] file = seeds.get(random.nextInt(seeds.size())).clone();
    for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
      // Headers and tables lie at the ends; that is where most changes go.
      int reach = random.nextInt(4) == 0 ? file.length : Math.min(file.length, 1024);
      int at = random.nextInt(3) == 0 ? file.length - 1 - random.nextInt(reach) : random.nextInt(reach);
      switch (random.nextInt(4)) {
        case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> file[at] = (byte) random.nextInt();
        case 2 -> {
          byte[] word = WORDS[random.nextInt(WORDS.length)];
          System.arraycopy(word, 0, file, at, Math.min(word.length, file.length - at));
        }
        default -> {
          byte[] other = seeds.get(random.nextInt(seeds.size()));
          int from = random.nextInt(other.length);
          int length = Math.min(random.nextInt(64), Math.min(other.length - from, file.length - at));
          System.arraycopy(other, from, file, at, length);
        }
      }
    }
    return random.nextInt(8) == 0 ? java.util.Arrays.copyOf(file, random.nextInt(file.length)) : file;
  }

  private static boolean read(byte[] bytes, long seed) {
    try {
      MemorySegment segment = MemorySegment.ofArray(bytes);
      Image image = OpenBinary.of("mutated", segment);
      BinaryReader.read("mutated", segment);
      SizeTree tree = BinaryTree.of("mutated", image);
      assertThat(tree.size()).isEqualTo(bytes.length);
      RetainedSizes.of(image).largest(10);
      return true;
    } catch (FormatException e) {
      return false;
    } catch (RuntimeException | Error e) {
      throw new AssertionError("seed %d, %s at %s, file %s".formatted(seed, e, e.getStackTrace()[0], HexFormat.of().formatHex(bytes)), e);
    }
  }
}
