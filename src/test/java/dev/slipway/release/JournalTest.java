package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.release.publish.Journal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  @TempDir Path folder;

  @Test
  void whatWasAddedIsThereAfterAReopen() throws Exception {
    Path file = folder.resolve("deep/journal.jsonl");
    Journal journal = Journal.open(file, Clock.systemUTC());
    journal.add("draft", "release", "7");
    journal.add("uploaded", "name", "a \"quoted\"\nname");
    Journal again = Journal.open(file, Clock.systemUTC());
    assertThat(again.entries()).isEqualTo(journal.entries());
    assertThat(again.newest("draft").orElseThrow().details()).containsEntry("release", "7");
  }

  @Test
  void aLineCutShortByACrashIsLeftOutAndTheNextOneIsWhole() throws Exception {
    Path file = folder.resolve("journal.jsonl");
    Journal.open(file, Clock.systemUTC()).add("draft", "release", "7");
    Files.writeString(file, "{\"at\":\"2026-01-01T00:0", StandardOpenOption.APPEND);
    Journal journal = Journal.open(file, Clock.systemUTC());
    assertThat(journal.entries()).hasSize(1);
    journal.add("publishing", "release", "7");
    assertThat(Journal.open(file, Clock.systemUTC()).entries())
        .extracting(Journal.Entry::event)
        .containsExactly("draft", "publishing");
  }
}
