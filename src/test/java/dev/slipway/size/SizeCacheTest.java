package dev.slipway.size;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fact.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SizeCacheTest {
  private static final Digest ONE = new Digest(Digest.Algorithm.SHA256, "1".repeat(64));
  private static final Digest TWO = new Digest(Digest.Algorithm.SHA256, "2".repeat(64));

  @TempDir Path folder;

  @Test
  void remembersBetweenSessions() throws Exception {
    Path file = folder.resolve("sizes.txt");
    SizeCache cache = SizeCache.open(file);
    cache.keep(ONE, 15_728_640);
    cache.save();

    assertThat(SizeCache.open(file).of(ONE)).hasValue(15_728_640);
    assertThat(SizeCache.open(file).of(TWO)).isEmpty();
  }

  @Test
  void aDamagedFileLosesOnlyWhatCannotBeRead() throws Exception {
    Path file = folder.resolve("sizes.txt");
    Files.writeString(
        file, "sha256:" + "1".repeat(64) + " 12\nnonsense\nsha256:" + "2".repeat(64) + " -5\n" + "x".repeat(100_000) + "\n\0\0");

    assertThat(SizeCache.open(file).of(ONE)).hasValue(12);
    assertThat(SizeCache.open(file).of(TWO)).isEmpty();
  }
}
