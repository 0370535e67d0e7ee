package dev.slipway.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// Thousands of odd archives, each held against every unpacker that is installed; `-Dslipway.seed` and `-Dslipway.rounds` make others.
@Tag("benchmark")
class ArchiveDifferencesBenchmark {
  private static final int AT_ONCE = 500;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder;

  @Test
  void whatIsCleanIsTheSameForAll() throws Exception {
    long seed = Long.getLong("slipway.seed", 1);
    int rounds = Integer.getInteger("slipway.rounds", 4_000);
    ArchiveDifferences all = new ArchiveDifferences(folder, Unpackers.withGo(Files.createDirectory(folder.resolve("programs"))));
    for (int done = 0; done < rounds; done += AT_ONCE) {
      all.run(seed + done / AT_ONCE, Math.min(AT_ONCE, rounds - done));
    }
    System.out.println("seeds from " + seed + ": " + all.summary());
    assertThat(all.differences()).isEmpty();
  }
}
