package dev.slipway.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.task.Progress;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What we find clean, GNU tar, unzip and Python unpack to the same files. [ArchiveDifferencesBenchmark] makes more of the same.
@Timeout(120)
class ArchiveDifferencesTest {
  private static final long SEED = 20261122;
  private static final int ROUNDS = 150;

  @TempDir Path folder;

  @Test
  void whatIsCleanIsTheSameForAll() throws Exception {
    for (String program : List.of("tar", "unzip", "python3")) {
      Assumptions.assumeTrue(Unpackers.isThere(program), "skipped: " + program + " is not installed");
    }
    ArchiveDifferences all = new ArchiveDifferences(folder, Unpackers.in(folder));
    all.run(SEED, ROUNDS);
    System.out.println("seed " + SEED + ": " + all.summary());
    assertThat(all.differences()).as("seed %d", SEED).isEmpty();
    assertThat(all.clean()).isGreaterThan(ROUNDS / 10);
  }

  /// GNU tar writes files with holes in four forms.
  @ParameterizedTest
  @ValueSource(strings = {"--format=gnu", "--format=posix --sparse-version=0.0", "--format=posix --sparse-version=0.1", "--format=posix --sparse-version=1.0"})
  void filesWithHolesAreReadInEveryForm(String form) throws Exception {
    Assumptions.assumeTrue(Unpackers.isThere("tar"), "skipped: tar is not installed");
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("holes").toFile(), "rw")) {
      for (int i = 1; i < 60; i++) {
        file.seek(i * 131_072L);
        file.write(i);
      }
      file.setLength(10 << 20);
    }
    Files.writeString(folder.resolve("next"), "next");
    List<String> command = new ArrayList<>(List.of("tar", "--sparse", "-cf", "holes.tar"));
    command.addAll(List.of(form.split(" ")));
    command.addAll(List.of("holes", "next"));
    assertThat(new ProcessBuilder(command).directory(folder.toFile()).start().waitFor()).isZero();
    Inspection inspection = new ArchiveReader(Limits.standard()).inspect(folder.resolve("holes.tar"), Progress.unwatched());
    assertThat(inspection.clean()).as("%s", inspection.findings()).isTrue();
    assertThat(inspection.members()).extracting(Member::name, Member::size).containsExactly(tuple("holes", 10L << 20), tuple("next", 4L));
  }
}
